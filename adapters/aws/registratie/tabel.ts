import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { Defect, Transient } from '../../../core/errors.ts';
import { epochMs, type Tijdstip } from '../../../core/kalender/tijd.ts';
import { faultsOf, readVersioned, versioned } from '../../../core/stored.ts';
import { type Pause, ROUNDS } from '../backoff.ts';
import { guarded, portError } from '../errors.ts';

/** The one table: partition key `pk`, sort key `sk`. */
export interface Tabel {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly pause: Pause;
}

export interface Sleutel {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Readonly<Record<string, unknown>>;

export const aanmeldingSleutel = (id: string): Sleutel => ({ pk: `AANMELDING#${id}`, sk: 'AANMELDING' });
export const claimSleutel = (claim: string): Sleutel => ({ pk: `CLAIM#${claim}`, sk: 'CLAIM' });
export const idempotentieSleutel = (sleutel: string): Sleutel => ({
  pk: `IDEMPOTENTIE#${sleutel}`,
  sk: 'IDEMPOTENTIE',
});
export const koppelingSleutel = (id: string): Sleutel => ({ pk: `KOPPELING#${id}`, sk: 'KOPPELING' });
export const uitwisselingSleutel = (id: string): Sleutel => ({ pk: `UITWISSELING#${id}`, sk: 'UITWISSELING' });
/** Below a koppeling: that it has this exchange. */
export const vermeldingSleutel = (koppelingId: string, id: string): Sleutel => ({
  pk: `KOPPELING#${koppelingId}`,
  sk: `UITWISSELING#${id}`,
});
/** Below a koppeling, for as long as it is open: that it has this one. */
export const openSleutel = (koppelingId: string, id: string): Sleutel => ({
  pk: `KOPPELING#${koppelingId}`,
  sk: `OPEN#${id}`,
});
/** Five digits: parts sort by number, and no exchange has a hundred thousand. */
export const deelSleutel = (id: string, nummer: number): Sleutel => ({
  pk: `UITWISSELING#${id}`,
  sk: `DEEL#${String(nummer).padStart(5, '0')}`,
});

export type Schrijfactie = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export interface Voorwaarde {
  readonly conditie: string;
  readonly namen?: Record<string, string>;
  readonly waarden?: Record<string, unknown>;
}

function conditional(tabel: Tabel, { conditie, namen, waarden }: Voorwaarde) {
  return {
    TableName: tabel.tableName,
    ConditionExpression: conditie,
    ...(namen === undefined ? {} : { ExpressionAttributeNames: namen }),
    ...(waarden === undefined ? {} : { ExpressionAttributeValues: waarden }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

export const ABSENT: Voorwaarde = { conditie: 'attribute_not_exists(pk)' };

export const putWhen = (tabel: Tabel, item: Item & Sleutel, voorwaarde: Voorwaarde): Schrijfactie => ({
  Put: { ...conditional(tabel, voorwaarde), Item: versioned(item) },
});

/** Whether it exists or not. */
export const putAlways = (tabel: Tabel, item: Item & Sleutel): Schrijfactie => ({
  Put: { TableName: tabel.tableName, Item: versioned(item) },
});

/** Nothing there is fine. */
export const deleteAlways = (tabel: Tabel, { pk, sk }: Sleutel): Schrijfactie => ({
  Delete: { TableName: tabel.tableName, Key: { pk, sk } },
});

export const deleteWhen = (tabel: Tabel, { pk, sk }: Sleutel, voorwaarde: Voorwaarde): Schrijfactie => ({
  Delete: { ...conditional(tabel, voorwaarde), Key: { pk, sk } },
});

export const checkWhen = (tabel: Tabel, { pk, sk }: Sleutel, voorwaarde: Voorwaarde): Schrijfactie => ({
  ConditionCheck: { ...conditional(tabel, voorwaarde), Key: { pk, sk } },
});

export const updateWhen = (
  tabel: Tabel,
  { pk, sk }: Sleutel,
  update: string,
  voorwaarde: Voorwaarde,
): Schrijfactie => ({
  Update: { ...conditional(tabel, voorwaarde), UpdateExpression: update, Key: { pk, sk } },
});

/** What became of one action of a cancelled transaction; `item` is what was stored when its condition failed. */
export interface Uitslag {
  readonly failed: boolean;
  readonly item?: Item;
}

export type TransactionOutcome =
  | { readonly ok: true }
  /** One or more conditions failed; nothing was written. `uitslagen` are in the order of the actions. */
  | { readonly ok: false; readonly uitslagen: readonly Uitslag[] };

const HOLD_UPS = ['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'];

/**
 * Writes all of it or nothing. The SDK does not try a cancelled transaction again, so collisions (workers that count down
 * the same exchange) are tried again here; after `ROUNDS` they are `Transient`.
 */
export async function transact(
  tabel: Tabel,
  operation: string,
  acties: readonly Schrijfactie[],
): Promise<TransactionOutcome> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const uitslagen = await attempt(tabel, operation, acties);
    if (uitslagen === 'geschreven') return { ok: true };
    if (uitslagen !== 'botsing') return { ok: false, uitslagen };
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept colliding with other writes` });
}

async function attempt(
  tabel: Tabel,
  operation: string,
  acties: readonly Schrijfactie[],
): Promise<'geschreven' | 'botsing' | readonly Uitslag[]> {
  try {
    await tabel.client.send(new TransactWriteCommand({ TransactItems: [...acties] }));
    return 'geschreven';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw portError(error, operation);
    return cancellation(error, operation);
  }
}

function cancellation(error: TransactionCanceledException, operation: string): 'botsing' | readonly Uitslag[] {
  const reasons = error.CancellationReasons ?? [];
  const codes = reasons.map((reason) => reason.Code ?? 'None').filter((code) => code !== 'None');
  if (codes.includes('ConditionalCheckFailed')) {
    return reasons.map((reason) => ({
      failed: reason.Code === 'ConditionalCheckFailed',
      ...(reason.Item === undefined ? {} : { item: unmarshall(reason.Item) }),
    }));
  }
  if (codes.length > 0 && codes.every((code) => HOLD_UPS.includes(code))) return 'botsing';
  throw new Defect({
    code: `aws.${operation}`,
    message: `${operation} was cancelled: ${codes.join(', ') || 'no reason'}`,
  });
}

/** When the table may remove an item by itself, as its `ttl` says it: in seconds since 1970. */
export const ttlAt = (tijdstip: Tijdstip): number => Math.ceil(epochMs(tijdstip) / 1000);

/** A strongly consistent read. */
export async function readItem(tabel: Tabel, operation: string, { pk, sk }: Sleutel): Promise<Item | undefined> {
  const answer = await guarded(operation, () =>
    tabel.client.send(new GetCommand({ TableName: tabel.tableName, Key: { pk, sk }, ConsistentRead: true })),
  );
  return answer.Item;
}

/** All items of a partition, or those whose sort key starts with `prefix` (and is not before `vanaf`), in its order; reads page after page. */
export async function readItems(
  tabel: Tabel,
  operation: string,
  pk: string,
  prefix?: string,
  vanaf?: string,
): Promise<readonly Item[]> {
  const pages = paginateQuery(
    { client: tabel.client },
    {
      TableName: tabel.tableName,
      ...keysIn(pk, prefix, vanaf),
      ConsistentRead: true,
    },
  );
  return guarded(operation, async () => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  });
}

/** A sort key is compared byte by byte, and ours are of ASCII: none that starts with the prefix comes after the prefix with a `~`. */
function keysIn(pk: string, prefix: string | undefined, vanaf: string | undefined) {
  const values = { ':pk': pk };
  if (prefix === undefined) return { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: values };
  if (vanaf === undefined) {
    const KeyConditionExpression = 'pk = :pk AND begins_with(sk, :prefix)';
    return { KeyConditionExpression, ExpressionAttributeValues: { ...values, ':prefix': prefix } };
  }
  const KeyConditionExpression = 'pk = :pk AND sk BETWEEN :van AND :tot';
  return { KeyConditionExpression, ExpressionAttributeValues: { ...values, ':van': vanaf, ':tot': `${prefix}~` } };
}

/**
 * Parses what the table gave, whichever version wrote it. `bookkeeping` names the attributes that are the table's own and no part
 * of the value; the keys and `ttl` always are. Throws `Defect` when it cannot be read, which names fields and never their content,
 * and `Transient` when it is of a form that came after this function.
 */
export function parseItem<T>(schema: z.ZodType<T>, item: Item, bookkeeping: readonly string[] = []): T {
  const own = ['pk', 'sk', 'ttl', ...bookkeeping];
  const value = Object.fromEntries(Object.entries(item).filter(([name]) => !own.includes(name)));
  const parsed = readVersioned(schema, value);
  if (parsed.success) return parsed.data;
  throw new Defect({
    code: 'registratie.onleesbaar',
    message: `an item of kind ${kindOf(item)} does not parse: ${faultsOf(parsed.error)}`,
  });
}

const kindOf = ({ sk }: Item): string => (typeof sk === 'string' ? (sk.split('#')[0] ?? '?') : '?');
