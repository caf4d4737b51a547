import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { median } from '../statistics.ts';
import type { Bundle } from './bundles.ts';

const run = promisify(execFile);

// Plain JavaScript, so that no stripping of types is in the figure.
const SCRIPT = `const startedAt = performance.now();
const { handler } = await import(process.argv[1]);
const ms = performance.now() - startedAt;
if (typeof handler !== 'function') throw new Error('no handler');
process.stdout.write(String(ms));
process.exit(0);`;

/** How long the bundles take to load in a new process, by file: the median of rounds in which they take turns. */
export async function measureImports(
  bundles: readonly Bundle[],
  { rounds, env }: { readonly rounds: number; readonly env: Readonly<Record<string, string>> },
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(bundles.map(({ file }) => [file, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [file, measured] of times) measured.push(await importOnce(file, env));
  }
  return new Map([...times].map(([file, measured]) => [file, median(measured)]));
}

async function importOnce(file: string, env: Readonly<Record<string, string>>): Promise<number> {
  const args = ['--input-type=module', '--eval', SCRIPT, pathToFileURL(file).href];
  const { stdout } = await run(process.execPath, args, { env });
  return z.coerce.number().parse(stdout);
}
