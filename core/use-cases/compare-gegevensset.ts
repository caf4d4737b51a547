import * as z from 'zod';
import { isUitbetaaltijdvak } from '../domain/dertiende-maand.ts';
import type { SalarisRegel, Vraag, Werknemer } from '../domain/gegevensset.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import type { Mutatie } from '../domain/mutatie.ts';
import { type Tijdvak, tijdvakById } from '../domain/tijdvak.ts';
import type { Uitwisseling, VoltooideUitwisseling } from '../domain/uitwisseling.ts';
import { type Vinger, Vingerafdruk, VingerafdrukKop, vergelijkingKey, vingerafdrukOf } from '../domain/vingerafdruk.ts';
import { type Vergelijking, type Wijzigingen, wijzigingenVan, wijzigingenVanVerdwenen } from '../domain/wijzigingen.ts';
import { Defect } from '../errors.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Opslag } from '../ports/opslag.ts';
import { follow } from './follow-werknemers.ts';
import { type Bestand, createBestand, firstPieceOf, linesOf } from './ndjson.ts';

export interface CompareDeps {
  readonly kluis: Kluis;
  readonly opslag: Opslag;
  readonly identiteit: Identiteit;
}

/** One employee of the set that is being assembled. */
interface Nu {
  readonly werknemer: Werknemer;
  readonly salarissen: readonly SalarisRegel[];
}

/** Compares a set with the previous one, employee by employee in the order of their ids. */
export interface Vergelijker {
  /** The set that is compared with; absent: there is none. */
  readonly vorige: Pick<Uitwisseling, 'tijdvakId' | 'datasetVersie'> | undefined;
  /** What should be asked about the comparison itself. */
  readonly vragen: readonly Vraag[];
  /** What differs for this employee, and for those before who are gone. */
  compare(nu: Nu): Promise<Wijzigingen>;
  /** Those who are gone after the last employee. */
  rest(): Promise<Wijzigingen>;
  /** The fingerprints of this set, for the next one. */
  readonly vingerafdrukken: Bestand;
}

/**
 * The previous set is the last one that was delivered of an earlier period, in its highest version; so a new version of
 * this period compares with the same set as the one that it replaces. What is kept of it is its fingerprints; where those are
 * gone, there is nothing to compare with, and somebody should know. `all`: every exchange of the koppeling.
 */
export async function openVergelijking(
  deps: CompareDeps,
  uitwisseling: Uitwisseling,
  koppeling: Koppeling,
  all: readonly Uitwisseling[],
): Promise<Vergelijker> {
  const vinger = await vingerOf(deps, koppeling);
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const eerdere = eerdereVan(tijdvak, all);
  const last = eerdere.at(-1);
  const own = { vinger, tijdvak, dekkingsprofiel: koppeling.dekkingsprofiel };
  if (last === undefined) return vergelijkerOf(undefined, own);
  const gelezen = await readVingerafdrukken(deps.opslag, vergelijkingKey(last));
  if (gelezen === undefined) return { ...vergelijkerOf(undefined, own), vragen: [GEEN_VERGELIJKING] };
  const { kop, afdrukken } = gelezen;
  const geleverd = [...new Set(eerdere.map(({ tijdvakId }) => tijdvakId))].map(tijdvakById);
  const profielen = [kop.dekkingsprofiel, koppeling.dekkingsprofiel];
  const sprongVerwacht = koppeling.dertiendeMaand ? expectedJumps(tijdvak, tijdvakById(last.tijdvakId)) : [];
  return vergelijkerOf({ last, afdrukken, met: { vinger, profielen, geleverd, sprongVerwacht } }, own);
}

const GEEN_VERGELIJKING: Vraag = {
  code: 'geen-vergelijking',
  tekst: 'Deze levering kon niet met de vorige worden vergeleken; er zijn geen mutaties bepaald.',
};

/** One secret for the system, another key for each koppeling: the hashes of two of them cannot be laid side by side. */
async function vingerOf({ kluis, identiteit }: CompareDeps, { koppelingId }: Koppeling): Promise<Vinger> {
  const sleutel = identiteit.sign(await kluis.ensureVingerafdruksleutel(identiteit.newZout()), koppelingId);
  return (werknemerId, tekst) => identiteit.sign(sleutel, `${werknemerId}|${tekst}`).slice(0, HASH_LENGTH);
}

