import { dayAndDate } from '../../core/kalender/nederlands.ts';
import { planFor } from '../../core/kalender/planning.ts';
import { type Tijdvak, tijdvakkenIn, type Verloning } from '../../core/kalender/tijdvak.ts';
import { feestdagen } from '../../core/kalender/werkdag.ts';

const COLUMNS = ['tijdvak', 'begin', 'eind', 'uitwisseling', 'aangifte uiterlijk'] as const;

/** The periods of a year with what is planned for each, as a table of text. */
export function renderTijdvakken(jaar: number, verloning: Verloning): string {
  const rows = tijdvakkenIn(verloning, jaar).map(rowOf);
  return `Tijdvakken ${jaar}, ${verloning}\n${table([[...COLUMNS], ...rows])}`;
}

function rowOf(tijdvak: Tijdvak): string[] {
  const { datum, deadline } = planFor(tijdvak);
  return [tijdvak.tijdvakId, ...[tijdvak.begin, tijdvak.eind, datum, deadline].map(dayAndDate)];
}

/** The days in a year on which no exchange is planned, besides the weekends. */
export function renderFeestdagen(jaar: number): string {
  const dagen = [...feestdagen(jaar)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `Feestdagen ${jaar}\n${table(dagen.map(([datum, naam]) => [dayAndDate(datum), naam]))}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join('');
}
