import { periodsIn, type Tijdvak, tijdvakOf, type Verloning } from '../kalender/tijdvak.ts';
import type { Run } from './payroll.ts';

/**
 * In which period of its year a run counts: the last one that it covers. One that begins in the year's last period and ends beyond it
 * (a week 53 that is counted on) counts in that period.
 */
const periodOf = ({ tijdvakTot }: Run, verloning: Verloning): number => Math.min(tijdvakTot, periodsIn(verloning));

/** Whether it begins after the last period of its year: other packages pay week 53 as a period 14. */
const isZonderTijdvak = ({ tijdvakVan }: Run, verloning: Verloning): boolean =>
  tijdvakVan < 1 || tijdvakVan > periodsIn(verloning);

/** The runs that count in the period, oldest first; one period can have several. */
export const runsOf = ({ verloning, jaar, nummer }: Tijdvak, runs: readonly Run[]): Run[] =>
  runs
    .filter((run) => run.jaar === jaar && !isZonderTijdvak(run, verloning) && periodOf(run, verloning) === nummer)
    .sort((a, b) => a.nummer - b.nummer || a.runId - b.runId);

/** Those of them that are final. */
export const lockedRunsOf = (tijdvak: Tijdvak, runs: readonly Run[]): Run[] =>
  runsOf(tijdvak, runs).filter(({ vergrendeld }) => vergrendeld);

/** The locked run that covers this period and counts in a later one, where the period has none of its own. */
export const langereRunOver = (tijdvak: Tijdvak, runs: readonly Run[]): Run | undefined =>
  runsOf(tijdvak, runs).length > 0
    ? undefined
    : runs.find(
        (run) =>
          run.vergrendeld &&
          run.jaar === tijdvak.jaar &&
          run.tijdvakVan <= tijdvak.nummer &&
          tijdvak.nummer < periodOf(run, tijdvak.verloning),
      );

/** The period in which a run of the year of this period counts. */
export const tijdvakVan = ({ verloning, jaar }: Tijdvak, run: Run): Tijdvak =>
  tijdvakOf(verloning, jaar, periodOf(run, verloning));

/** Whether a run of a later period is final. */
export const isLaterVergrendeld = ({ jaar, nummer }: Tijdvak, runs: readonly Run[]): boolean =>
  runs.some((run) => run.vergrendeld && (run.jaar > jaar || (run.jaar === jaar && run.tijdvakVan > nummer)));

/** What is told of a run that counts in no period, in Dutch. */
export const overRunZonderTijdvak = ({ jaar, tijdvak }: { readonly jaar: number; readonly tijdvak: number }): string =>
  `In Nmbrs staat een vergrendelde run van tijdvak ${tijdvak} van ${jaar}. Dat tijdvak bestaat niet; wat in die run is betaald, zit in geen levering.`;

/** The final runs that count in no period: what they paid is in no data set. */
export const runsZonderTijdvak = (verloning: Verloning, runs: readonly Run[]): readonly Run[] =>
  runs.filter((run) => run.vergrendeld && isZonderTijdvak(run, verloning));
