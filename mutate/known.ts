import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Fault } from './faults.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const COPY = path.join(ROOT, '.local/mutate/copy-for-faults');
const COPIED = [
  'adapters',
  'core',
  'functions',
  'lib',
  'local',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const run = promisify(execFile);

export interface Outcome {
  readonly fault: Fault;
  /** The test that failed; absent when all passed. */
  readonly by: string | undefined;
}

/** Makes each fault in a copy of the source and runs the tests that must show it. Throws when they fail without it, too. */
export async function* tryFaults(faults: readonly Fault[]): AsyncGenerator<Outcome> {
  await rm(COPY, { recursive: true, force: true });
  await mkdir(COPY, { recursive: true });
  for (const each of COPIED) await cp(path.join(ROOT, each), path.join(COPY, each), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
  const tests = [...new Set(faults.flatMap((fault) => fault.tests))];
  const before = await failureIn(tests);
  if (before !== undefined) throw new Error(`fails without any fault: ${before}`);
  for (const fault of faults) {
    const file = path.join(COPY, fault.file);
    const source = await readFile(file, 'utf8');
    await writeFile(file, withFault(source, fault));
    yield { fault, by: await failureIn(fault.tests) };
    await writeFile(file, source);
  }
  await rm(COPY, { recursive: true });
}

/** The source with the fault in it. Throws when its text does not stand there exactly once: then the code has moved on. */
export function withFault(source: string, { file, from, to }: Fault): string {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} has ${JSON.stringify(from)} not once: the fault has to be put anew`);
  }
  return `${before}${to}${after}`;
}

/** The name of the first test that fails. Throws when none could be run. */
async function failureIn(tests: readonly string[]): Promise<string | undefined> {
  const report = path.join(COPY, 'report.json');
  // The time is no judge here: on a busy machine a test takes many times what it takes alone.
  const patience = ['--testTimeout=120000', '--hookTimeout=240000'];
  const args = ['run', '--bail=1', '--reporter=json', `--outputFile=${report}`, ...patience, ...tests];
  await rm(report, { force: true });
  // It ends with 1 when a test fails; the report says which.
  await run(process.execPath, [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: COPY,
    maxBuffer: 64 * 1024 * 1024,
  }).catch(() => undefined);
  return failureOf(JSON.parse(await readFile(report, 'utf8')));
}

const Report = z.object({
  numTotalTests: z.int().positive(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Of a report of vitest the first test that failed, or else the first file that could not be loaded: those that were not reached any
 * more after a failure are told as such too. Throws when it ran nothing.
 */
export function failureOf(report: unknown): string | undefined {
  const { testResults } = Report.parse(report);
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => ({ name, fullName })),
  );
  const unloaded = testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => ({ name, fullName: 'could not be loaded' }));
  const [first] = [...failed, ...unloaded];
  return first === undefined ? undefined : `${first.name.split('/test/').at(-1)}: ${first.fullName}`;
}
