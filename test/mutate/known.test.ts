import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../mutate/faults.ts';
import { failureOf, withFault } from '../../mutate/known.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('a fault that once went by unseen', () => {
  it.each(FAULTS)('can still be made: $fault', (fault) => {
    const source = readFileSync(path.join(ROOT, fault.file), 'utf8');
    expect(withFault(source, fault)).not.toBe(source);
    expect(fault.tests.map((test) => readFileSync(path.join(ROOT, test), 'utf8').length)).not.toContain(0);
  });

  const fault = { fault: 'x', file: 'a.ts', from: 'a < b', to: 'a <= b', tests: [] };

  it('takes the place of one text and of nothing else', () => {
    expect(withFault('if (a < b) c;', fault)).toBe('if (a <= b) c;');
  });

  it.each(['if (b > a) c;', 'a < b && a < b'])('is refused where its text does not stand once: %s', (source) => {
    expect(() => withFault(source, fault)).toThrow('a.ts');
  });
});

describe('the test that shows a fault', () => {
  const file = (status: string, ...tests: string[]) => ({
    ...{ name: '/somewhere/test/core/a.test.ts', status },
    assertionResults: tests.map((one, index) => ({ fullName: `test ${index}`, status: one })),
  });
  const report = (...testResults: object[]) => ({ numTotalTests: 3, testResults });

  it('is the first that failed', () => {
    expect(failureOf(report(file('passed', 'passed'), file('failed', 'passed', 'failed', 'failed')))).toBe(
      'core/a.test.ts: test 1',
    );
  });

  it('is a file that could not be loaded', () => {
    expect(failureOf(report(file('failed')))).toBe('core/a.test.ts: could not be loaded');
  });

  it('is not a file that was not reached any more', () => {
    expect(failureOf(report(file('failed'), file('failed', 'failed')))).toBe('core/a.test.ts: test 0');
  });

  it('is none when all passed', () => {
    expect(failureOf(report(file('passed', 'passed', 'pending')))).toBeUndefined();
  });

  it('is not told by a run of nothing', () => {
    expect(() => failureOf({ numTotalTests: 0, testResults: [] })).toThrow();
  });
});
