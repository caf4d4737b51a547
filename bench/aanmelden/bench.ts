import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../target.ts';
import { type Bundle, bundleAsDeployed, bundleNaively, functionNames } from './bundles.ts';
import { measureImports } from './import-times.ts';
import { type IntakeFigures, measureIntake } from './intake.ts';
import { settingsOfAll } from './settings.ts';

/** A bundle's size, and how long it takes to load in a new process. */
export interface BundleFigures {
  readonly bytes: number;
  readonly importMs: number;
}

export interface AanmeldenFigures {
  readonly intake: IntakeFigures;
  /** As deployed, by the function's name. */
  readonly functions: Readonly<Record<string, BundleFigures>>;
  /** The intake with everything bundled naively. */
  readonly naive: BundleFigures;
}

const INTAKE = 'aanmelden';
const LOAD = { rounds: 3, requests: 400, inFlight: 4 };
const IMPORT_ROUNDS = 9;
const MOST_BYTES = 450_000;
const MOST_OF_NAIVE = 0.5;

export async function measureAanmelden(): Promise<AanmeldenFigures> {
  const bundles = await measureBundles();
  return { ...bundles, intake: await measureIntake(LOAD) };
}

async function measureBundles(): Promise<Omit<AanmeldenFigures, 'intake'>> {
  const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-bench-'));
  try {
    const naive = await bundleNaively(INTAKE, folder);
    const deployed = await Promise.all(functionNames().map((name) => bundleAsDeployed(name, folder)));
    const env = await settingsOfAll();
    const importMs = await measureImports([naive, ...deployed], { rounds: IMPORT_ROUNDS, env });
    const figuresOf = ({ file, bytes }: Bundle) => ({ bytes, importMs: importMs.get(file) ?? Number.NaN });
    const functions = Object.fromEntries(deployed.map((bundle) => [bundle.name, figuresOf(bundle)]));
    return { functions, naive: figuresOf(naive) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function targetsOf({ functions, naive }: Pick<AanmeldenFigures, 'functions' | 'naive'>): readonly Target[] {
  const intake = functions[INTAKE] ?? { bytes: Number.NaN, importMs: Number.NaN };
  return [
    { what: 'intake: bundle, in KB', measured: intake.bytes / 1000, most: MOST_BYTES / 1000 },
    { what: 'intake: import / bundled naively', measured: intake.importMs / naive.importMs, most: MOST_OF_NAIVE },
  ];
}
