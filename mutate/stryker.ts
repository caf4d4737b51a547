import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Stryker } from '@stryker-mutator/core';
import type { Group } from './groups.ts';

/** One deliberate fault, and what became of it. Texts have one space for each stretch of white space. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  /** The line of the source on which it begins. */
  readonly line: string;
  readonly lineNumber: number;
  /** What stands in the source, and what took its place. */
  readonly original: string;
  readonly replacement: string;
  readonly outcome: 'killed' | 'survived';
}

/** What is kept of earlier runs, the reports and the copies that are mutated: all of it ignored by git. */
const WORKSPACE = '.local/mutate';

export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/**
 * Makes each fault in these files of the group and runs the tests that cover it, by what is known of an earlier run where neither the
 * file nor those tests changed. Throws when a test fails without any fault, or when the tool could not judge one.
 */
export async function runGroup(
  { name }: Group,
  files: readonly string[],
  how: { readonly concurrency: number; readonly force: boolean },
): Promise<readonly Mutant[]> {
  // Read by vitest.config.ts, in the processes that the tool starts.
  process.env.MUTATE_GROUP = name;
  const stryker = new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'mutate/vitest.config.ts', pool: 'threads' },
    mutate: [...files],
    ignorePatterns: ['.ci', '.local', 'bench', 'cdk.out', 'coverage', 'docs'],
    // It would rewrite the tsconfig by an interface that TypeScript 7 does not have; none of its rewriting is needed.
    tsconfigFile: 'none',
    tempDirName: `${WORKSPACE}/copies-${name}`,
    dryRunTimeoutMinutes: 30,
    // So long after its usual time a test runs for ever: on a busy machine 5 seconds are nothing.
    timeoutMS: 30_000,
    incremental: true,
    incrementalFile: `${WORKSPACE}/${name}.json`,
    reporters: ['progress-append-only', 'html'],
    htmlReporter: { fileName: `${WORKSPACE}/${name}.html` },
    allowConsoleColors: false,
    ...how,
  });
  return judged(await stryker.runMutationTest(), (file) => readFileSync(file, 'utf8'));
}

const UNJUDGED: ReadonlySet<string> = new Set(['Pending', 'CompileError', 'Ignored']);
/** A test fails, the code can no longer be loaded, or the tests run for ever. */
const SHOWN: ReadonlySet<string> = new Set(['Killed', 'RuntimeError', 'Timeout']);

/** The results in words of this project; a file is read where a mutant of it is told of. */
export function judged(results: readonly MutantResult[], read: (file: string) => string): readonly Mutant[] {
  const unjudged = results.filter(({ status }) => UNJUDGED.has(status));
  if (unjudged.length > 0) {
    throw new Error(`${unjudged.length} mutants were not judged: ${unjudged[0]?.status} ${unjudged[0]?.statusReason}`);
  }
  const sources = new Map<string, readonly string[]>();
  return results.map(({ fileName, location: { start, end }, replacement, status }) => {
    const file = path.relative(process.cwd(), path.resolve(fileName));
    const source = sources.get(file) ?? read(file).split('\n');
    sources.set(file, source);
    const lines = source.slice(start.line - 1, end.line);
    const last = lines.length - 1;
    // The end first: on one line both are columns of the same text.
    const cut = lines.map((text, index) => (index === last ? text.slice(0, end.column - 1) : text));
    return {
      file,
      line: oneSpaced(lines[0] ?? ''),
      lineNumber: start.line,
      original: oneSpaced(cut.map((text, index) => (index === 0 ? text.slice(start.column - 1) : text)).join('\n')),
      replacement: oneSpaced(replacement ?? ''),
      // What no test covers survives.
      outcome: SHOWN.has(status) ? 'killed' : 'survived',
    };
  });
}

const oneSpaced = (text: string): string => text.trim().replace(/\s+/g, ' ');
