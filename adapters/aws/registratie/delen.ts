import * as z from 'zod';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import type { UitwisselingId } from '../../../core/ids.ts';
import { epochMs, type Tijdstip } from '../../../core/kalender/tijd.ts';
import { toStore } from '../../../core/stored.ts';
import { Deel, type LopendeUitwisseling, type WerknemersWerk } from '../../../core/uitwisseling/uitwisseling.ts';
import { ROUNDS } from '../backoff.ts';
import { transactWithAudit } from './audit.ts';
import {
  ABSENT,
  checkWhen,
  deelSleutel,
  deleteAlways,
  deleteWhen,
  type Item,
  parseItem,
  putWhen,
  readItem,
  readItems,
  type Schrijfactie,
  type Tabel,
  transact,
  uitwisselingSleutel,
  updateWhen,
} from './tabel.ts';
import { findUitwisseling, parseUitwisseling, replacement, running } from './uitwisselingen.ts';
import { judgeReplacement, replaces, sameContent } from './vervanging.ts';

/** DynamoDB takes 100 actions in a transaction; one of them checks that the exchange is still the one that was read. */
const PER_TRANSACTION = 99;

const StoredDeel = z.strictObject({ deel: Deel, gedaan: z.boolean(), fout: z.string().optional() });
type StoredDeel = z.infer<typeof StoredDeel>;

const OPEN = { conditie: 'attribute_not_exists(pk) OR gedaan = :nee', waarden: { ':nee': false } };

/**
 * For how long a part is kept from when it was made: an exchange is fetched within days and can wait 30 more for a person, and its
 * history can be read for 90 days after its end.
 */
const BEWAREN_SECONDS = 130 * 86_400;

const openDeel = (id: UitwisselingId, deel: Deel, nu: Tijdstip) => ({
  ...deelSleutel(id, deel.nummer),
  ttl: Math.ceil(epochMs(nu) / 1000) + BEWAREN_SECONDS,
  deel: toStore(Deel, deel),
  gedaan: false,
});

const parseDeel = (item: Item): StoredDeel => parseItem(StoredDeel, item);

export async function findDeel(tabel: Tabel, id: UitwisselingId, nummer: number): Promise<StoredDeel | undefined> {
  const item = await readItem(tabel, 'registratie.findDeel', deelSleutel(id, nummer));
  return item === undefined ? undefined : parseDeel(item);
}

export async function listDelen(tabel: Tabel, id: UitwisselingId): Promise<readonly StoredDeel[]> {
  const items = await readItems(tabel, 'registratie.listDelen', uitwisselingSleutel(id).pk, 'DEEL#');
  return items.map(parseDeel);
}

/**
 * Brings the stored parts to the plan, then stores the exchange. Parts of an earlier, interrupted plan are overwritten or
 * removed while they are open; done ones stay, and `resterend` counts only those that are not done. Every transaction
 * checks the exchange's version, so that a planner that woke up late cannot touch the parts of a running exchange.
 */
export async function storeDelen(
  tabel: Tabel,
  uitwisseling: LopendeUitwisseling,
  delen: readonly Deel[],
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const operation = 'registratie.storeDelen';
  const id = uitwisseling.uitwisselingId;
  const before = await listDelen(tabel, id);
  const next = counted(uitwisseling, delen, before);
  const check = checkWhen(tabel, uitwisselingSleutel(id), replaces(next.versie));
  for (const batch of batchesOf(changes(tabel, id, { before, delen, nu: regel.op }))) {
    const outcome = await transact(tabel, operation, [check, ...batch]);
    if (!outcome.ok) return judgeReplacement(await findUitwisseling(tabel, id), next);
  }
  const outcome = await transactWithAudit(tabel, operation, [replacement(tabel, next)], regel);
  return outcome.ok ? 'opgeslagen' : judgeReplacement(parseUitwisseling(outcome.uitslagen[0]?.item), next);
}

function counted(
  uitwisseling: LopendeUitwisseling,
  delen: readonly Deel[],
  before: readonly StoredDeel[],
): LopendeUitwisseling {
  const planned = new Set(delen.map((deel) => deel.nummer));
  const gedaan = before.filter((one) => one.gedaan && planned.has(one.deel.nummer)).length;
  return { ...uitwisseling, delen: delen.length, resterend: delen.length - gedaan };
}

function changes(
  tabel: Tabel,
  id: UitwisselingId,
  {
    before,
    delen,
    nu,
  }: { readonly before: readonly StoredDeel[]; readonly delen: readonly Deel[]; readonly nu: Tijdstip },
): readonly Schrijfactie[] {
  const storedBy = new Map(before.map((one) => [one.deel.nummer, one]));
  const planned = new Set(delen.map((deel) => deel.nummer));
  const puts = delen
    .filter((deel) => isStale(storedBy.get(deel.nummer), deel))
    .map((deel) => putWhen(tabel, openDeel(id, deel, nu), OPEN));
  const leftovers = before
    .filter((one) => !planned.has(one.deel.nummer) && !one.gedaan)
    .map((one) => deleteWhen(tabel, deelSleutel(id, one.deel.nummer), OPEN));
  return [...puts, ...leftovers];
}

