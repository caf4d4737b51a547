import type { Run } from './payroll.ts';
import type { Tijdvak } from './tijdvak.ts';

/** The runs that cover the period, oldest first; one period can have several. */
export const runsOf = ({ jaar, nummer }: Tijdvak, runs: readonly Run[]): Run[] =>
  runs
    .filter((run) => run.jaar === jaar && run.tijdvakVan <= nummer && nummer <= run.tijdvakTot)
    .sort((a, b) => a.nummer - b.nummer || a.runId - b.runId);

/** Those of them that are final. */
export const lockedRunsOf = (tijdvak: Tijdvak, runs: readonly Run[]): Run[] =>
  runsOf(tijdvak, runs).filter(({ vergrendeld }) => vergrendeld);
