import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { AuditRegel, type AuditSchakel, GelezenSchakel, schakelOf } from '../../../core/domain/audit.ts';
import { Transient } from '../../../core/errors.ts';
import { toStore } from '../../../core/stored.ts';
import { sha256 } from '../../node/sha256.ts';
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
 * gaps, and each carries the hash of the one before: their order is the order of writing whatever the clocks say, and a
 * line that was changed or taken away would be missed. Two writers that want the same number collide; the loser links
 * its line to the winner's.
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
  const schakel = schakelOf(toStore(AuditRegel, regel), await lastLine(tabel, operation, pk), sha256);
  return putWhen(tabel, { pk, sk: `${PREFIX}${String(schakel.nummer).padStart(6, '0')}`, ...schakel }, ABSENT);
}

async function lastLine(tabel: Tabel, operation: string, pk: string): Promise<AuditSchakel | undefined> {
  const answer = await guarded(operation, () =>
    tabel.client.send(
      new QueryCommand({
        TableName: tabel.tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': PREFIX },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    ),
  );
  const last = answer.Items?.[0];
  return last === undefined ? undefined : parseItem(GelezenSchakel, last);
}

export async function listAudit(tabel: Tabel, aanmeldingId: AanmeldingId): Promise<readonly AuditSchakel[]> {
  const items = await readItems(tabel, 'registratie.listAudit', aanmeldingSleutel(aanmeldingId).pk, PREFIX);
  return items.map((item) => parseItem(GelezenSchakel, item));
}
