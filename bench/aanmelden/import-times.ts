import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { median } from '../statistics.ts';
import type { Settings } from './settings.ts';

const run = promisify(execFile);

/** What loading cost: on the clock, and of the processor by all threads of the process. */
export interface ImportTime {
  readonly importMs: number;
  readonly cpuMs: number;
}

export interface Load {
  readonly file: string;
  /** The whole environment of the process: nothing of ours, such as a compile cache, reaches it. */
  readonly settings: Settings;
}

// Plain JavaScript, so that no stripping of types is in the figure. Lambda requires a CommonJS bundle too.
const SCRIPT = `const file = process.argv[1];
const cpu = process.cpuUsage();
const startedAt = performance.now();
const { handler } = require(file);
const importMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
if (typeof handler !== 'function') throw new Error('no handler');
process.stdout.write(JSON.stringify({ importMs, cpuMs: (user + system) / 1000 }));
process.exit(0);`;

const Measured = z.object({ importMs: z.number(), cpuMs: z.number() });

/**
 * How long the bundles take to load in a new process, by file; starting the process is not part of it. The medians over
 * rounds in which the bundles take turns, so that what else the machine does falls on all of them.
 */
export async function measureImports(loads: readonly Load[], rounds: number): Promise<ReadonlyMap<string, ImportTime>> {
  const times = new Map<string, ImportTime[]>(loads.map(({ file }) => [file, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const load of loads) times.get(load.file)?.push(await importOnce(load));
  }
  return new Map(
    [...times].map(([file, measured]) => [
      file,
      { importMs: median(measured.map(({ importMs }) => importMs)), cpuMs: median(measured.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}

async function importOnce({ file, settings }: Load): Promise<ImportTime> {
  const args = ['--input-type=commonjs', '--eval', SCRIPT, file];
  const { stdout } = await run(process.execPath, args, { env: settings });
  return Measured.parse(JSON.parse(stdout));
}
