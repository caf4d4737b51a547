import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { OntvangenAanmelding, WachtendeAanmelding } from '../../../core/aanmelding/aanmelding.ts';
import { Aanvraag } from '../../../core/aanmelding/aanvraag.ts';
import type { AanvragenVraag } from '../../../core/aanmelding/ports/aanvragen.ts';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { addMs, DAY_MS } from '../../../core/kalender/tijd.ts';
import { toStore } from '../../../core/stored.ts';
import { guarded, settled } from '../errors.ts';
import { parseAanmelding, storeWithClaim, unclaimedItemOf } from './aanmeldingen.ts';
import { transactWithAudit } from './audit.ts';
import {
  ABSENT,
  aanmeldingSleutel,
  type Item,
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
import { WERKVOORRAAD_INDEX } from './werkvoorraad.ts';

const aanvraagSleutel = (id: AanmeldingId): Sleutel => ({ pk: `AANVRAAG#${id}`, sk: 'AANVRAAG' });

/** Of one that is done: until the last code that was mailed for it has expired. */
const BEWAREN_MS = 30 * DAY_MS;

/** One that somebody must still do something with stands in the index of the werkvoorraad, under a state that no aanmelding has. */
function itemOfAanvraag(aanvraag: Aanvraag): Item & Sleutel {
  const { aanvraagId, status, ontvangenOp } = aanvraag;
  const place = status === 'klaar' ? { ttl: ttlAt(addMs(ontvangenOp, BEWAREN_MS)) } : { sinds: ontvangenOp };
  return { ...aanvraagSleutel(aanvraagId), ...place, ...toStore(Aanvraag, aanvraag) };
}

const parseAanvraag = (item: Item): Aanvraag => parseItem(Aanvraag, item, ['sinds']);

export async function ensureAanvraag(tabel: Tabel, aanvraag: Aanvraag): Promise<Aanvraag> {
  const operation = 'registratie.ensureAanvraag';
  const outcome = await transact(tabel, operation, [putWhen(tabel, itemOfAanvraag(aanvraag), ABSENT)]);
  if (outcome.ok) return aanvraag;
  const [uitslag] = outcome.uitslagen;
  return uitslag?.item === undefined ? aanvraag : parseAanvraag(uitslag.item);
}

export async function findAanvraag(tabel: Tabel, aanvraagId: AanmeldingId): Promise<Aanvraag | undefined> {
  const item = await readItem(tabel, 'registratie.findAanvraag', aanvraagSleutel(aanvraagId));
  return item && parseAanvraag(item);
}

export async function replaceAanvraag(tabel: Tabel, aanvraag: Aanvraag): Promise<WriteOutcome> {
  const put = putWhen(tabel, itemOfAanvraag(aanvraag), replaces(aanvraag.versie));
  const outcome = await transact(tabel, 'registratie.replaceAanvraag', [put]);
  if (outcome.ok) return 'opgeslagen';
  const [uitslag] = outcome.uitslagen;
  return judgeReplacement(uitslag?.item && parseAanvraag(uitslag.item), aanvraag);
}

export async function listAanvragen(
  tabel: Tabel,
  { status, tot, aantal, na }: AanvragenVraag,
): Promise<readonly Aanvraag[]> {
  const query = new QueryCommand({
    TableName: tabel.tableName,
    IndexName: WERKVOORRAAD_INDEX,
    KeyConditionExpression: '#status = :status AND sinds <= :tot',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ':tot': tot },
    Limit: aantal,
    ...(na === undefined
      ? {}
      : { ExclusiveStartKey: { ...aanvraagSleutel(na.aanvraagId), status, sinds: na.ontvangenOp } }),
  });
  const { Items = [] } = await guarded('registratie.listAanvragen', () => tabel.client.send(query));
  return Items.map(parseAanvraag);
}

export async function eraseAanvraag(tabel: Tabel, { aanvraagId, versie }: Aanvraag): Promise<void> {
  const remove = new DeleteCommand({
    TableName: tabel.tableName,
    Key: { ...aanvraagSleutel(aanvraagId) },
    ConditionExpression: 'versie = :versie',
    ExpressionAttributeValues: { ':versie': versie },
  });
  await settled('registratie.eraseAanvraag', ['ConditionalCheckFailedException'], () => tabel.client.send(remove));
}

export async function registerWachtende(
  tabel: Tabel,
  aanmelding: WachtendeAanmelding,
  regel: AuditRegel,
): Promise<void> {
  await transactWithAudit(
    tabel,
    'registratie.registerWachtende',
    [putWhen(tabel, unclaimedItemOf(aanmelding), ABSENT)],
    regel,
  );
}

export async function takeIn(
  tabel: Tabel,
  aanmelding: OntvangenAanmelding,
  regel: AuditRegel,
): Promise<WriteOutcome | 'bezet'> {
  const { conditie, waarden } = replaces(aanmelding.versie);
  const when = {
    conditie: `${conditie} AND #status = :wacht`,
    namen: { '#status': 'status' },
    waarden: { ...waarden, ':wacht': 'wacht-op-bevestiging' },
  };
  const outcome = await storeWithClaim(tabel, 'registratie.takeIn', { aanmelding, regel, when });
  return typeof outcome === 'string' ? outcome : judgeReplacement(parseAanmelding(outcome.stored), aanmelding);
}

/** First that it waits, then what tells of it: what a crash leaves behind goes with the next try. */
export async function eraseWachtende(tabel: Tabel, aanmeldingId: AanmeldingId): Promise<void> {
  const operation = 'registratie.eraseWachtende';
  const remove = new DeleteCommand({
    TableName: tabel.tableName,
    Key: { ...aanmeldingSleutel(aanmeldingId) },
    ConditionExpression: 'attribute_not_exists(pk) OR #status = :wacht',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':wacht': 'wacht-op-bevestiging' },
  });
  const removed = await settled(operation, ['ConditionalCheckFailedException'], () => tabel.client.send(remove));
  if (!removed.ok) return;
  for (const pk of [aanmeldingSleutel(aanmeldingId).pk, `BERICHT#${aanmeldingId}`]) {
    await eraseAll(tabel, operation, pk);
  }
}

async function eraseAll(tabel: Tabel, operation: string, pk: string): Promise<void> {
  for (const { sk } of await readItems(tabel, operation, pk)) {
    await guarded(operation, () =>
      tabel.client.send(new DeleteCommand({ TableName: tabel.tableName, Key: { pk, sk } })),
    );
  }
}
