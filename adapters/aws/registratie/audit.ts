import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { AuditRegel } from '../../../core/domain/audit.ts';
import { Transient } from '../../../core/errors.ts';
import { ROUNDS } from '../backoff.ts';
import { guarded } from '../errors.ts';
import {
  ABSENT,
  aanmeldingSleutel,
  parseItem,
  putWhen,
  readItems,
  type Schrijfactie,
  type Tabel,
  type TransactionOutcome,
  transact,
} from './tabel.ts';

const PREFIX = 'AUDIT#';

/**
 * Writes the actions and the audit line that tells of them in one transaction. Lines are numbered per aanmelding without
 * gaps, so their order is the order of writing whatever the clocks say, and a line that was taken away would be missed.
 * Two writers that want the same number collide; the loser takes the next.
 *
 * The outcome holds the actions' results only.
 */
export async function transactWithAudit(
  tabel: Tabel,
  operation: string,
  acties: readonly Schrijfactie[],
  regel: AuditRegel,
): Promise<TransactionOutcome> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const line = await nextLine(tabel, operation, regel);
    const outcome = await transact(tabel, operation, [...acties, line]);
    if (outcome.ok) return outcome;
    const uitslagen = outcome.uitslagen.slice(0, acties.length);
    if (uitslagen.some((uitslag) => uitslag.failed)) return { ok: false, uitslagen };
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept losing the number of its audit line` });
}

async function nextLine(tabel: Tabel, operation: string, regel: AuditRegel): Promise<Schrijfactie> {
  const { pk } = aanmeldingSleutel(regel.aanmeldingId);
  const nummer = (await lastNumber(tabel, operation, pk)) + 1;
  return putWhen(tabel, { pk, sk: `${PREFIX}${String(nummer).padStart(6, '0')}`, ...regel }, ABSENT);
}

async function lastNumber(tabel: Tabel, operation: string, pk: string): Promise<number> {
  const answer = await guarded(operation, () =>
    tabel.client.send(
      new QueryCommand({
        TableName: tabel.tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': PREFIX },
        ProjectionExpression: 'sk',
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    ),
  );
  const last = answer.Items?.[0];
  return last === undefined ? 0 : Number(parseItem(LastLine, { line: last.sk }).line.slice(PREFIX.length));
}

const LastLine = z.strictObject({ line: z.string().regex(/^AUDIT#\d{6}$/) });

export async function listAudit(tabel: Tabel, aanmeldingId: AanmeldingId): Promise<readonly AuditRegel[]> {
  const items = await readItems(tabel, 'registratie.listAudit', aanmeldingSleutel(aanmeldingId).pk, PREFIX);
  return items.map((item) => parseItem(AuditRegel, item));
}
