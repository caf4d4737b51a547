import type { Datum } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';

/** A row of a history. It holds from `begin` (absent: since ever) up to and including `eind` (absent: until further notice). */
export interface HistorieRegel<T> {
  readonly begin?: Datum | undefined;
  readonly eind?: Datum | undefined;
  /** When the row was entered, as the payroll package writes it. */
  readonly aangemaaktOp?: string | undefined;
  readonly waarde: T;
}

/** The days for which it is asked what holds: a tijdvak, or one day as begin and end. */
export type Peilperiode = Pick<Tijdvak, 'begin' | 'eind'>;

/**
 * THE rule by which a history becomes what is current: a row counts when it touches the period. It is the rule by which
 * the payroll package itself answers "current" (INFERRED: most of its information is per period).
 *
 * For facts of which somebody may have several at once (contracts, addresses) every row that counts is given, in the
 * order of the history. For facts of which somebody has one at a time (person, schedule, insurance, salary) see
 * {@link laatsteIn}.
 */
export const geldendeIn = <T>(regels: readonly HistorieRegel<T>[], periode: Peilperiode): readonly T[] =>
  touching(regels, periode).map(({ waarde }) => waarde);

/**
 * Of the rows that count the one that begins last; of rows with one begin the one that was entered last; of those the
 * one that is listed last. A row without a begin, or without a day of entry, is the oldest.
 */
export const laatsteIn = <T>(regels: readonly HistorieRegel<T>[], periode: Peilperiode): T | undefined =>
  touching(regels, periode)
    .toSorted(
      (a, b) => oldestFirst(a.begin, b.begin) || oldestFirst(momentOf(a.aangemaaktOp), momentOf(b.aangemaaktOp)),
    )
    .at(-1)?.waarde;

/** Whether something that holds over these days holds on at least one day of the period. */
export const touches = (
  { begin, eind }: Pick<HistorieRegel<unknown>, 'begin' | 'eind'>,
  periode: Peilperiode,
): boolean => (begin === undefined || begin <= periode.eind) && (eind === undefined || eind >= periode.begin);

const touching = <T>(regels: readonly HistorieRegel<T>[], periode: Peilperiode): readonly HistorieRegel<T>[] =>
  regels.filter((regel) => touches(regel, periode));

/** A moment of entry in one spelling: Nmbrs writes it with or without a fraction and an offset of the same wall clock. */
const momentOf = (aangemaaktOp: string | undefined): string | undefined =>
  aangemaaktOp
    ?.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** Dates, or moments of entry as the payroll package writes them; what is absent is the oldest. */
export const oldestFirst = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
