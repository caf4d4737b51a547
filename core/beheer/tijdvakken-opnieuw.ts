import type { Opnieuwformulier } from '../audit/beheer.ts';
import type { TijdvakId } from '../ids.ts';
import type { Veldcode, Veldfout } from '../invoer/probleem.ts';
import { tijdvakName } from '../kalender/nederlands.ts';
import type { Datum } from '../kalender/tijd.ts';
import { tijdvakById, type Verloning } from '../kalender/tijdvak.ts';

/** Two years of four-weekly periods: more at once is more likely a mistake in the year. */
const MAX_TIJDVAKKEN = 26;

/** What decides which periods can be fetched again. */
export interface Grenzen {
  readonly verloningIn: (jaar: number) => Verloning;
  /** The first period of the koppeling: there is no akkoord for the data of before. */
  readonly eerste: TijdvakId;
  /** The first period that has not been delivered. */
  readonly volgende: TijdvakId;
  readonly vandaag: Datum;
}

/** What is wrong with the periods of a request, each at its field; empty when nothing is. */
export function faultsInTijdvakken(formulier: Opnieuwformulier, grenzen: Grenzen): readonly Veldfout[] {
  const { van, tot = van } = formulier;
  // Without a `tot` the last period is the first one: nobody can mend a field that they did not send.
  const last = formulier.tot === undefined ? 'van' : 'tot';
  const ofOtherKind = [
    ...faultWhen(!isOf(grenzen, van), 'van', 'ander-soort-tijdvak', KIND),
    ...faultWhen(formulier.tot !== undefined && !isOf(grenzen, tot), 'tot', 'ander-soort-tijdvak', KIND),
  ];
  if (ofOtherKind.length > 0) return ofOtherKind;
  if (isBefore(tot, van)) return [fault('tot', 'tijdvakken-omgekeerd', 'Het laatste tijdvak ligt vóór het eerste.')];
  const { eerste, volgende, vandaag } = grenzen;
  return [
    ...faultWhen(
      isBefore(van, eerste),
      'van',
      'tijdvak-te-vroeg',
      `Het eerste tijdvak van deze koppeling is ${nameOf(eerste)}. Voor gegevens van eerder is geen akkoord gegeven.`,
    ),
    ...faultWhen(
      isBefore(volgende, van),
      'van',
      'tijdvak-te-laat',
      `${nameOf(volgende)} is nog niet geleverd. Begin bij dat tijdvak.`,
    ),
    ...faultWhen(
      tijdvakById(tot).eind >= vandaag,
      last,
      'tijdvak-niet-voorbij',
      'Dit tijdvak is nog niet voorbij. Kies een tijdvak dat gisteren of eerder is geëindigd.',
    ),
    ...faultWhen(
      distance(van, tot) >= MAX_TIJDVAKKEN,
      'tot',
      'te-veel-tijdvakken',
      `Vraag hoogstens ${MAX_TIJDVAKKEN} tijdvakken tegelijk aan.`,
    ),
  ];
}

const KIND = 'Dit tijdvak past niet bij de verloning van deze werkgever: 2026-M11 is een maand, 2026-P12 vier weken.';

function isOf({ verloningIn }: Grenzen, tijdvakId: TijdvakId): boolean {
  const { verloning, jaar } = tijdvakById(tijdvakId);
  return verloning === verloningIn(jaar);
}

/** By their days: a year may have months where the one before it had four weeks. */
const isBefore = (a: TijdvakId, b: TijdvakId): boolean => tijdvakById(a).begin < tijdvakById(b).begin;

const fault = (veld: string, code: Veldcode, tekst: string): Veldfout => ({ veld, code, tekst });
const faultWhen = (isSo: boolean, ...of: Parameters<typeof fault>): readonly Veldfout[] => (isSo ? [fault(...of)] : []);

const nameOf = (tijdvakId: TijdvakId): string => tijdvakName(tijdvakById(tijdvakId));

/** How many periods lie from the one to the other; a four-weekly year has 13. */
function distance(van: TijdvakId, tot: TijdvakId): number {
  const [first, last] = [tijdvakById(van), tijdvakById(tot)];
  const perYear = first.verloning === 'maandelijks' ? 12 : 13;
  return (last.jaar - first.jaar) * perYear + last.nummer - first.nummer;
}
