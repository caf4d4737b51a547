import type { Mutant } from './stryker.ts';
import type { Explained } from './survivors.ts';

/** Of all faults at least so many must show. */
export const LEAST_PERCENT = 90;

export interface Score {
  readonly name: string;
  readonly killed: number;
  readonly all: number;
}

export const scoreOf = (name: string, mutants: readonly Mutant[]): Score => ({
  name,
  killed: mutants.filter(({ outcome }) => outcome === 'killed').length,
  all: mutants.length,
});

export const percentOf = ({ killed, all }: Score): number => (100 * killed) / all;

/** Whether enough showed and the rest is explained. Nothing at all is not enough. */
export const isGoodEnough = (total: Score, { unexplained, stale }: Explained): boolean =>
  total.all > 0 && percentOf(total) >= LEAST_PERCENT && unexplained.length === 0 && stale.length === 0;

/** The score per file, and what must be looked at, for a person. */
export function reportOf(mutants: readonly Mutant[], files: readonly string[], explained: Explained): string {
  const scores = files.map((file) =>
    scoreOf(
      file,
      mutants.filter((one) => one.file === file),
    ),
  );
  const { unexplained, stale } = explained;
  return [
    ...[...scores, scoreOf('all', mutants)].map(lineOf),
    ...(unexplained.length === 0 ? [] : ['', `Survived, and not in mutate/survivors.json (${unexplained.length}):`]),
    ...unexplained.map(
      ({ lineNumber, outcome: _survived, ...listed }) => `${JSON.stringify(listed)} line ${lineNumber}`,
    ),
    ...(stale.length === 0 ? [] : ['', `In mutate/survivors.json, and killed or gone by now (${stale.length}):`]),
    ...stale.map((listed) => JSON.stringify(listed)),
  ].join('\n');
}

const lineOf = (score: Score): string =>
  `${percentOf(score).toFixed(1).padStart(5)} %  ${String(score.killed).padStart(5)} of ${String(score.all).padStart(5)}  ${score.name}`;
