import { type Tijdvak, tijdvakOf } from '../../core/kalender/tijdvak.ts';
import { Roosters, SalarisRegel, Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { salarisOn } from '../../core/nmbrs/salaris.ts';
import { type Vingerafdruk, vingerafdrukOf } from '../../core/vergelijking/vingerafdruk.ts';
import { type Vergelijking, wijzigingenVan } from '../../core/vergelijking/wijzigingen.ts';

// One employee in the set of December, after October and November were delivered.

const OCTOBER = tijdvakOf('maandelijks', 2026, 10);
const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);
const DECEMBER = tijdvakOf('maandelijks', 2026, 12);
/** Not secret at all; long enough to be taken for a hash. */
export const vinger = (werknemerId: number, tekst: string): string => `afdruk-van-${werknemerId}-----${tekst}`;
export const met = (over: Partial<Vergelijking> = {}): Vergelijking => ({
  ...{ vinger, tijdvak: DECEMBER, geleverd: [OCTOBER, NOVEMBER], sprongVerwacht: [] },
  ...over,
});

/** What Nmbrs tells of the employee; what is absent is nothing, and the employment one since 2020. */
export interface Stand {
  readonly salarissen?: readonly object[];
  readonly roosters?: object;
  readonly [veld: string]: unknown;
}

/** The line at the end of a period. */
function stand({ salarissen = [], roosters, ...over }: Stand, tijdvak: Tijdvak) {
  const regels = salarissen.map((regel) => SalarisRegel.parse({ soort: 'bruto-fulltime', ...regel }));
  const salaris = salarisOn(regels, tijdvak.eind);
  const werknemer = Werknemer.parse({
    ...{ werknemerId: 7, dga: false, dienstverbanden: [{ begin: '2020-01-01' }], peil: {} },
    ...(salaris === undefined ? {} : { salaris }),
    ...over,
  });
  return { werknemer, salarissen: regels, roosters: roosters === undefined ? undefined : Roosters.parse(roosters) };
}
/** What is kept of the employee with the set of November. */
export const keptOf = (was: Stand): Vingerafdruk =>
  vingerafdrukOf(stand(was, NOVEMBER), { bereik: { begin: OCTOBER.begin, eind: NOVEMBER.eind }, vinger });

/** What is told in December of what differs from what was told in November. */
export function between(was: Stand | Vingerafdruk | undefined, is: Stand, over: Partial<Vergelijking> = {}) {
  const now = stand(is, DECEMBER);
  const eigen = vingerafdrukOf(now, { bereik: { begin: OCTOBER.begin, eind: DECEMBER.eind }, vinger });
  const vorige = was === undefined || isAfdruk(was) ? was : keptOf(was);
  return wijzigingenVan(now, { eigen, vorige }, met(over));
}

const isAfdruk = (was: Stand | Vingerafdruk): was is Vingerafdruk => 'uitDienst' in was;

/** All of these groups are of the period. */
export const all = (...velden: string[]) => Object.fromEntries(velden.map((veld) => [veld, 'tijdvak']));
