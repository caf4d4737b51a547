import * as z from 'zod';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import { type KoppelingId, koppelingIdIn, VerzoekId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { toStore } from '../../../core/stored.ts';
import type { Verzoeken } from '../../../core/verzoek/ports/verzoeken.ts';
import { type LopendVerzoek, Verzoek, verlooptOp, type WachtendVerzoek } from '../../../core/verzoek/verzoek.ts';
import { transactWithAudit } from './audit.ts';
import {
  ABSENT,
  deleteWhen,
  type Item,
  koppelingSleutel,
  parseItem,
  putWhen,
  readItem,
  readItems,
  type Sleutel,
  type Tabel,
  transact,
  ttlAt,
} from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

const PREFIX = 'VERZOEK#';

const verzoekSleutel = (id: VerzoekId): Sleutel => ({
  pk: koppelingSleutel(koppelingIdIn(id)).pk,
  sk: `${PREFIX}${id}`,
});
const wissingSleutel = (id: KoppelingId): Sleutel => ({ pk: koppelingSleutel(id).pk, sk: 'WISSING' });

/** One that nobody agreed to names somebody for no purpose: the table drops it. */
const itemOf = (verzoek: Verzoek) => ({
  ...verzoekSleutel(verzoek.verzoekId),
  ...(verzoek.status === 'wacht-op-akkoord' ? { ttl: ttlAt(verlooptOp(verzoek)) } : {}),
  ...toStore(Verzoek, verzoek),
});

const parseVerzoek = (item: Item | undefined): Verzoek | undefined =>
  item === undefined ? undefined : parseItem(Verzoek, item);

/** Who keeps the exchanges of a koppeling waiting. */
const Wissing = z.strictObject({ verzoekId: VerzoekId, tot: Tijdstip });

export const verzoekenIn = (tabel: Tabel): Verzoeken => ({
  registerVerzoek: (verzoek, regel) => registerVerzoek(tabel, verzoek, regel),
  findVerzoek: (id) => findVerzoek(tabel, id),
  listVerzoeken: (koppelingId) => listVerzoeken(tabel, koppelingId),
  replaceVerzoek: (verzoek, regel) => replaceVerzoek(tabel, verzoek, regel),
  noteVoortgang: (verzoek) => noteVoortgang(tabel, verzoek),
  holdKoppeling: (id, tot, nu) => holdKoppeling(tabel, { id, tot, nu }),
  releaseKoppeling: (id) => releaseKoppeling(tabel, id),
  findHold: (koppelingId, nu) => findHold(tabel, koppelingId, nu),
});

async function registerVerzoek(tabel: Tabel, verzoek: WachtendVerzoek, regel: AuditRegel): Promise<WriteOutcome> {
  const acties = [putWhen(tabel, itemOf(verzoek), ABSENT)];
  const outcome = await transactWithAudit(tabel, 'registratie.registerVerzoek', acties, regel);
  return outcome.ok ? 'opgeslagen' : judgeReplacement(parseVerzoek(outcome.uitslagen[0]?.item), verzoek);
}

async function findVerzoek(tabel: Tabel, id: VerzoekId): Promise<Verzoek | undefined> {
  return parseVerzoek(await readItem(tabel, 'registratie.findVerzoek', verzoekSleutel(id)));
}

async function listVerzoeken(tabel: Tabel, koppelingId: KoppelingId): Promise<readonly Verzoek[]> {
  const { pk } = koppelingSleutel(koppelingId);
  const items = await readItems(tabel, 'registratie.listVerzoeken', pk, PREFIX);
  return items.map((item) => parseItem(Verzoek, item)).sort((a, b) => (a.gevraagdOp < b.gevraagdOp ? -1 : 1));
}

async function replaceVerzoek(tabel: Tabel, verzoek: Verzoek, regel: AuditRegel): Promise<WriteOutcome> {
  const acties = [putWhen(tabel, itemOf(verzoek), replaces(verzoek.versie))];
  const outcome = await transactWithAudit(tabel, 'registratie.replaceVerzoek', acties, regel);
  return outcome.ok ? 'opgeslagen' : judgeReplacement(parseVerzoek(outcome.uitslagen[0]?.item), verzoek);
}

async function noteVoortgang(tabel: Tabel, verzoek: LopendVerzoek): Promise<WriteOutcome> {
  const acties = [putWhen(tabel, itemOf(verzoek), replaces(verzoek.versie))];
  const outcome = await transact(tabel, 'registratie.noteVoortgang', acties);
  return outcome.ok ? 'opgeslagen' : judgeReplacement(parseVerzoek(outcome.uitslagen[0]?.item), verzoek);
}

async function holdKoppeling(
  tabel: Tabel,
  { id, tot, nu }: { readonly id: VerzoekId; readonly tot: Tijdstip; readonly nu: Tijdstip },
): Promise<'vast' | 'bezet'> {
  const item = { ...wissingSleutel(koppelingIdIn(id)), ...toStore(Wissing, { verzoekId: id, tot }) };
  const free = {
    conditie: 'attribute_not_exists(pk) OR verzoekId = :wie OR #tot <= :nu',
    namen: { '#tot': 'tot' },
    waarden: { ':wie': id, ':nu': nu },
  };
  const outcome = await transact(tabel, 'registratie.holdKoppeling', [putWhen(tabel, item, free)]);
  return outcome.ok ? 'vast' : 'bezet';
}

async function releaseKoppeling(tabel: Tabel, id: VerzoekId): Promise<void> {
  const own = { conditie: 'verzoekId = :wie', waarden: { ':wie': id } };
  const sleutel = wissingSleutel(koppelingIdIn(id));
  await transact(tabel, 'registratie.releaseKoppeling', [deleteWhen(tabel, sleutel, own)]);
}

async function findHold(tabel: Tabel, koppelingId: KoppelingId, nu: Tijdstip): Promise<Tijdstip | undefined> {
  const item = await readItem(tabel, 'registratie.findHold', wissingSleutel(koppelingId));
  if (item === undefined) return undefined;
  const { tot } = parseItem(Wissing, item);
  return tot > nu ? tot : undefined;
}
