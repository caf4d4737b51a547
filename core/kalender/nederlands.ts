import type { TijdvakId } from '../ids.ts';
import { type Datum, dateInAmsterdam, partsOf, type Tijdstip, timeInAmsterdam, weekdayOf } from './tijd.ts';
import { type Tijdvak, tijdvakById, type Verloning } from './tijdvak.ts';

const MAANDEN = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];
const DAGEN = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];

/** `10 december 2026` */
export function longDate(datum: Datum): string {
  const { jaar, maand, dag } = partsOf(datum);
  return `${dag} ${MAANDEN[maand - 1]} ${jaar}`;
}

/** `donderdag 10 december 2026` */
export const dayAndDate = (datum: Datum): string => `${DAGEN[weekdayOf(datum) - 1]} ${longDate(datum)}`;

/** `donderdag 10 december 2026 om 14:05 uur`, in Dutch time. */
export const dayAndTime = (tijdstip: Tijdstip): string =>
  `${dayAndDate(dateInAmsterdam(tijdstip))} om ${timeInAmsterdam(tijdstip)} uur`;

/** `november 2026`, or `periode 12 van 2026 (2 november 2026 t/m 29 november 2026)` */
export const tijdvakName = ({ verloning, jaar, nummer, begin, eind }: Tijdvak): string =>
  verloning === 'maandelijks'
    ? `${MAANDEN[nummer - 1]} ${jaar}`
    : `periode ${nummer} van ${jaar} (${longDate(begin)} t/m ${longDate(eind)})`;

/** What the data set of a period was compared with: another period, or a version of this one that was delivered before. */
export const vergelekenName = (tijdvakId: TijdvakId, vorige: TijdvakId | undefined): string =>
  vorige === undefined
    ? 'de controle bij de aanmelding'
    : `${vorige === tijdvakId ? 'de vorige levering van ' : ''}${tijdvakName(tijdvakById(vorige))}`;

/** Which exchange comes next, as a sentence without its full stop. */
export const volgendeUitwisseling = ({
  tijdvakId,
  datum,
}: {
  readonly tijdvakId: TijdvakId;
  readonly datum: Datum;
}): string =>
  `De volgende uitwisseling gaat over ${tijdvakName(tijdvakById(tijdvakId))} en staat gepland op ${dayAndDate(datum)}`;

/** How a company runs payroll in Nmbrs, in words; a week has no word of its own in a PayrollTijdvak. */
export const verloningInWoorden = (verloning: Verloning | undefined): string =>
  verloning === undefined ? 'per week (of in een ander tijdvak dan een maand of vier weken)' : WOORDEN[verloning];

const WOORDEN: Readonly<Record<Verloning, string>> = { maandelijks: 'per maand', vierwekelijks: 'per vier weken' };
