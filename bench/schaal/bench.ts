import { NMBRS_CALLS_PER_SECOND } from '../../lib/nmbrs-budget.ts';
import type { Target } from '../target.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { playRound, type RoundFigures } from './round.ts';
import { drawWerkgevers } from './werkgevers.ts';

/** One round: all employers with the same planned date, which is worse than any real morning. */
interface Morning {
  readonly naam: string;
  readonly werkgevers: number;
  /** The share of offices whose login may make the company-wide calls. */
  readonly bedrijfsbreed: number;
  readonly latencyMs: number;
}

export interface MorningFigures extends Morning, RoundFigures {
  readonly werknemers: number;
}

export interface SchaalFigures {
  readonly deployment: Deployment;
  readonly mornings: readonly MorningFigures[];
}

const MORNINGS: readonly Morning[] = [
  { naam: '100, half company-wide', werkgevers: 100, bedrijfsbreed: 0.5, latencyMs: 50 },
  { naam: '10,000, all company-wide', werkgevers: 10_000, bedrijfsbreed: 1, latencyMs: 50 },
  { naam: '10,000, half company-wide', werkgevers: 10_000, bedrijfsbreed: 0.5, latencyMs: 50 },
  { naam: '10,000, none company-wide', werkgevers: 10_000, bedrijfsbreed: 0, latencyMs: 50 },
  { naam: '10,000, none, slow Nmbrs', werkgevers: 10_000, bedrijfsbreed: 0, latencyMs: 500 },
];

export async function measureSchaal(only = ''): Promise<SchaalFigures> {
  const deployment = await readDeployment();
  const mornings: MorningFigures[] = [];
  for (const morning of MORNINGS.filter(({ naam }) => naam.includes(only))) {
    const werkgevers = drawWerkgevers(morning.werkgevers, morning.bedrijfsbreed);
    const { latencyMs } = morning;
    const figures = await playRound({ werkgevers, deployment, callsPerSecond: NMBRS_CALLS_PER_SECOND, latencyMs });
    const werknemers = werkgevers.reduce((sum, one) => sum + one.werknemers, 0);
    mornings.push({ ...morning, ...figures, werknemers });
  }
  return { deployment, mornings };
}

const HOUR_MS = 3_600_000;

export const targetsOf = ({ deployment, mornings }: SchaalFigures): readonly Target[] =>
  mornings.flatMap(({ naam, exchanges, delivered, highestPerSecond, longestWaitMs }) => [
    { what: `${naam}: exchanges that were not delivered`, measured: exchanges - delivered, most: 0 },
    { what: `${naam}: calls in the busiest second`, measured: highestPerSecond, most: NMBRS_CALLS_PER_SECOND },
    {
      what: `${naam}: longest wait of a message, hours`,
      measured: longestWaitMs / HOUR_MS,
      most: deployment.messageRetentionMs / HOUR_MS,
    },
  ]);
