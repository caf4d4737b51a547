import * as z from 'zod';
import { AanmeldingId, koppelingIdOf, TijdvakId, UitwisselingId, WerknemerId } from '../ids.ts';
import { pageOf, type Regelplaats } from '../invoer/bladzijde.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { jsonIn } from '../invoer/read-json.ts';
import { regelsOf } from '../invoer/read-regels.ts';
import { tijdvakName } from '../kalender/nederlands.ts';
import { Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { type GelezenVraag, kantoorsoortVan, vraagsleutel } from '../ophalen/vraagsoorten.ts';
import { digestText, type Hasher } from '../toegang/ports/identiteit.ts';
import { leveringPrefix } from '../uitwisseling/levering.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';
import { readKantoorvragen, tellendeLeveringen } from './list-kantoorvragen.ts';

export interface OpenVragenDeps {
  readonly registratie: Pick<Koppelregister, 'findKoppeling'> & Pick<Uitwisselregister, 'listUitwisselingen'>;
  readonly opslag: Pick<Opslag, 'get' | 'getPart'>;
  readonly identiteit: Hasher;
}

/** One open question for the office: whom it is about, what to do, and since which period it is asked when that is known. */
export const OpenVraag = z.strictObject({
  code: z.string(),
  personeelsnummer: z.string().optional(),
  /** By which Nmbrs knows the employee: only of one without a personeelsnummer in the set. */
  werknemerId: WerknemerId.optional(),
  tekst: z.string(),
  stappen: z.array(z.string()).readonly(),
  openSinds: TijdvakId.optional(),
});
export type OpenVraag = z.infer<typeof OpenVraag>;

/** What the office can do something about in the last delivered set of its koppeling. */
export const OpenVragen = z.strictObject({
  aanmeldingId: AanmeldingId,
  /** Of the set; absent as long as there is none. */
  tijdvak: Tijdvak.optional(),
  uitwisselingId: UitwisselingId.optional(),
  geleverdOp: Tijdstip.optional(),
  aantal: z.int().nonnegative(),
  watNu: z.string(),
  vragen: z.array(OpenVraag).readonly(),
});
export type OpenVragen = z.infer<typeof OpenVragen>;

/** Where a page ended: in which set, and of which questions. */
export interface Vragenplaats {
  readonly uitwisselingId: UitwisselingId;
  readonly plaats: Regelplaats;
}

export type OpenVragenOutcome =
  | { readonly uitkomst: 'gevonden'; readonly vragen: OpenVragen; readonly volgende?: Vragenplaats | undefined }
  /** There are other questions by now: a page of these has no next one. */
  | { readonly uitkomst: 'andere-vragen' };

/** So many earlier sets are looked at for since when a question is open: those of a year. */
const TERUG = 13;

/** The open questions of the last delivered set: each is open until a next set lacks it. */
export async function showOpenVragen(
  deps: OpenVragenDeps,
  aanmeldingId: AanmeldingId,
  { aantal, na }: { readonly aantal: number; readonly na?: Vragenplaats | undefined },
): Promise<OpenVragenOutcome> {
  const koppelingId = koppelingIdOf(aanmeldingId);
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  const isOver = koppeling === undefined || koppeling.status === 'gewist';
  const sets = isOver ? [] : tellendeLeveringen(await deps.registratie.listUitwisselingen(koppelingId));
  const [last, ...eerder] = sets;
  const all = last && (await readKantoorvragen(deps.opslag, last));
  if (last === undefined || all === undefined) {
    const none = { aanmeldingId, aantal: 0, vragen: [], watNu: koppeling?.status === 'gewist' ? GEWIST : NOG_NIETS };
    return na === undefined ? { uitkomst: 'gevonden', vragen: none } : { uitkomst: 'andere-vragen' };
  }
  const { uitwisselingId, tijdvakId, voltooidOp } = last;
  const sha256 = digestText(deps.identiteit, all.map(vraagsleutel).join('\n'));
  if (na !== undefined && (na.uitwisselingId !== uitwisselingId || na.plaats.sha256 !== sha256)) {
    return { uitkomst: 'andere-vragen' };
  }
  const { rijen, volgende } = await pageOf(all, { na: na?.plaats.regel ?? 0, aantal, read: (vraag) => vraag });
  const [nummers, sinds] = await Promise.all([
    personeelsnummersIn(deps.opslag, last, rijen),
    openSinds(deps.opslag, { last, eerder }, rijen),
  ]);
  const tijdvak = tijdvakById(tijdvakId);
  const vragen: OpenVragen = {
    ...{ aanmeldingId, tijdvak, uitwisselingId, geleverdOp: voltooidOp, aantal: all.length },
    watNu: watNu(all.length, tijdvakName(tijdvak)),
    vragen: rijen.map((vraag) => openVraagOf(vraag, nummers, sinds)),
  };
  const verder = volgende === undefined ? undefined : { uitwisselingId, plaats: { regel: volgende, sha256 } };
  return { uitkomst: 'gevonden', vragen, volgende: verder };
}

const GEWIST = 'Er zijn geen vragen meer: de werkgever is afgemeld en zijn gegevens zijn gewist.';
const NOG_NIETS = 'Er zijn nog geen vragen: van deze werkgever zijn geen gegevens uitgewisseld.';

const watNu = (aantal: number, tijdvak: string): string =>
  aantal === 0
    ? `Over de gegevens van ${tijdvak} hebben wij geen vragen aan u.`
    : `Bekijk deze vragen over de gegevens van ${tijdvak}, en verbeter in Nmbrs wat niet klopt. U hoeft ons niets te sturen: bij de volgende uitwisseling kijken wij opnieuw, en wat dan klopt, staat hier niet meer.`;

function openVraagOf(
  vraag: GelezenVraag,
  nummers: ReadonlyMap<WerknemerId, string>,
  sinds: ReadonlyMap<string, TijdvakId>,
): OpenVraag {
  const { code, werknemerId } = vraag;
  const { tekst = vraag.tekst, stappen = [] } = kantoorsoortVan(vraag) ?? {};
  const personeelsnummer = werknemerId && nummers.get(werknemerId);
  const wie = personeelsnummer === undefined ? { ...(werknemerId && { werknemerId }) } : { personeelsnummer };
  const since = sinds.get(vraagsleutel(vraag));
  return { code, ...wie, tekst, stappen, ...(since === undefined ? {} : { openSinds: since }) };
}

const Genummerd = z.object({ werknemerId: WerknemerId, personeelsnummer: z.string().optional() });
const decoder = new TextDecoder();

/** Reads the lines of these employees, and of those the number only. */
async function personeelsnummersIn(
  opslag: Pick<Opslag, 'getPart'>,
  last: VoltooideUitwisseling,
  vragen: readonly GelezenVraag[],
): Promise<ReadonlyMap<WerknemerId, string>> {
  const gezocht = new Set(vragen.map(({ werknemerId }) => werknemerId).filter((one) => one !== undefined));
  const nummers = new Map<WerknemerId, string>();
  if (gezocht.size === 0) return nummers;
  const key = `${leveringPrefix(last)}werknemers.ndjson`;
  for await (const line of regelsOf(opslag, key, 'ndjson')) {
    const [, id] = /"werknemerId":(\d+)/.exec(decoder.decode(line)) ?? [];
    const werknemerId = WerknemerId.safeParse(Number(id));
    if (!werknemerId.success || !gezocht.delete(werknemerId.data)) continue;
    const { personeelsnummer } = jsonIn(key, line, Genummerd);
    if (personeelsnummer !== undefined) nummers.set(werknemerId.data, personeelsnummer);
    if (gezocht.size === 0) break;
  }
  return nummers;
}

/** Since which period each is asked without a break, of those of which a set before it does not have it. */
async function openSinds(
  opslag: Pick<Opslag, 'get'>,
  { last, eerder }: { readonly last: VoltooideUitwisseling; readonly eerder: readonly VoltooideUitwisseling[] },
  vragen: readonly GelezenVraag[],
): Promise<ReadonlyMap<string, TijdvakId>> {
  const begin = new Map(vragen.map((vraag) => [vraagsleutel(vraag), last.tijdvakId]));
  const known = new Map<string, TijdvakId>();
  for (const [index, set] of eerder.entries()) {
    const before = index < TERUG && begin.size > 0 ? await readKantoorvragen(opslag, set) : undefined;
    if (before === undefined) return known;
    const had = new Set(before.map(vraagsleutel));
    for (const [sleutel, tijdvakId] of begin) {
      if (had.has(sleutel)) begin.set(sleutel, set.tijdvakId);
      else {
        known.set(sleutel, tijdvakId);
        begin.delete(sleutel);
      }
    }
  }
  // There is no set before these.
  return new Map([...known, ...begin]);
}
