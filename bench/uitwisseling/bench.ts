import { cpus, totalmem } from 'node:os';
import * as z from 'zod';
import type { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import { median } from '../statistics.ts';
import type { Target } from '../target.ts';
import { Exchange } from './exchange.ts';
import { type Geval, nameOf } from './geval.ts';
import { costOf, totalOf } from './kosten.ts';
import { NaiveRun, naiveSecondsFor } from './naive.ts';
import { outputOf, startSimulatorFor } from './started.ts';

/** The medians of one case over its rounds. */
export interface GevalFigures extends Omit<Exchange, 'usage'> {
  readonly geval: Geval;
  /** USD per service, of one exchange. */
  readonly cost: Readonly<Record<string, number>>;
  /** Of the last round; they are the same in each. */
  readonly usage: Exchange['usage'];
  /** What the naive client would take for the same employees; absent where it was not measured. */
  readonly naiveSeconds?: number;
}

export interface UitwisselingFigures {
  readonly machine: string;
  readonly gevallen: readonly GevalFigures[];
  /** As it was measured, before it is scaled. */
  readonly naive: Readonly<Partial<Record<Dekkingsprofiel, NaiveRun>>>;
}

const RONDES = 3;
/** The naive client takes a minute for 500 employees by `verzuim` alone. */
const NAIVE_WERKNEMERS = 50;
const LARGEST = 20_000;

const GEVALLEN: readonly Geval[] = [
  { profiel: 'verzuim', werknemers: 50, pad: 'bedrijfsbreed', rondes: RONDES },
  { profiel: 'verzuim', werknemers: 500, pad: 'bedrijfsbreed', rondes: RONDES },
  { profiel: 'verzuim', werknemers: 5_000, pad: 'bedrijfsbreed', rondes: RONDES },
  { profiel: 'verzuim', werknemers: LARGEST, pad: 'bedrijfsbreed', rondes: 1 },
  { profiel: 'verzuim', werknemers: 500, pad: 'alles', rondes: RONDES },
  { profiel: 'volledig', werknemers: 500, pad: 'bedrijfsbreed', rondes: RONDES },
  { profiel: 'volledig', werknemers: 500, pad: 'per-werknemer', rondes: RONDES },
];

/** Measures every case of which the name contains `only`. */
export async function measureUitwisseling(only = ''): Promise<UitwisselingFigures> {
  const gevallen = GEVALLEN.filter((geval) => nameOf(geval).includes(only));
  const naive: Partial<Record<Dekkingsprofiel, NaiveRun>> = {};
  for (const profiel of new Set(gevallen.map(({ profiel }) => profiel))) naive[profiel] = await measureNaive(profiel);
  const measured: GevalFigures[] = [];
  for (const geval of gevallen) {
    const naiveRun = naive[geval.profiel];
    const figures = summarise(geval, await measureExchanges(geval));
    const naiveSeconds = naiveRun === undefined ? undefined : naiveSecondsFor(naiveRun, geval.werknemers);
    measured.push({ ...figures, ...(naiveSeconds === undefined ? {} : { naiveSeconds }) });
  }
  const [cpu] = cpus();
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memoryGb} GB, ${process.platform} ${process.arch}, Node ${process.version}`;
  return { machine, gevallen: measured, naive };
}

async function measureExchanges(geval: Geval): Promise<readonly Exchange[]> {
  const simulator = await startSimulatorFor(geval);
  try {
    return z.array(Exchange).parse(await outputOf('./system-process.ts', [JSON.stringify(geval), simulator.line]));
  } finally {
    await simulator.stop();
  }
}

async function measureNaive(profiel: Dekkingsprofiel): Promise<NaiveRun> {
  const geval: Geval = { profiel, werknemers: NAIVE_WERKNEMERS, pad: 'per-werknemer', rondes: RONDES };
  const simulator = await startSimulatorFor(geval);
  try {
    const runs: NaiveRun[] = [];
    for (let round = 0; round < RONDES; round += 1) {
      runs.push(NaiveRun.parse(await outputOf('./naive-process.ts', [JSON.stringify(geval), simulator.line])));
    }
    const middle = (figureOf: (run: NaiveRun) => number) => median(runs.map(figureOf));
    return {
      werknemers: middle(({ werknemers }) => werknemers),
      companyCalls: middle(({ companyCalls }) => companyCalls),
      companySeconds: middle(({ companySeconds }) => companySeconds),
      employeeCalls: middle(({ employeeCalls }) => employeeCalls),
      employeeSeconds: middle(({ employeeSeconds }) => employeeSeconds),
    };
  } finally {
    await simulator.stop();
  }
}

export function summarise(geval: Geval, exchanges: readonly Exchange[]): GevalFigures {
  const last = exchanges.at(-1);
  if (last === undefined) throw new Error(`${nameOf(geval)} was not measured`);
  const middle = (figureOf: (exchange: Exchange) => number) => median(exchanges.map(figureOf));
  const costs = exchanges.map(({ usage }) => costOf(usage));
  const middleCost = costs.toSorted((a, b) => totalOf(a) - totalOf(b))[Math.floor(costs.length / 2)];
  return {
    geval,
    calls: middle(({ calls }) => calls),
    fetchCalls: middle(({ fetchCalls }) => fetchCalls),
    fetchSeconds: middle(({ fetchSeconds }) => fetchSeconds),
    seconds: middle(({ seconds }) => seconds),
    boundSeconds: middle(({ boundSeconds }) => boundSeconds),
    peakMb: last.peakMb,
    cost: middleCost ?? {},
    usage: last.usage,
  };
}

/** The targets of what was measured; a case that was left out has none. */
export const targetsOf = ({ gevallen }: Pick<UitwisselingFigures, 'gevallen'>): readonly Target[] =>
  gevallen.flatMap((figures) => targetsOfGeval(figures));

const MOST_CALLS = 20;
const MOST_MB = 512;
const MOST_USD = 0.0006;

function targetsOfGeval(figures: GevalFigures): Target[] {
  const { geval, calls, fetchSeconds, boundSeconds, seconds, peakMb, cost, naiveSeconds = Number.NaN } = figures;
  const { profiel, werknemers, pad } = geval;
  const name = nameOf(geval);
  const whole = { what: `${name}: whole exchange, s`, measured: seconds, most: 3 };
  const fetch = { what: `${name}: fetch phase / bound`, measured: fetchSeconds / boundSeconds, most: 1.15 };
  const beside = { what: `${name}: whole exchange / naive client`, measured: seconds / naiveSeconds, most: 1 / 20 };
  const cheap = { what: `${name}: cents (USD)`, measured: totalOf(cost) * 100, most: MOST_USD * 100 };
  const memory = Object.entries(peakMb).map(([fn, mb]) => ({
    what: `${name}: ${fn}, MB`,
    measured: mb,
    most: MOST_MB,
  }));
  return [
    ...(profiel === 'verzuim' && pad === 'bedrijfsbreed'
      ? [{ what: `${name}: calls`, measured: calls, most: MOST_CALLS }]
      : []),
    ...(profiel === 'verzuim' && werknemers === 500 && pad === 'bedrijfsbreed' ? [whole] : []),
    // For a handful of calls one answer takes as long as the bound of all of them: there the whole counts.
    ...(profiel === 'volledig' && werknemers === 500 ? [fetch] : []),
    // Without the company-wide calls nobody who keeps to the limit is faster than 150 calls/s × 50 ms = 7.5 times.
    ...(werknemers === 500 && pad === 'bedrijfsbreed' ? [beside] : []),
    ...(werknemers === 50 ? [cheap] : []),
    ...(werknemers === LARGEST ? memory : []),
  ];
}
