import { setTimeout as waitFor } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { Transient } from '../../core/errors.ts';
import type { Momenten, Tarief } from '../../core/nmbrs/ports/tarief.ts';
import { DEEL_OPENBAAR, grenzenAt, isRustig, vrijheidOf, type Werk } from '../../core/nmbrs/tarief.ts';
import { ROUNDS } from './backoff.ts';
import { portError } from './errors.ts';

export interface TariefConfig {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly callsPerSecond: number;
  readonly werk: Werk;
  /** ms since 1970. The machine's wall clock: one that stands still while a function is frozen would lag behind the others'. */
  readonly now: () => number;
  /** How public work waits for its share. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * One item for the whole system; `vrijUs` is the next free moment in microseconds, so that adding keeps it exact. `eigenUs`: when own work
 * asked last; `openbaarUs`: the next free moment of the share that public work has while that goes on.
 */
export const TARIEF_ITEM = { pk: 'TARIEF#nmbrs', sk: 'TARIEF' } as const;
const Item = z.object({
  vrijUs: z.number().optional(),
  eigenUs: z.number().optional(),
  openbaarUs: z.number().optional(),
});
type Item = z.infer<typeof Item>;

/** A reservation that takes longer than this is no measure for the next one. */
const MOST_LEAD_MS = 1_000;

const toUs = (ms: number): number => Math.ceil(ms * 1000);
const toMs = (us: number | undefined): number | undefined => (us === undefined ? undefined : us / 1000);

/** A conditional write, in the words of DynamoDB. */
interface Schrijven {
  readonly set: string;
  readonly als: string;
  readonly waarden: Readonly<Record<string, number>>;
}

/** The line of this attribute is empty: it begins now. */
const begin = (line: 'vrijUs' | 'openbaarUs', nuMs: number, usedUs: number): Schrijven => ({
  set: `${line} = :na_${line}`,
  als: `(attribute_not_exists(${line}) OR ${line} < :nu OR ${line} > :absurd)`,
  waarden: {
    ':nu': toUs(nuMs),
    [`:na_${line}`]: toUs(nuMs) + usedUs,
    ':absurd': toUs(grenzenAt(nuMs).absurdMs),
  },
});
/** Somebody stands in it: behind who was there. */
const join = (line: 'vrijUs' | 'openbaarUs', nuMs: number, usedUs: number): Schrijven => ({
  set: `${line} = ${line} + :duur_${line}`,
  als: `${line} >= :nu AND ${line} <= :verst`,
  waarden: { ':nu': toUs(nuMs), [`:duur_${line}`]: usedUs, ':verst': toUs(grenzenAt(nuMs).verstMs) },
});
const inLine = ({ vrijUs }: Item, nuMs: number, usedUs: number): Schrijven =>
  vrijheidOf(toMs(vrijUs), nuMs) === 'nu' ? begin('vrijUs', nuMs, usedUs) : join('vrijUs', nuMs, usedUs);

const both = (one: Schrijven, other: Schrijven): Schrijven => ({
  set: `${one.set}, ${other.set}`,
  als: `${one.als} AND ${other.als}`,
  waarden: { ...one.waarden, ...other.waarden },
});
const ofOwnWork = (write: Schrijven): Schrijven => ({ ...write, set: `${write.set}, eigenUs = :nu` });
const whileAtRest = (write: Schrijven, nuMs: number): Schrijven => {
  const { rustigMs, absurdMs } = grenzenAt(nuMs);
  return {
    ...write,
    als: `${write.als} AND (attribute_not_exists(eigenUs) OR eigenUs <= :rustig OR eigenUs > :absurd)`,
    waarden: { ...write.waarden, ':rustig': toUs(rustigMs), ':absurd': toUs(absurdMs) },
  };
};

/**
 * GCRA in DynamoDB: who reserves moves the next free moment ahead, in one conditional write, so that no two get the same
 * one. Free and busy differ in their condition; which one holds is guessed from what was seen last. Public work stands in a second line
 * of the same kind while own work goes on, and joins the first when its turn in that one has come.
 */
export function createTarief(config: TariefConfig): Tarief {
  const { client, tableName, callsPerSecond, werk, now, wait = (ms: number) => waitFor(ms) } = config;
  const gapUs = Math.ceil(1_000_000 / callsPerSecond);
  let seen: Item = {};
  /** How long the last reservation took: a moment before the next one is answered would be lost. */
  let leadMs = 0;

  /** What it wrote; `undefined` when the condition does not hold: then the item was seen as it stands there. */
  const write = async ({ set, als, waarden }: Schrijven): Promise<Item | undefined> => {
    const command = new UpdateCommand({
      TableName: tableName,
      Key: TARIEF_ITEM,
      UpdateExpression: `SET ${set}`,
      ConditionExpression: als,
      ExpressionAttributeValues: waarden,
      ReturnValues: 'UPDATED_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      const written = Item.parse((await client.send(command)).Attributes);
      seen = { ...seen, ...written };
      return written;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw portError(error, 'tarief.reserve');
      seen = error.Item === undefined ? {} : Item.parse(unmarshall(error.Item));
      return undefined;
    }
  };

  /** Writes what fits what was seen last, until that is what stands there. */
  const settle = async (next: (nuMs: number) => Schrijven): Promise<Item> => {
    const askedMs = now();
    // One moment for all rounds: whoever finds the rate busy then finds it busy again, so that nobody goes to and fro.
    const fromMs = askedMs + leadMs;
    for (let round = 0; round < ROUNDS; round += 1) {
      const written = await write(next(fromMs));
      if (written !== undefined) {
        leadMs = Math.min(Math.max(0, now() - askedMs), MOST_LEAD_MS);
        return written;
      }
      if (vrijheidOf(toMs(seen.vrijUs), fromMs) === 'te-ver') throw busy();
    }
    throw new Transient({ code: 'aws.tarief.reserve', message: 'tarief.reserve kept colliding with other writes' });
  };

  const momentsOf = ({ vrijUs = 0 }: Item, usedUs: number): Momenten => ({
    eersteMs: (vrijUs - usedUs) / 1000,
    afstandMs: gapUs / 1000,
  });

  const reserveOwn = async (usedUs: number): Promise<Momenten> =>
    momentsOf(await settle((nuMs) => ofOwnWork(inLine(seen, nuMs, usedUs))), usedUs);

  const reservePublic = async (usedUs: number): Promise<Momenten> => {
    const shareUs = usedUs * DEEL_OPENBAAR;
    const written = await settle((nuMs) => {
      if (isRustig(toMs(seen.eigenUs), nuMs)) return whileAtRest(inLine(seen, nuMs, usedUs), nuMs);
      const share = vrijheidOf(toMs(seen.openbaarUs), nuMs);
      if (share === 'te-ver') throw busy();
      return share === 'nu'
        ? both(inLine(seen, nuMs, usedUs), begin('openbaarUs', nuMs, shareUs))
        : join('openbaarUs', nuMs, shareUs);
    });
    if (written.vrijUs !== undefined) return momentsOf(written, usedUs);
    const turnMs = ((written.openbaarUs ?? 0) - shareUs) / 1000;
    await wait(Math.max(0, Math.ceil(turnMs - now())));
    return momentsOf(await settle((nuMs) => inLine(seen, nuMs, usedUs)), usedUs);
  };

  return {
    now,
    reserve: (calls) => (werk === 'eigen' ? reserveOwn(calls * gapUs) : reservePublic(calls * gapUs)),
  };
}

const busy = (): Transient =>
  new Transient({ code: 'nmbrs-druk', message: 'the calls that wait for Nmbrs reach too far ahead' });
