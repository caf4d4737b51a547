import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Idempotentie } from '../../../core/invoer/idempotentie.ts';
import type { Tijdstip } from '../../../core/kalender/tijd.ts';
import { toStore, versioned } from '../../../core/stored.ts';
import { portError, settled } from '../errors.ts';
import { idempotentieSleutel, parseItem, type Tabel, ttlAt } from './tabel.ts';

const itemOf = (idempotentie: Idempotentie) =>
  versioned({
    ...idempotentieSleutel(idempotentie.sleutel),
    ttl: ttlAt(idempotentie.verlooptOp),
    ...toStore(Idempotentie, idempotentie),
  });

/**
 * The table removes what expired at its leisure (`ttl`, within days), so the condition looks at the moment itself. A put that
 * the SDK sends again after a lost answer meets its own item, and gives that back.
 */
export async function claimIdempotentie(tabel: Tabel, next: Idempotentie, nu: Tijdstip): Promise<Idempotentie> {
  const put = new PutCommand({
    TableName: tabel.tableName,
    Item: itemOf(next),
    ConditionExpression: 'attribute_not_exists(pk) OR verlooptOp <= :nu',
    ExpressionAttributeValues: { ':nu': nu },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await tabel.client.send(put);
    return next;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) {
      return parseItem(Idempotentie, unmarshall(error.Item));
    }
    throw portError(error, 'registratie.claimIdempotentie');
  }
}

export async function markIdempotentieBezet(tabel: Tabel, { sleutel, zout }: Idempotentie): Promise<void> {
  const update = new UpdateCommand({
    TableName: tabel.tableName,
    Key: { ...idempotentieSleutel(sleutel) },
    UpdateExpression: 'SET uitkomst = :bezet',
    ConditionExpression: 'zout = :zout',
    ExpressionAttributeValues: { ':bezet': 'bezet', ':zout': zout },
  });
  const gone = ['ConditionalCheckFailedException'];
  await settled('registratie.markIdempotentieBezet', gone, () => tabel.client.send(update));
}
