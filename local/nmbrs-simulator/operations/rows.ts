import { overlaps, type Period } from '../calendar.ts';

/** The rows that hold on at least one day of the period. */
export const during = <T extends { readonly from: string; readonly to?: string | undefined }>(
  rows: readonly T[],
  period: Period,
): readonly T[] => rows.filter(({ from, to }) => overlaps(period, from, to));

/** The row with the latest start on or before the day; of equals the last created one. */
export function latest<T>(
  rows: readonly T[],
  day: string,
  keyOf: (row: T) => readonly [string, string],
): T | undefined {
  const known = rows.filter((row) => keyOf(row)[0] <= day);
  return known.toSorted((a, b) => keyOf(a).join().localeCompare(keyOf(b).join())).at(-1);
}

/** Whether a row that names a period, or a year, or neither (every period) belongs to this one. */
export const isOfPeriod = (
  row: { readonly year?: number | undefined; readonly period?: number | undefined },
  { year, number }: { readonly year: number; readonly number: number },
): boolean => (row.year ?? year) === year && (row.period ?? number) === number;