/** 16 characters of base64url are 96 bits: of a billion fields no two are alike by chance. */
const HASH_LENGTH = 16;

const eerdereVan = (tijdvak: Tijdvak, all: readonly Uitwisseling[]): readonly VoltooideUitwisseling[] =>
  all
    .filter((one) => one.status === 'voltooid')
    .filter(({ tijdvakId }) => tijdvakById(tijdvakId).begin < tijdvak.begin);

const expectedJumps = (tijdvak: Tijdvak, vorige: Tijdvak): Vergelijking['sprongVerwacht'] => [
  ...(isUitbetaaltijdvak(tijdvak) ? (['salaris', 'loon'] as const) : []),
  ...(isUitbetaaltijdvak(vorige) ? (['loon'] as const) : []),
];

interface Vorige {
  readonly last: VoltooideUitwisseling;
  readonly afdrukken: AsyncIterable<Vingerafdruk>;
  readonly met: Vergelijking;
}

function vergelijkerOf(
  vorige: Vorige | undefined,
  {
    vinger,
    tijdvak,
    dekkingsprofiel,
  }: { vinger: Vinger; tijdvak: Tijdvak; dekkingsprofiel: Koppeling['dekkingsprofiel'] },
): Vergelijker {
  const vingerafdrukken = createBestand();
  const kop: VingerafdrukKop = { schemaVersie: 1, dekkingsprofiel };
  vingerafdrukken.add(`${JSON.stringify(kop)}\n`);
  const note = ({ werknemer, salarissen }: Nu) => {
    const afdruk = vingerafdrukOf(werknemer, { salarissen, peildatum: tijdvak.eind, vinger });
    vingerafdrukken.add(`${JSON.stringify(afdruk)}\n`);
  };
  if (vorige === undefined) {
    const nothing = { mutaties: [], vragen: [] };
    return {
      ...{ vorige: undefined, vragen: [], vingerafdrukken },
      async compare(nu) {
        note(nu);
        return nothing;
      },
      rest: async () => nothing,
    };
  }
  const { last, afdrukken, met } = vorige;
  const before = follow(afdrukken);
  const goneOf = (gone: readonly Vingerafdruk[]) => gone.map((one) => wijzigingenVanVerdwenen(one, met));
  return {
    ...{ vorige: { tijdvakId: last.tijdvakId, datasetVersie: last.datasetVersie }, vragen: [], vingerafdrukken },
    async compare(nu) {
      note(nu);
      const found = await before.upTo(nu.werknemer.werknemerId);
      return together([...goneOf(found.before), wijzigingenVan(nu, found.own[0], met)]);
    },
    rest: async () => together(goneOf(await before.rest())),
  };
}

const together = (all: readonly Wijzigingen[]): Wijzigingen => ({
  mutaties: all.flatMap(({ mutaties }): readonly Mutatie[] => mutaties),
  vragen: all.flatMap(({ vragen }) => vragen),
});

/** The first line is about the rest; nothing when there is no such file. */
async function readVingerafdrukken(
  opslag: Opslag,
  key: string,
): Promise<{ kop: VingerafdrukKop; afdrukken: AsyncIterable<Vingerafdruk> } | undefined> {
  const first = await firstPieceOf(opslag, key);
  if (first === undefined) return undefined;
  const lines = linesOf(opslag, { key, first, schema: z.union([VingerafdrukKop, Vingerafdruk]) });
  const { value: kop } = await lines.next();
  if (kop !== undefined && 'schemaVersie' in kop) return { kop, afdrukken: withoutKop(key, lines) };
  throw unreadable(key);
}

async function* withoutKop(
  key: string,
  lines: AsyncIterable<Vingerafdruk | VingerafdrukKop>,
): AsyncGenerator<Vingerafdruk> {
  for await (const line of lines) {
    if ('schemaVersie' in line) throw unreadable(key);
    yield line;
  }
}

const unreadable = (key: string): Defect =>
  new Defect({ code: 'object-onleesbaar', message: `${key} does not begin with the line that says what it is` });
