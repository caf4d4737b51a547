import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { SMALL_YOUNG_GENERATION } from '../../lib/names.ts';
import type { Target } from '../target.ts';
import { TIJDVAKKEN, writeWorkingFiles } from './employer.ts';
import { createFolderOpslag } from './folder-opslag.ts';

const run = promisify(execFile);
const Assembly = z.object({ peakMb: z.number(), seconden: z.number() });

/** What the assembly of one employer took; the second period is compared with the first. */
export interface LeveringFigures {
  readonly werknemers: number;
  readonly perTijdvak: readonly (z.infer<typeof Assembly> & { readonly tijdvak: string })[];
  readonly werkbestandenMb: number;
  readonly leveringenMb: number;
}

/** The memory of a Lambda that would assemble the largest employer. */
const MOST_MB = 512;

/** Measures the assembly of the data set of an employer with 20,000 employees, everything that there is to know of each. */
export async function measure(werknemers = 20_000) {
  const folder = await mkdtemp(join(tmpdir(), 'levering-'));
  try {
    const figures = await measureIn(folder, werknemers);
    return { figures, targets: targetsOf(figures), text: textOf(figures) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureIn(folder: string, werknemers: number): Promise<LeveringFigures> {
  const opslag = createFolderOpslag(folder);
  const perTijdvak: (z.infer<typeof Assembly> & { tijdvak: string })[] = [];
  for (const tijdvak of TIJDVAKKEN) {
    await writeWorkingFiles(opslag, tijdvak, werknemers);
    const script = fileURLToPath(import.meta.resolve('./one-assembly.ts'));
    const { stdout } = await run(process.execPath, [
      SMALL_YOUNG_GENERATION,
      script,
      folder,
      tijdvak,
      String(werknemers),
    ]);
    perTijdvak.push({ tijdvak, ...Assembly.parse(JSON.parse(stdout)) });
  }
  const sizeOf = (prefix: string) => megabytesBelow(join(folder, prefix));
  return {
    werknemers,
    perTijdvak,
    werkbestandenMb: (await sizeOf('werk')) / TIJDVAKKEN.length,
    leveringenMb: (await sizeOf('leveringen')) / TIJDVAKKEN.length,
  };
}

async function megabytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    names.filter((one) => one.isFile()).map((one) => stat(join(one.parentPath, one.name))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0) / 1e6;
}

export const targetsOf = ({ perTijdvak }: LeveringFigures): readonly Target[] =>
  perTijdvak.map(({ tijdvak, peakMb }) => ({
    what: `peak memory of ${tijdvak}, in MB`,
    measured: peakMb,
    most: MOST_MB,
  }));

const textOf = ({ werknemers, perTijdvak, werkbestandenMb, leveringenMb }: LeveringFigures): string =>
  [
    `${werknemers} employees: ${werkbestandenMb.toFixed(1)} MB of working files make a set of ${leveringenMb.toFixed(1)} MB`,
    ...perTijdvak.map(
      ({ tijdvak, peakMb, seconden }) => `${tijdvak}: ${seconden.toFixed(1)} s, at most ${peakMb.toFixed(0)} MB`,
    ),
  ].join('\n');
