import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Transient } from '../../../core/errors.ts';
import type { KoppelingId } from '../../../core/ids.ts';
import type { Tijdstip } from '../../../core/kalender/tijd.ts';
import { Accountgebruik, type Koppeling } from '../../../core/koppeling/koppeling.ts';
import type { InloggegevensRef } from '../../../core/nmbrs/inloggegevens.ts';
import { sha256 } from '../../node/sha256.ts';
import { ROUNDS } from '../backoff.ts';
import { settled } from '../errors.ts';
import {
  checkWhen,
  deleteAlways,
  parseItem,
  putAlways,
  readItems,
  type Schrijfactie,
  type Sleutel,
  type Tabel,
} from './tabel.ts';

const PREFIX = 'KOPPELING#';

const pkOf = (ref: InloggegevensRef): string => `ACCOUNT#${sha256(ref)}`;
const gebruikSleutel = (ref: InloggegevensRef, id: KoppelingId): Sleutel => ({ pk: pkOf(ref), sk: `${PREFIX}${id}` });
/** Names who holds off new koppelingen, and until when the last of them does; without the names nobody does. */
const houdersSleutel = (ref: InloggegevensRef): Sleutel => ({ pk: pkOf(ref), sk: 'HOUDERS' });

/** The koppeling in the index of its account. */
export const joinAccount = (tabel: Tabel, { koppelingId, nmbrs }: Koppeling): Schrijfactie =>
  putAlways(tabel, {
    ...gebruikSleutel(nmbrs.inloggegevensRef, koppelingId),
    koppelingId,
    bedrijfId: nmbrs.bedrijfId,
  });

export const leaveAccount = (tabel: Tabel, ref: InloggegevensRef, koppelingId: KoppelingId): Schrijfactie =>
  deleteAlways(tabel, gebruikSleutel(ref, koppelingId));

export const accountIsFree = (tabel: Tabel, { nmbrs }: Koppeling, nu: Tijdstip): Schrijfactie =>
  checkWhen(tabel, houdersSleutel(nmbrs.inloggegevensRef), {
    conditie: 'attribute_not_exists(houders) OR vastTot <= :nu',
    waarden: { ':nu': nu },
  });

export const accountHeld = (): Transient =>
  new Transient({
    code: 'registratie.account-vastgehouden',
    message: 'the account is held while its secret is erased',
  });

export async function listKoppelingenVan(tabel: Tabel, ref: InloggegevensRef): Promise<readonly Accountgebruik[]> {
  const items = await readItems(tabel, 'registratie.listKoppelingenVan', pkOf(ref), PREFIX);
  return items.map((item) => parseItem(Accountgebruik, item));
}

// A set of names: adding one twice is adding it once, and DynamoDB drops the attribute with its last name.
export const holdAccount = (tabel: Tabel, ref: InloggegevensRef, houder: string, tot: Tijdstip): Promise<void> =>
  updateHouders(tabel, ref, 'ADD houders :houder SET vastTot = :tot', { ':houder': new Set([houder]), ':tot': tot });
export const releaseAccount = (tabel: Tabel, ref: InloggegevensRef, houder: string): Promise<void> =>
  updateHouders(tabel, ref, 'DELETE houders :houder', { ':houder': new Set([houder]) });

/** A koppeling that joins checks this item in a transaction; a single write that runs into one is tried again here. */
async function updateHouders(
  tabel: Tabel,
  ref: InloggegevensRef,
  update: string,
  waarden: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { pk, sk } = houdersSleutel(ref);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await tabel.pause(round - 1);
    const command = new UpdateCommand({
      TableName: tabel.tableName,
      Key: { pk, sk },
      UpdateExpression: update,
      ExpressionAttributeValues: waarden,
    });
    const names = ['TransactionConflictException'];
    if ((await settled('registratie.holdAccount', names, () => tabel.client.send(command))).ok) return;
  }
  throw new Transient({ code: 'aws.registratie.holdAccount', message: 'the hold kept colliding with other writes' });
}
