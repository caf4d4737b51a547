import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../target.ts';
import { type Bundle, bundleAsDeployed, bundleNaively, functionNames } from './bundles.ts';
import { type ImportTime, measureImports } from './import-times.ts';
import { type IntakeFigures, measureIntake } from './intake.ts';
import { settingsByFunction } from './settings.ts';

/** A bundle's size, and what it takes to load in a new process. */
export interface BundleFigures extends ImportTime {
  readonly bytes: number;
}

export interface AanmeldenFigures {
  readonly intake: IntakeFigures;
  /** As deployed, by the function's name. */
  readonly functions: Readonly<Record<string, BundleFigures>>;
  /** The intake with everything bundled naively. */
  readonly naive: BundleFigures;
}

const INTAKE = 'submit-aanmelding';
const LOAD = { rounds: 3, requests: 400, inFlight: 4 };
/** The two that are compared take turns, so that what else the machine does falls on both. */
const COMPARED_ROUNDS = 31;
const OTHER_ROUNDS = 5;
const UNMEASURED: ImportTime = { importMs: Number.NaN, cpuMs: Number.NaN };
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
    const settings = await settingsByFunction();
    const loadOf = ({ file, name }: Bundle) => ({ file, settings: settings.get(name) ?? {} });
    const [compared, others] = [deployed.filter(isIntake), deployed.filter((bundle) => !isIntake(bundle))];
    const times = new Map([
      ...(await measureImports([naive, ...compared].map(loadOf), COMPARED_ROUNDS)),
      ...(await measureImports(others.map(loadOf), OTHER_ROUNDS)),
    ]);
    const figuresOf = ({ file, bytes }: Bundle) => ({ bytes, ...(times.get(file) ?? UNMEASURED) });
    const functions = Object.fromEntries(deployed.map((bundle) => [bundle.name, figuresOf(bundle)]));
    return { functions, naive: figuresOf(naive) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isIntake = ({ name }: Bundle): boolean => name === INTAKE;

export function targetsOf({ functions, naive }: Pick<AanmeldenFigures, 'functions' | 'naive'>): readonly Target[] {
  const intake = functions[INTAKE] ?? { bytes: Number.NaN, ...UNMEASURED };
  return [
    { what: 'intake: bundle, in KB', measured: intake.bytes / 1000, most: MOST_BYTES / 1000 },
    { what: 'intake: import / bundled naively', measured: intake.importMs / naive.importMs, most: MOST_OF_NAIVE },
  ];
}
