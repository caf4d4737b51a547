import * as z from 'zod';
import { Defect } from '../errors.ts';
import type { TijdvakId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { firstPieceOf, linesOf } from '../invoer/read-ndjson.ts';
import { type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Sleutelbos } from '../nmbrs/ports/kluis.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import type { Uitwisseling, VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';
import { SPELLING, type Vinger, Vingerafdruk, VingerafdrukKop, vergelijkingKey } from './vingerafdruk.ts';

export interface VingerDeps {
  readonly kluis: Sleutelbos;
  readonly opslag: Opslag;
  readonly identiteit: Identiteit;
}

/** The key of a koppeling, and by what it is known. */
export interface Sleutel {
  readonly vinger: Vinger;
  readonly sleutelId: string;
}

/** One secret for the system, another key for each koppeling: the hashes of two of them cannot be laid side by side. */
export async function sleutelOf(
  { kluis, identiteit }: Pick<VingerDeps, 'kluis' | 'identiteit'>,
  { koppelingId }: Pick<Koppeling, 'koppelingId'>,
): Promise<Sleutel> {
  const sleutel = identiteit.sign(await kluis.ensureSleutel('vingerafdruk', identiteit.newZout()), koppelingId);
  const hash = (tekst: string) => identiteit.sign(sleutel, tekst).slice(0, HASH_LENGTH);
  return { vinger: (werknemerId, tekst) => hash(`${werknemerId}|${tekst}`), sleutelId: hash('sleutel') };
}

/** 16 characters of base64url are 96 bits: of a billion fields no two are alike by chance. */
const HASH_LENGTH = 16;

/** What was told in the sets of earlier periods. */
export interface Verteld {
  /** The last of those sets, which a set of this period is compared with. */
  readonly last: VoltooideUitwisseling;
  readonly kop: VingerafdrukKop;
  /** By employee, in the order of their ids. */
  readonly afdrukken: AsyncIterable<Vingerafdruk>;
  /** The delivered periods of which all that was told is remembered, the earliest first. */
  readonly geleverd: readonly Tijdvak[];
}

/** `geen`: nothing was delivered before. Else why what was told cannot be compared with. */
export type NietsVerteld = 'geen' | 'weg' | 'andere-sleutel' | 'andere-spelling';

/**
 * The previous set is the last one that was delivered of an earlier period, in its highest version; so a new version of
 * this period compares with the same set as the one that it replaces. `all`: every exchange of the koppeling.
 */
export async function openVerteld(
  deps: VingerDeps,
  { tijdvakId, all, sleutelId }: { tijdvakId: TijdvakId; all: readonly Uitwisseling[]; sleutelId: string },
): Promise<Verteld | NietsVerteld> {
  const eerdere = eerdereVan(tijdvakById(tijdvakId), all);
  const last = eerdere.at(-1);
  if (last === undefined) return 'geen';
  const gelezen = await readVingerafdrukken(deps.opslag, vergelijkingKey(last));
  if (gelezen === undefined) return 'weg';
  const { kop, afdrukken } = gelezen;
  if (kop.sleutelId !== sleutelId) return 'andere-sleutel';
  if (kop.spelling !== SPELLING) return 'andere-spelling';
  const sinds = tijdvakById(kop.sinds).begin;
  const geleverd = [...new Set(eerdere.map((one) => one.tijdvakId))]
    .map(tijdvakById)
    .filter(({ begin }) => begin >= sinds);
  return { last, kop, afdrukken, geleverd };
}

/** The last set of an earlier period, whether or not it can be compared with. */
export const vorigeVan = (tijdvakId: TijdvakId, all: readonly Uitwisseling[]): VoltooideUitwisseling | undefined =>
  eerdereVan(tijdvakById(tijdvakId), all).at(-1);

const eerdereVan = (tijdvak: Tijdvak, all: readonly Uitwisseling[]): readonly VoltooideUitwisseling[] =>
  all
    .filter((one) => one.status === 'voltooid')
    .filter(({ tijdvakId }) => tijdvakById(tijdvakId).begin < tijdvak.begin);

/** The first line is about the rest; nothing when there is no such file, or one of another form. */
async function readVingerafdrukken(
  opslag: Opslag,
  key: string,
): Promise<{ kop: VingerafdrukKop; afdrukken: AsyncIterable<Vingerafdruk> } | undefined> {
  const first = await firstPieceOf(opslag, key);
  if (first === undefined) return undefined;
  const lines = linesOf(opslag, { key, first, schema: z.union([VingerafdrukKop, Vingerafdruk, AndereKop]) });
  const { value: kop } = await lines.next();
  if (kop !== undefined && 'sleutelId' in kop) return { kop, afdrukken: withoutKop(key, lines) };
  if (kop !== undefined && 'schemaVersie' in kop) return undefined;
  throw unreadable(key);
}

/** Of another form of these files nothing can be compared: the first kept no days, and a later one is not known here. */
const AndereKop = z.object({
  schemaVersie: z.int().refine((versie) => versie !== VingerafdrukKop.shape.schemaVersie.value),
});

type Regel = z.infer<typeof AndereKop> | VingerafdrukKop | Vingerafdruk;

async function* withoutKop(key: string, lines: AsyncIterable<Regel>): AsyncGenerator<Vingerafdruk> {
  for await (const line of lines) {
    if (!('werknemerId' in line)) throw unreadable(key);
    yield line;
  }
}

const unreadable = (key: string): Defect =>
  new Defect({ code: 'object-onleesbaar', message: `${key} does not begin with the line that says what it is` });
