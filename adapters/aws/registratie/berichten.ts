import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { BerichtSoort, BerichtStand, Bezorging, codeIn } from '../../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../../core/berichten/ports/berichtenboek.ts';
import { type AanmeldingId, CapabilityHash } from '../../../core/ids.ts';
import { addMs, DAY_MS, Tijdstip } from '../../../core/kalender/tijd.ts';
import { versioned } from '../../../core/stored.ts';
import { guarded, portError, settled } from '../errors.ts';
import { type Item, parseItem, readItems, type Sleutel, type Tabel, ttlAt } from './tabel.ts';

const sleutelOf = ({ onderwerp, soort, gelegenheid }: BerichtSleutel): Sleutel => ({
  pk: `BERICHT#${onderwerp}`,
  sk: `${soort}#${gelegenheid}`,
});

/** What was sent about one exchange or one day is of no use to anybody after this; nothing of then is sent again. */
const BEWAREN_MS = 800 * DAY_MS;

const StoredBericht = z.strictObject({
  status: z.enum(['bezig', 'verzonden']),
  claim: z.string().optional(),
  /** The hash of the code that lets the reader of the mail in. */
  toegang: CapabilityHash.optional(),
  geclaimdOp: Tijdstip.optional(),
  /** The claim was given back because the mail was refused; a version that does not know this takes it for claimed. */
  geweigerdOp: Tijdstip.optional(),
  verzondenOp: Tijdstip.optional(),
  bezorging: Bezorging.optional(),
  bezorgingOp: Tijdstip.optional(),
});

/**
 * A put has no idempotency token: when the SDK tries again after an answer that got lost, it meets its own claim. The
 * claim carries a random mark by which it knows it, or that mail would never be sent.
 */
export async function claimBericht(
  tabel: Tabel,
  sleutel: BerichtSleutel,
  nu: Tijdstip,
  toegang?: CapabilityHash,
): Promise<'nieuw' | 'bezig' | 'verzonden'> {
  const claim = randomUUID();
  const ttl = sleutel.gelegenheid === 'eenmalig' ? {} : { ttl: ttlAt(addMs(nu, BEWAREN_MS)) };
  const item = versioned({
    ...sleutelOf(sleutel),
    status: 'bezig',
    claim,
    geclaimdOp: nu,
    ...ttl,
    ...(toegang && { toegang }),
  });
  const put = new PutCommand({
    TableName: tabel.tableName,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk) OR (attribute_exists(geweigerdOp) AND #status = :bezig)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':bezig': 'bezig' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await tabel.client.send(put);
    return 'nieuw';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) {
      throw portError(error, 'registratie.claimBericht');
    }
    const stored = parseItem(StoredBericht, unmarshall(error.Item));
    return stored.claim === claim ? 'nieuw' : stored.status;
  }
}

/** Marks it whatever is stored: that a mail was sent is a fact. The first moment stays. */
export async function markBerichtSent(tabel: Tabel, sleutel: BerichtSleutel, nu: Tijdstip): Promise<void> {
  const { pk, sk } = sleutelOf(sleutel);
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET #status = :verzonden, verzondenOp = if_not_exists(verzondenOp, :nu)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':verzonden': 'verzonden', ':nu': nu },
  });
  await guarded('registratie.markBerichtSent', () => tabel.client.send(update));
}

/** A claim that is gone, whose mail was sent after all, or whose refusal is known is left as it is. */
export async function releaseBericht(tabel: Tabel, sleutel: BerichtSleutel): Promise<void> {
  const { pk, sk } = sleutelOf(sleutel);
  const remove = new DeleteCommand({
    TableName: tabel.tableName,
    Key: { pk, sk },
    ConditionExpression: '#status = :bezig AND attribute_not_exists(geweigerdOp)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':bezig': 'bezig' },
  });
  await settled('registratie.releaseBericht', ['ConditionalCheckFailedException'], () => tabel.client.send(remove));
}

/** Only a claim that stands: one that was sent after all, or whose refusal is known, is left as it is. */
export async function refuseBericht(tabel: Tabel, sleutel: BerichtSleutel, nu: Tijdstip): Promise<void> {
  const { pk, sk } = sleutelOf(sleutel);
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET geweigerdOp = :nu REMOVE toegang',
    ConditionExpression: '#status = :bezig AND attribute_not_exists(geweigerdOp)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':bezig': 'bezig', ':nu': nu },
  });
  await settled('registratie.refuseBericht', ['ConditionalCheckFailedException'], () => tabel.client.send(update));
}

/** The moments are compared as text: EventBridge writes all of them alike, in UTC. */
export async function markBezorging(
  tabel: Tabel,
  sleutel: BerichtSleutel,
  { uitkomst, op }: NonNullable<BerichtStand['bezorging']>,
): Promise<'genoteerd' | 'onbekend'> {
  const { pk, sk } = sleutelOf(sleutel);
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET bezorging = :uitkomst, bezorgingOp = :op',
    ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(bezorgingOp) OR bezorgingOp <= :op)',
    ExpressionAttributeValues: { ':uitkomst': uitkomst, ':op': op },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await tabel.client.send(update);
    return 'genoteerd';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw portError(error, 'registratie.markBezorging');
    return error.Item === undefined ? 'onbekend' : 'genoteerd';
  }
}

export async function listBerichten(tabel: Tabel, onderwerp: AanmeldingId): Promise<readonly BerichtStand[]> {
  const items = await readItems(tabel, 'registratie.listBerichten', `BERICHT#${onderwerp}`);
  return items.map(standOf).sort((a, b) => (a.op < b.op ? -1 : a.op > b.op ? 1 : 0));
}

function standOf(item: Item): BerichtStand {
  const { status, geclaimdOp, geweigerdOp, verzondenOp, bezorging, bezorgingOp } = parseItem(StoredBericht, item);
  return BerichtStand.parse({
    ...occasionOf(item),
    status: status === 'bezig' && geweigerdOp !== undefined ? 'geweigerd' : status,
    op: verzondenOp ?? geweigerdOp ?? geclaimdOp,
    ...(bezorging === undefined ? {} : { bezorging: { uitkomst: bezorging, op: bezorgingOp } }),
  });
}

type Occasion = Omit<BerichtSleutel, 'onderwerp'>;

function occasionOf({ sk }: Item): Occasion {
  const [, soort, gelegenheid = ''] = /^([^#]+)#(.*)$/.exec(String(sk)) ?? [];
  return { soort: BerichtSoort.parse(soort), gelegenheid };
}

interface Gezocht {
  readonly toegang: CapabilityHash;
  readonly sinds: Tijdstip;
}

/** Looks through the mails about one aanmelding: some dozens a year, of which those of the last 800 days are there. */
export async function mailMetCode(
  tabel: Tabel,
  onderwerp: AanmeldingId,
  { toegang, sinds }: Gezocht,
): Promise<Occasion | undefined> {
  const items = await readItems(tabel, 'registratie.mailMetCode', `BERICHT#${onderwerp}`);
  const found = items.find((item) => {
    const mail = parseItem(StoredBericht, item);
    return mail.toegang === toegang && mail.geclaimdOp !== undefined && mail.geclaimdOp >= sinds;
  });
  return found === undefined ? undefined : occasionOf(found);
}

export async function hasToegang(tabel: Tabel, onderwerp: AanmeldingId, gezocht: Gezocht): Promise<boolean> {
  const mail = await mailMetCode(tabel, onderwerp, gezocht);
  return mail !== undefined && codeIn(mail.soort) === 'aanmelding';
}
