import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { type KoppelingId, type TaakToken, UitwisselingId } from '../../../core/ids.ts';
import { toStore } from '../../../core/stored.ts';
import {
  inTijdvakOrder,
  isOpen,
  type LopendeUitwisseling,
  Uitwisseling,
} from '../../../core/uitwisseling/uitwisseling.ts';
import { ROUNDS } from '../backoff.ts';
import { settled } from '../errors.ts';
import { transactWithAudit } from './audit.ts';
import {
  ABSENT,
  deleteAlways,
  type Item,
  koppelingSleutel,
  openSleutel,
  parseItem,
  putAlways,
  putWhen,
  readItem,
  readItems,
  type Schrijfactie,
  type Tabel,
  uitwisselingSleutel,
  vermeldingSleutel,
} from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

const itemOf = (uitwisseling: Uitwisseling) => ({
  ...uitwisselingSleutel(uitwisseling.uitwisselingId),
  ...toStore(Uitwisseling, uitwisseling),
});

export const parseUitwisseling = (item: Item | undefined): Uitwisseling | undefined =>
  item === undefined ? undefined : parseItem(Uitwisseling, item);

export async function ensureUitwisseling(
  tabel: Tabel,
  uitwisseling: Uitwisseling,
  regel: AuditRegel,
): Promise<Uitwisseling> {
  const { koppelingId, uitwisselingId } = uitwisseling;
  const vermelding = { ...vermeldingSleutel(koppelingId, uitwisselingId), uitwisselingId };
  const open = { ...openSleutel(koppelingId, uitwisselingId), uitwisselingId };
  const acties = [putWhen(tabel, itemOf(uitwisseling), ABSENT), putAlways(tabel, vermelding), putAlways(tabel, open)];
  const outcome = await transactWithAudit(tabel, 'registratie.ensureUitwisseling', acties, regel);
  if (outcome.ok) return uitwisseling;
  const stored = parseUitwisseling(outcome.uitslagen[0]?.item);
  if (stored !== undefined) return stored;
  throw new Defect({ code: 'registratie.geen-item', message: 'a failed condition came without the stored item' });
}

export async function findUitwisseling(tabel: Tabel, id: UitwisselingId): Promise<Uitwisseling | undefined> {
  return parseUitwisseling(await readItem(tabel, 'registratie.findUitwisseling', uitwisselingSleutel(id)));
}

const Vermelding = z.strictObject({ uitwisselingId: UitwisselingId });
const ALLE = 'UITWISSELING#';
const OPEN = 'OPEN#';

/** A koppeling has thirteen in a year, and what fails more: those of many years are not looked at to find the open one. */
export async function listUitwisselingen(
  tabel: Tabel,
  koppelingId: KoppelingId,
  vanaf?: number,
): Promise<readonly Uitwisseling[]> {
  const { pk } = koppelingSleutel(koppelingId);
  const operation = 'registratie.listUitwisselingen';
  const lists =
    vanaf === undefined
      ? [readItems(tabel, operation, pk, ALLE)]
      : [
          readItems(tabel, operation, pk, ALLE, `${ALLE}${koppelingId}_${vanaf}`),
          readItems(tabel, operation, pk, OPEN),
        ];
  const items = (await Promise.all(lists)).flat();
  const ids = new Set(items.map((item) => parseItem(Vermelding, item).uitwisselingId));
  const found = await Promise.all([...ids].map((id) => findUitwisseling(tabel, id)));
  return found.filter((one) => one !== undefined).sort(inTijdvakOrder);
}

/** The new version of an exchange, for a transaction. Every part that gets done raises the version too. */
export const replacement = (tabel: Tabel, next: Uitwisseling): Schrijfactie =>
  putWhen(tabel, itemOf(next), replaces(next.versie));

export async function replaceUitwisseling(
  tabel: Tabel,
  uitwisseling: Uitwisseling,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const { koppelingId, uitwisselingId } = uitwisseling;
  const closing = isOpen(uitwisseling) ? [] : [deleteAlways(tabel, openSleutel(koppelingId, uitwisselingId))];
  const acties = [replacement(tabel, uitwisseling), ...closing];
  const outcome = await transactWithAudit(tabel, 'registratie.replaceUitwisseling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  return judgeReplacement(parseUitwisseling(outcome.uitslagen[0]?.item), uitwisseling);
}

/**
 * Remembers which token waits for the parts. Parts that get done at the same moment change the same item in transactions
 * of their own; a single write that runs into one is not tried again by the SDK.
 */
export async function rememberVerdeelTaak(
  tabel: Tabel,
  id: UitwisselingId,
  taakToken: TaakToken,
): Promise<LopendeUitwisseling | undefined> {
  const operation = 'registratie.rememberVerdeelTaak';
  const names = ['ConditionalCheckFailedException', 'TransactionConflictException'];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const update = rememberCommand(tabel, id, taakToken);
    const outcome = await settled(operation, names, () => tabel.client.send(update));
    if (outcome.ok) return running(parseUitwisseling(outcome.value.Attributes));
    if (outcome.name === 'ConditionalCheckFailedException') return undefined;
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept colliding with other writes` });
}

function rememberCommand(tabel: Tabel, id: UitwisselingId, taakToken: TaakToken): UpdateCommand {
  const { pk, sk } = uitwisselingSleutel(id);
  return new UpdateCommand({
    TableName: tabel.tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET taakToken = :token, versie = versie + :een',
    ConditionExpression: '#status = :loopt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':token': taakToken, ':een': 1, ':loopt': 'loopt' },
    ReturnValues: 'ALL_NEW',
  });
}

export const running = (uitwisseling: Uitwisseling | undefined): LopendeUitwisseling | undefined =>
  uitwisseling?.status === 'loopt' ? uitwisseling : undefined;
