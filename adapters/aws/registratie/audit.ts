import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { AuditRegel, type AuditSchakel, GelezenSchakel, schakelOf } from '../../../core/audit/audit.ts';
import { Transient } from '../../../core/errors.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
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
 * Writes the actions and the audit line that tells of them, or one for each aanmelding that they are about, in one transaction. Lines are numbered per aanmelding without
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
  ...regels: readonly AuditRegel[]
): Promise<TransactionOutcome> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const lines = await Promise.all(regels.map((regel) => nextLine(tabel, operation, regel)));
    const outcome = await transact(tabel, operation, [...acties, ...lines]);
    if (outcome.ok) return outcome;
    const uitslagen = outcome.uitslagen.slice(0, acties.length);
    if (uitslagen.some((uitslag) => uitslag.failed)) return { ok: false, uitslagen };
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept losing the number of its audit line` });
}

export async function noteRegel(tabel: Tabel, regel: AuditRegel): Promise<void> {
  await transactWithAudit(tabel, 'registratie.noteRegel', [], regel);
}

async function nextLine(tabel: Tabel, operation: string, regel: AuditRegel): Promise<Schrijfactie> {
  const { pk } = aanmeldingSleutel(regel.aanmeldingId);
  const [last] = await lastLines(tabel, operation, pk, 1);
  const schakel = schakelOf(toStore(AuditRegel, regel), last, sha256);
  return putWhen(tabel, { pk, sk: `${PREFIX}${String(schakel.nummer).padStart(6, '0')}`, ...schakel }, ABSENT);
}

/** The last so many, the last one first; as many as fit into one answer of a megabyte at most, which is thousands. */
async function lastLines(tabel: Tabel, operation: string, pk: string, Limit: number): Promise<readonly AuditSchakel[]> {
  const { Items = [] } = await guarded(operation, () =>
    tabel.client.send(
      new QueryCommand({
        TableName: tabel.tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': PREFIX },
        ScanIndexForward: false,
        Limit,
        ConsistentRead: true,
      }),
    ),
  );
  return Items.map((item) => parseItem(GelezenSchakel, item));
}

export async function listAudit(
  tabel: Tabel,
  aanmeldingId: AanmeldingId,
  laatste?: number,
): Promise<readonly AuditSchakel[]> {
  const { pk } = aanmeldingSleutel(aanmeldingId);
  if (laatste !== undefined) return (await lastLines(tabel, 'registratie.listAudit', pk, laatste)).toReversed();
  const items = await readItems(tabel, 'registratie.listAudit', pk, PREFIX);
  return items.map((item) => parseItem(GelezenSchakel, item));
}