const isStale = (stored: StoredDeel | undefined, deel: Deel): boolean =>
  stored === undefined || (!stored.gedaan && !sameContent(stored.deel, deel));

function batchesOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / PER_TRANSACTION);
  return Array.from({ length: count }, (_, index) => all.slice(index * PER_TRANSACTION, (index + 1) * PER_TRANSACTION));
}

export async function completeDeel(
  tabel: Tabel,
  id: UitwisselingId,
  nummer: number,
): Promise<LopendeUitwisseling | undefined> {
  const outcome = await transact(tabel, 'registratie.completeDeel', [
    updateWhen(tabel, deelSleutel(id, nummer), 'SET gedaan = :ja REMOVE fout', {
      conditie: 'gedaan = :nee',
      waarden: { ':ja': true, ':nee': false },
    }),
    updateWhen(tabel, uitwisselingSleutel(id), 'SET resterend = resterend - :een, versie = versie + :een', {
      conditie: '#status = :loopt AND resterend > :nul',
      namen: { '#status': 'status' },
      waarden: { ':loopt': 'loopt', ':een': 1, ':nul': 0 },
    }),
  ]);
  const uitwisseling = running(await findUitwisseling(tabel, id));
  if (outcome.ok || uitwisseling === undefined) return uitwisseling;
  if (outcome.uitslagen[0]?.item?.gedaan === true) return uitwisseling;
  throw new Defect({
    code: 'registratie.deel-telt-niet-mee',
    message: `part ${nummer} of ${id} does not exist, or is open while nothing remains`,
  });
}

export async function eraseDelen(tabel: Tabel, id: UitwisselingId): Promise<void> {
  const stored = await listDelen(tabel, id);
  const acties = stored.map(({ deel }) => deleteAlways(tabel, deelSleutel(id, deel.nummer)));
  for (const batch of batchesOf(acties)) await transact(tabel, 'registratie.eraseDelen', batch);
}

export async function noteDeelFout(tabel: Tabel, id: UitwisselingId, nummer: number, fout: string): Promise<void> {
  const open = { conditie: 'gedaan = :nee', waarden: { ':nee': false, ':fout': fout } };
  await transact(tabel, 'registratie.noteDeelFout', [
    updateWhen(tabel, deelSleutel(id, nummer), 'SET fout = :fout', open),
  ]);
}

/**
 * Replaces an open part by others. The numbers of those follow from how many parts there are, so the write holds only
 * while that is so: when another part was replaced at the same moment, it is tried again with the next numbers.
 */
export async function replaceDeel(
  tabel: Tabel,
  id: UitwisselingId,
  nummer: number,
  stukken: readonly WerknemersWerk[],
  regel: AuditRegel,
): Promise<StoredDeel | undefined> {
  const operation = 'registratie.replaceDeel';
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const uitwisseling = running(await findUitwisseling(tabel, id));
    if (uitwisseling === undefined) return undefined;
    const stored = await findDeel(tabel, id, nummer);
    if (stored?.gedaan === true) return stored;
    if (stored === undefined) {
      throw new Defect({ code: 'registratie.deel-telt-niet-mee', message: `part ${nummer} of ${id} does not exist` });
    }
    const added = stukken.map((werk, index) => ({ ...werk, nummer: uitwisseling.delen + 1 + index }));
    const deel: Deel = { nummer, soort: 'vervangen', door: added.map((one) => one.nummer) };
    const acties = [
      replacePart(tabel, id, deel),
      countMore(tabel, uitwisseling, added.length),
      ...added.map((one) => putWhen(tabel, openDeel(id, one, regel.op), ABSENT)),
    ];
    if ((await transactWithAudit(tabel, operation, acties, regel)).ok) return { deel, gedaan: true };
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept colliding with other writes` });
}

const replacePart = (tabel: Tabel, id: UitwisselingId, deel: Deel): Schrijfactie =>
  updateWhen(tabel, deelSleutel(id, deel.nummer), 'SET deel = :deel, gedaan = :ja REMOVE fout', {
    conditie: 'gedaan = :nee',
    waarden: { ':deel': toStore(Deel, deel), ':ja': true, ':nee': false },
  });

const countMore = (tabel: Tabel, { uitwisselingId, delen }: LopendeUitwisseling, added: number): Schrijfactie =>
  updateWhen(
    tabel,
    uitwisselingSleutel(uitwisselingId),
    'SET delen = :meer, resterend = resterend + :erbij, versie = versie + :een',
    {
      conditie: '#status = :loopt AND delen = :delen',
      namen: { '#status': 'status' },
      waarden: { ':loopt': 'loopt', ':delen': delen, ':meer': delen + added, ':erbij': added - 1, ':een': 1 },
    },
  );
