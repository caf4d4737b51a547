import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { grenzenAt, vrijheidOf } from '../../core/domain/tarief.ts';
import { Transient } from '../../core/errors.ts';
import type { Tarief } from '../../core/ports/tarief.ts';
import { ROUNDS } from './backoff.ts';
import { portError } from './errors.ts';

export interface TariefConfig {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly callsPerSecond: number;
  /** ms since 1970. The machine's wall clock: one that stands still while a function is frozen would lag behind the others'. */
  readonly now: () => number;
}

/** One item for the whole system; `vrijUs` is the next free moment in microseconds, so that adding keeps it exact. */
export const TARIEF_ITEM = { pk: 'TARIEF#nmbrs', sk: 'TARIEF' } as const;
const Item = z.object({ vrijUs: z.number() });

/** A reservation that takes longer than this is no measure for the next one. */
const MOST_LEAD_MS = 1_000;

const toUs = (ms: number): number => Math.ceil(ms * 1000);

/**
 * GCRA in DynamoDB: who reserves moves the next free moment ahead, in one conditional write, so that no two get the same
 * one. Free and busy differ in their condition; which one holds is guessed from what was seen last.
 */
export function createTarief({ client, tableName, callsPerSecond, now }: TariefConfig): Tarief {
  const gapUs = Math.ceil(1_000_000 / callsPerSecond);
  let seenMs: number | undefined;
  /** How long the last reservation took: a moment before the next one is answered would be lost. */
  let leadMs = 0;

  /** The next free moment after the write, or the one that stands there when the condition does not hold. */
  const write = async (UpdateExpression: string, ConditionExpression: string, waarden: Record<string, number>) => {
    const command = new UpdateCommand({
      TableName: tableName,
      Key: TARIEF_ITEM,
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeValues: waarden,
      ReturnValues: 'UPDATED_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      return { ok: true as const, vrijUs: Item.parse((await client.send(command)).Attributes).vrijUs };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw portError(error, 'tarief.reserve');
      return { ok: false as const, vrijUs: error.Item && Item.parse(unmarshall(error.Item)).vrijUs };
    }
  };
  const begin = (nuMs: number, usedUs: number) => {
    const waarden = { ':nu': toUs(nuMs), ':na': toUs(nuMs) + usedUs, ':absurd': toUs(grenzenAt(nuMs).absurdMs) };
    return write('SET vrijUs = :na', 'attribute_not_exists(pk) OR vrijUs < :nu OR vrijUs > :absurd', waarden);
  };
  const join = (nuMs: number, usedUs: number) => {
    const waarden = { ':nu': toUs(nuMs), ':duur': usedUs, ':verst': toUs(grenzenAt(nuMs).verstMs) };
    return write('SET vrijUs = vrijUs + :duur', 'vrijUs >= :nu AND vrijUs <= :verst', waarden);
  };

  return {
    now,
    async reserve(calls) {
      const usedUs = calls * gapUs;
      const askedMs = now();
      // One moment for all rounds: whoever finds the rate busy then finds it busy again, so that nobody goes to and fro.
      const fromMs = askedMs + leadMs;
      for (let round = 0; round < ROUNDS; round += 1) {
        const isFree = vrijheidOf(seenMs, fromMs) === 'nu';
        const { ok, vrijUs } = await (isFree ? begin(fromMs, usedUs) : join(fromMs, usedUs));
        seenMs = vrijUs === undefined ? undefined : vrijUs / 1000;
        if (ok) {
          leadMs = Math.min(Math.max(0, now() - askedMs), MOST_LEAD_MS);
          return { eersteMs: (vrijUs - usedUs) / 1000, afstandMs: gapUs / 1000 };
        }
        if (vrijheidOf(seenMs, fromMs) === 'te-ver') {
          throw new Transient({ code: 'nmbrs-druk', message: 'the calls that wait for Nmbrs reach too far ahead' });
        }
      }
      throw new Transient({ code: 'aws.tarief.reserve', message: 'tarief.reserve kept colliding with other writes' });
    },
  };
}
