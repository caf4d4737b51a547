import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUPS } from '../../mutate/groups.ts';
import { isGoodEnough, percentOf, reportOf, scoreOf } from '../../mutate/report.ts';
import { judged, type Mutant, type MutantResult } from '../../mutate/stryker.ts';
import { explain, Survivors } from '../../mutate/survivors.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = 'core/vergelijking/twk.ts';
const mutant = (over: Partial<Mutant> = {}): Mutant => ({
  ...{ file: FILE, line: 'if (a < b) return;', lineNumber: 3, original: 'a < b', replacement: 'a <= b' },
  ...{ outcome: 'survived', ...over },
});
const listed = ({ lineNumber: _any, outcome: _survived, ...entry }: Mutant) => entry;
const list = (...mutants: readonly Mutant[]): Survivors =>
  Survivors.parse([{ reason: 'Both are equal here, whatever they are.', mutants: mutants.map(listed) }]);
const killed = (count: number): Mutant[] => Array.from({ length: count }, () => mutant({ outcome: 'killed' }));

describe('a fault that no test shows', () => {
  it('is explained by the list, wherever its line has gone', () => {
    expect(explain([mutant({ lineNumber: 99 })], list(mutant()), [FILE])).toEqual({ unexplained: [], stale: [] });
  });

  it.each([
    ['in another file', { file: 'core/nmbrs/peil.ts' }],
    ['on another line of code', { line: 'if (a < b) throw e;' }],
    ['of another text', { original: 'a > b' }],
    ['by another text', { replacement: 'true' }],
  ])('is not explained by one %s', (_name, over) => {
    const other = mutant(over);
    expect(explain([mutant()], list(other), [FILE, 'core/nmbrs/peil.ts'])).toEqual({
      unexplained: [mutant()],
      stale: [listed(other)],
    });
  });

  it('is explained once by each entry', () => {
    const both = [mutant(), mutant({ lineNumber: 8 })];
    expect(explain(both, list(mutant()), [FILE]).unexplained).toEqual([mutant({ lineNumber: 8 })]);
    expect(explain(both, list(mutant(), mutant()), [FILE]).unexplained).toEqual([]);
  });

  it('is struck off the list once it is killed, of files that were looked at', () => {
    expect(explain(killed(1), list(mutant()), [FILE]).stale).toEqual([listed(mutant())]);
    expect(explain([], list(mutant()), ['core/nmbrs/peil.ts']).stale).toEqual([]);
  });
});

describe('what is good enough', () => {
  const nothing = { unexplained: [], stale: [] };
  const judge = (mutants: readonly Mutant[], explained: Parameters<typeof isGoodEnough>[1] = nothing) =>
    isGoodEnough(scoreOf('all', mutants), explained);

  it('is nine of ten, with the tenth explained and no entry too many', () => {
    const nine = [...killed(9), mutant()];
    expect(percentOf(scoreOf('all', nine))).toBe(90);
    expect(judge(nine)).toBe(true);
    expect(judge(nine, { ...nothing, unexplained: [mutant()] })).toBe(false);
    expect(judge(nine, { ...nothing, stale: [listed(mutant())] })).toBe(false);
    expect(judge([...killed(8), mutant()])).toBe(false);
    expect(judge([])).toBe(false);
  });

  it('is told per file, with what must be looked at', () => {
    const text = reportOf([...killed(3), mutant()], [FILE], { unexplained: [mutant()], stale: [listed(mutant())] });
    expect(text).toContain(` 75.0 %      3 of     4  ${FILE}`);
    expect(text).toContain(' 75.0 %      3 of     4  all');
    expect(text.split(JSON.stringify(listed(mutant())))).toHaveLength(3);
  });
});

describe('what the tool tells of a fault', () => {
  const result = (status: MutantResult['status'], over: Partial<MutantResult> = {}): MutantResult => ({
    ...{ id: '1', fileName: path.resolve(FILE), mutatorName: 'x', replacement: 'true ', status },
    location: { start: { line: 2, column: 7 }, end: { line: 2, column: 12 } },
    ...over,
  });
  const read = () => 'first\n  if (a < b)  return;\nlast';

  it.each([
    ['Killed', 'killed'],
    ['Timeout', 'killed'],
    ['RuntimeError', 'killed'],
    ['Survived', 'survived'],
    ['NoCoverage', 'survived'],
  ] as const)('is read with its texts: %s', (status, outcome) => {
    expect(judged([result(status)], read)).toEqual([
      { ...mutant(), line: 'if (a < b) return;', lineNumber: 2, original: 'a < b', replacement: 'true', outcome },
    ]);
  });

  it('may be about several lines', () => {
    const location = { start: { line: 1, column: 3 }, end: { line: 3, column: 3 } };
    expect(judged([result('Survived', { location })], read)).toMatchObject([
      { line: 'first', original: 'rst if (a < b) return; la' },
    ]);
  });

  it.each(['CompileError', 'Ignored', 'Pending'] as const)('must be a judgement: not %s', (status) => {
    expect(() => judged([result(status)], read)).toThrow(status);
  });
});

describe('what is mutated', () => {
  it('is there, by files that are named once, and so are the tests', () => {
    const files = GROUPS.flatMap(({ mutate }) => mutate);
    expect(new Set(files).size).toBe(files.length);
    expect(new Set(GROUPS.map(({ name }) => name)).size).toBe(GROUPS.length);
    const paths = [...files, ...GROUPS.flatMap(({ tests }) => tests)];
    expect(paths.length).toBeGreaterThan(GROUPS.length);
    expect(paths.filter((one) => !existsSync(path.join(ROOT, one)))).toEqual([]);
  });

  it('has a list of survivors that names files of the groups only', () => {
    const survivors = Survivors.parse(JSON.parse(readFileSync(path.join(ROOT, 'mutate/survivors.json'), 'utf8')));
    const files = new Set(GROUPS.flatMap(({ mutate }) => mutate));
    expect(survivors.flatMap(({ mutants }) => mutants).filter(({ file }) => !files.has(file))).toEqual([]);
  });
});
