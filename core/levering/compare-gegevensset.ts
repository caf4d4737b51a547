import { type Bestand, createBestand } from '../invoer/read-ndjson.ts';
import { addDays, type Datum } from '../kalender/tijd.ts';
import { type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import { isUitbetaaltijdvak } from '../koppeling/dertiende-maand.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import type { Gegevensveld, Vraag } from '../nmbrs/gegevensset.ts';
import { follow } from '../ophalen/follow-werknemers.ts';
import { VELDNAMEN } from '../ophalen/vragen.ts';
import type { Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import type { Werkplan } from '../uitwisseling/werkplan.ts';
import type { InDienstTelling } from '../vergelijking/manifest.ts';
import type { Mutatie } from '../vergelijking/mutatie.ts';
import {
  type NietsVerteld,
  openVerteld,
  type Sleutel,
  sleutelOf,
  type Verteld,
  type VingerDeps,
} from '../vergelijking/read-vingerafdrukken.ts';
import {
  type Aanwezig,
  herinneringAan,
  type MetHistorie,
  SPELLING,
  type Vingerafdruk,
  type VingerafdrukKop,
  vingerafdrukOf,
} from '../vergelijking/vingerafdruk.ts';
import {
  isVerteldAlsLeaver,
  NIETS,
  type Vergelijking,
  type Wijzigingen,
  wijzigingenVan,
  wijzigingenVanUitgestelden,
  wijzigingenVanVerdwenen,
} from '../vergelijking/wijzigingen.ts';

export type CompareDeps = VingerDeps;

/** What is told of employees. The groups that could not be compared are counted, and asked about at the end. */
type Meldingen = Pick<Wijzigingen, 'mutaties' | 'vragen'>;

/** Compares a set with what was told before, employee by employee in the order of their ids. */
export interface Vergelijker {
  /** The set that is compared with; absent: there is none. */
  readonly vorige: Pick<Uitwisseling, 'tijdvakId' | 'datasetVersie'> | undefined;
  /** What differs for this employee, and for those before who are gone. */
  compare(nu: MetHistorie): Promise<Meldingen>;
  /** Those who are gone after the last employee. */
  rest(): Promise<Meldingen>;
  /** What should be asked about the comparison itself; known at the end. */
  vragen(): readonly Vraag[];
  /** How the number of people in service came to be what it is; known at the end, nothing when there is nothing to compare with. */
  verloop(): InDienstTelling['verloop'];
  /** The fingerprints of this set, for the next one. */
  readonly vingerafdrukken: Bestand;
}

/** `all`: every exchange of the koppeling; `later`: who begins after the period only. */
export async function openVergelijking(
  deps: CompareDeps,
  { tijdvakId }: Uitwisseling,
  { koppeling, all, later }: { koppeling: Koppeling; all: readonly Uitwisseling[]; later: Werkplan['later'] },
): Promise<Vergelijker> {
  const sleutel = await sleutelOf(deps, koppeling);
  const verteld = await openVerteld(deps, { tijdvakId, all, sleutelId: sleutel.sleutelId });
  const own = { sleutel, tijdvak: tijdvakById(tijdvakId), koppeling, later };
  return typeof verteld === 'string' ? zonderVorige(verteld, own) : metVorige(verteld, own);
}

interface Own {
  readonly sleutel: Sleutel;
  readonly tijdvak: Tijdvak;
  readonly koppeling: Koppeling;
  /** Who begins after the period only, with the first day. */
  readonly later: Werkplan['later'];
}

/** From now on what is told is remembered. */
function zonderVorige(reden: NietsVerteld, own: Own): Vergelijker {
  const boek = openBoek(own, own.tijdvak);
  return {
    ...{ vorige: undefined, vingerafdrukken: boek.bestand },
    async compare(nu) {
      boek.note(nu);
      return NIETS;
    },
    rest: async () => NIETS,
    verloop: () => undefined,
    vragen: () => (reden === 'geen' ? [] : [{ code: 'geen-vergelijking', tekst: GEEN_VERGELIJKING[reden] }]),
  };
}

const NIET_BEPAALD = 'Deze levering kon niet met de vorige worden vergeleken; er zijn geen mutaties bepaald';

const GEEN_VERGELIJKING: Readonly<Record<Exclude<NietsVerteld, 'geen'>, string>> = {
  weg: `${NIET_BEPAALD}: wat er van de vorige is bewaard, is er niet meer of heeft een oudere vorm.`,
  'andere-sleutel': `${NIET_BEPAALD}: de sleutel waarmee wordt vergeleken, is een andere dan toen.`,
  'andere-spelling': `${NIET_BEPAALD}: waarden worden nu anders vastgelegd dan toen.`,
};

function metVorige({ last, kop, afdrukken, geleverd }: Verteld, own: Own): Vergelijker {
  const { sleutel, tijdvak, koppeling, later } = own;
  const laterDan = new Map(later.map(({ werknemerId, eersteDag }) => [werknemerId, eersteDag]));
  const dayAfterLast = addDays(tijdvakById(last.tijdvakId).eind, 1);
  const boek = openBoek(own, tijdvakById(kop.sinds));
  const before = follow(afdrukken);
  const sprongVerwacht = koppeling.dertiendeMaand ? expectedJumps(tijdvak, tijdvakById(last.tijdvakId)) : [];
  const met: Vergelijking = { vinger: sleutel.vinger, tijdvak, geleverd, sprongVerwacht };
  const nietVergeleken = new Map<Gegevensveld, number>();
  const together = (all: readonly Wijzigingen[]): Meldingen => {
    for (const veld of all.flatMap((one) => one.nietVergeleken))
      nietVergeleken.set(veld, (nietVergeleken.get(veld) ?? 0) + 1);
    return {
      mutaties: all.flatMap(({ mutaties }): readonly Mutatie[] => mutaties),
      vragen: all.flatMap(({ vragen }) => vragen),
    };
  };
  const verloop = { vorige: 0, erbij: 0, eraf: 0, spoorloos: 0 };
  const wasInDienst = (afdruk: Vingerafdruk | undefined): boolean =>
    afdruk?.inhoud !== undefined && !isVerteldAlsLeaver(afdruk, sleutel.vinger);
  const count = (was: boolean, is: boolean): void => {
    if (was) verloop.vorige += 1;
    if (!was && is) verloop.erbij += 1;
    if (was && !is) verloop.eraf += 1;
  };
  const leave = (afdruk: Vingerafdruk): Wijzigingen => {
    if (!wasInDienst(afdruk)) {
      boek.remember(afdruk, { vanaf: dayAfterLast, verdwenen: false });
      return NIETS;
    }
    verloop.vorige += 1;
    const eersteDag = laterDan.get(afdruk.werknemerId);
    boek.remember(afdruk, { vanaf: eersteDag === undefined ? dayAfterLast : undefined, verdwenen: true });
    if (eersteDag !== undefined) {
      verloop.eraf += 1;
      return wijzigingenVanUitgestelden(afdruk, eersteDag, met);
    }
    verloop.spoorloos += 1;
    return wijzigingenVanVerdwenen(afdruk);
  };
  return {
    vorige: { tijdvakId: last.tijdvakId, datasetVersie: last.datasetVersie },
    vingerafdrukken: boek.bestand,
    async compare(nu) {
      const found = await before.upTo(nu.werknemer.werknemerId);
      const gone = found.before.map(leave);
      const eigen = boek.note(nu);
      const [vorige] = found.own;
      count(wasInDienst(vorige), blijftNa(nu.werknemer.dienstverbanden, tijdvak.eind));
      return together([...gone, wijzigingenVan(nu, { eigen, vorige }, met)]);
    },
    rest: async () => together((await before.rest()).map(leave)),
    verloop: () => verloop,
    vragen: () =>
      [...nietVergeleken].sort(([a], [b]) => (a < b ? -1 : 1)).map(([veld, count]) => nietGelijksoortig(veld, count)),
  };
}

const nietGelijksoortig = (veld: Gegevensveld, count: number): Vraag => ({
  code: 'niet-vergeleken',
  tekst: `${VELDNAMEN[veld]}: bij ${count} werknemer${count === 1 ? '' : 's'} niet met de vorige levering vergeleken. De ene keer zijn ze van het tijdvak zelf, de andere keer zoals ze waren toen Nmbrs al in een ander tijdvak stond.`,
});

/** The fingerprints while they are written, in the order of the employees. */
function openBoek({ sleutel, tijdvak, koppeling }: Own, sinds: Tijdvak) {
  const { vinger, sleutelId } = sleutel;
  const bestand = createBestand();
  const bereik = { begin: sinds.begin, eind: tijdvak.eind };
  const kop: VingerafdrukKop = {
    ...{ schemaVersie: 2, spelling: SPELLING, sleutelId, sinds: sinds.tijdvakId },
    dekkingsprofiel: koppeling.dekkingsprofiel,
  };
  const write = (line: VingerafdrukKop | Vingerafdruk) => bestand.add(`${JSON.stringify(line)}\n`);
  write(kop);
  return {
    bestand,
    note(nu: MetHistorie): Aanwezig {
      const afdruk = vingerafdrukOf(nu, { bereik, vinger });
      write(afdruk);
      return afdruk;
    },
    /** Somebody who is not in this set. */
    remember(afdruk: Vingerafdruk, wanneer: { readonly vanaf: Datum | undefined; readonly verdwenen: boolean }) {
      write(herinneringAan(afdruk, { ...wanneer, hash: (tekst) => vinger(afdruk.werknemerId, tekst) }));
    },
  };
}

const expectedJumps = (tijdvak: Tijdvak, vorige: Tijdvak): Vergelijking['sprongVerwacht'] => [
  ...(isUitbetaaltijdvak(tijdvak) ? (['salaris', 'loon'] as const) : []),
  ...(isUitbetaaltijdvak(vorige) ? (['loon'] as const) : []),
];
