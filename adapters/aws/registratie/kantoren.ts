import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Kantoorlijst, WerkvoorraadPlaats } from '../../../core/aanmelding/ports/aanmeldregister.ts';
import { type Postgrens, vensterOf } from '../../../core/berichten/postgrens.ts';
import type { CapabilityHash, KantoorId } from '../../../core/ids.ts';
import { addMs, DAY_MS, type Tijdstip } from '../../../core/kalender/tijd.ts';
import { SCHEMA_VERSIE, toStore } from '../../../core/stored.ts';
import { Kantoor, Kantoortoegang } from '../../../core/toegang/kantoor.ts';
import { guarded, portError, settled } from '../errors.ts';
import { parseAanmelding } from './aanmeldingen.ts';
import {
  aanmeldingSleutel,
  type Item,
  parseItem,
  putAlways,
  readItem,
  type Schrijfactie,
  type Sleutel,
  type Tabel,
  transact,
  ttlAt,
} from './tabel.ts';

/** The index of the aanmeldingen by the address of their office, and by when they came in. */
export const KANTOOR_INDEX = 'kantoor';

const kantoorSleutel = (id: KantoorId): Sleutel => ({ pk: `KANTOOR#${id}`, sk: 'KANTOOR' });
const toegangSleutel = (hash: CapabilityHash): Sleutel => ({ pk: `KANTOORTOEGANG#${hash}`, sk: 'KANTOORTOEGANG' });
const tellerSleutel = (grens: Postgrens, nu: Tijdstip): Sleutel => ({
  pk: `POST#${grens.wie}`,
  sk: `${grens.wat}#${vensterOf(grens, nu)}`,
});

export async function findKantoor(tabel: Tabel, kantoorId: KantoorId): Promise<Kantoor | undefined> {
  const item = await readItem(tabel, 'registratie.findKantoor', kantoorSleutel(kantoorId));
  return item && parseItem(Kantoor, item);
}

/** That the address was confirmed stays; what its key opens goes when it is over. */
export async function storeKantoor(tabel: Tabel, kantoor: Kantoor): Promise<void> {
  const { kantoorId, sleutelHash: hash, geldigTot } = kantoor;
  const item = { ...kantoorSleutel(kantoorId), ...toStore(Kantoor, kantoor) };
  const acties = [putAlways(tabel, item), toegangItem(tabel, { hash, soort: 'sleutel', kantoorId, geldigTot })];
  await transact(tabel, 'registratie.storeKantoor', acties);
}

export async function storeKantoortoegang(tabel: Tabel, toegang: Kantoortoegang): Promise<void> {
  await transact(tabel, 'registratie.storeKantoortoegang', [toegangItem(tabel, toegang)]);
}

const toegangItem = (tabel: Tabel, toegang: Kantoortoegang): Schrijfactie =>
  putAlways(tabel, {
    ...toegangSleutel(toegang.hash),
    ttl: ttlAt(toegang.geldigTot),
    ...toStore(Kantoortoegang, toegang),
  });

export async function findKantoortoegang(tabel: Tabel, hash: CapabilityHash): Promise<Kantoortoegang | undefined> {
  const item = await readItem(tabel, 'registratie.findKantoortoegang', toegangSleutel(hash));
  return item && parseItem(Kantoortoegang, item);
}

/** An index gives at most a megabyte at once, so a page can take several questions. */
export async function listVanKantoor(
  tabel: Tabel,
  kantoorId: KantoorId,
  aantal: number,
  na?: WerkvoorraadPlaats,
): Promise<Kantoorlijst> {
  const items: Item[] = [];
  let start: Item | undefined = na && {
    ...aanmeldingSleutel(na.aanmeldingId),
    kantoor: kantoorId,
    ontvangenOp: na.sinds,
  };
  do {
    const query = new QueryCommand({
      TableName: tabel.tableName,
      IndexName: KANTOOR_INDEX,
      KeyConditionExpression: 'kantoor = :kantoor',
      ExpressionAttributeValues: { ':kantoor': kantoorId },
      Limit: aantal + 1 - items.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await guarded('registratie.listVanKantoor', () => tabel.client.send(query));
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && items.length <= aantal);
  const aanmeldingen = items.slice(0, aantal).flatMap((item) => parseAanmelding(item) ?? []);
  return { aanmeldingen, meer: items.length > aantal };
}

/** Counters go by themselves when their day is long over. */
const BEWAREN_MS = 2 * DAY_MS;

/** Counts by one addition, so that of two at once neither is missed. */
export async function countPost(tabel: Tabel, grens: Postgrens, nu: Tijdstip): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { ...tellerSleutel(grens, nu) },
    UpdateExpression: 'SET #ttl = :ttl, schemaVersie = :versie ADD aantal :een',
    ConditionExpression: 'attribute_not_exists(aantal) OR aantal < :meeste',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':ttl': ttlAt(addMs(nu, BEWAREN_MS)),
      ':versie': SCHEMA_VERSIE,
      ':een': 1,
      ':meeste': grens.aantal,
    },
  });
  try {
    await tabel.client.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw portError(error, 'registratie.countPost');
  }
}

/** A subtraction that the SDK sends again after a lost answer counts twice: then one mail more may go. */
export async function uncountPost(tabel: Tabel, grens: Postgrens, nu: Tijdstip): Promise<void> {
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { ...tellerSleutel(grens, nu) },
    UpdateExpression: 'ADD aantal :terug',
    ConditionExpression: 'aantal > :geen',
    ExpressionAttributeValues: { ':terug': -1, ':geen': 0 },
  });
  const none = ['ConditionalCheckFailedException'];
  await settled('registratie.uncountPost', none, () => tabel.client.send(update));
}
