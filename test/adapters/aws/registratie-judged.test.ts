import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistratie } from '../../../adapters/aws/registratie.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import {
  afgemeld,
  afgewezen,
  auditRegel,
  eindigend,
  gecontroleerd,
  geplandeUitwisseling,
  koppelingOf,
  newContractnummer,
  ontvangenAanmelding,
  voorbeeldGegevens,
} from '../../contracts/voorbeelden.ts';
import { type EmulatedTable, startEmulatedTable } from './emulated-table.ts';
import { mockedRegistratie } from './mocked-registratie.ts';

// What a condition that failed means.

const aanmelding = ontvangenAanmelding();
const { aanmeldingId, gegevens } = aanmelding;
const regel = auditRegel(aanmeldingId);
const rejected = afgewezen(aanmelding);

type Reason = NonNullable<TransactionCanceledException['CancellationReasons']>[number];
const cancelled = (...CancellationReasons: Reason[]) =>
  new TransactionCanceledException({ $metadata: {}, message: '', CancellationReasons });
const failed = (item?: object): Reason => ({
  Code: 'ConditionalCheckFailed',
  ...(item === undefined ? {} : { Item: marshall({ pk: 'x', sk: 'y', ...item }) }),
});
const held: Reason = { Code: 'None' };

describe('a claim', () => {
  const claimed = { code: 'registratie.claim-van-een-ander', message: `the claim of ${aanmeldingId} is not its own` };

  it('that turns out to be another one’s is a defect by its name', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(held, failed(), held));
    await expect(registratie.replaceAanmelding(rejected, regel)).rejects.toMatchObject({ name: DEFECT, ...claimed });
    const erased = afgemeld(eindigend(aanmelding));
    await expect(registratie.eraseAanmelding(erased, gegevens.werkgever, regel)).rejects.toMatchObject({
      name: DEFECT,
      ...claimed,
    });
  });

  it('that would become another one is a defect by its name', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(failed({ ...aanmelding, claim: 'een andere' }), held));
    await expect(registratie.replaceAanmelding(gecontroleerd(aanmelding), regel)).rejects.toMatchObject({
      name: DEFECT,
      code: 'registratie.claim-onveranderlijk',
      message: `${aanmeldingId} cannot change its claim, take one back that it released, or go on without one`,
    });
  });

  it('that was given back before is not given back again: the rest is written, while nobody else wrote', async () => {
    const { mock, registratie } = mockedRegistratie();
    const next = { ...rejected, versie: rejected.versie + 1 };
    mock
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled(failed(rejected), held, held))
      .resolves({});
    await expect(registratie.replaceAanmelding(next, regel)).resolves.toBe('opgeslagen');
    const [own, line, ...more] = mock.commandCalls(TransactWriteCommand)[1]?.args[0].input.TransactItems ?? [];
    expect(own?.Put).toMatchObject({
      Item: { aanmeldingId, status: 'afgewezen', versie: next.versie },
      ConditionExpression: 'versie = :vorige AND attribute_not_exists(claim)',
      ExpressionAttributeValues: { ':vorige': rejected.versie },
    });
    expect([line?.Put?.Item?.sk, more]).toEqual(['AUDIT#000001', []]);
  });
});

describe('what is over, in the table', () => {
  let table: EmulatedTable;
  beforeAll(async () => {
    table = await startEmulatedTable();
  });
  afterAll(() => table.stop());

  async function stored() {
    const registratie = createRegistratie(table);
    const own = ontvangenAanmelding();
    const about = auditRegel(own.aanmeldingId);
    await registratie.registerAanmelding(own, about);
    return { registratie, own, about };
  }

  it('is written once more after its claim was given back', async () => {
    const { registratie, own, about } = await stored();
    await registratie.replaceAanmelding(afgewezen(own), about);
    const next = { ...afgewezen(own), versie: 2 };
    expect(await registratie.replaceAanmelding(next, about)).toBe('opgeslagen');
    expect(await registratie.findAanmelding(own.aanmeldingId)).toEqual(next);
    expect(await registratie.replaceAanmelding({ ...next, versie: 7 }, about)).toBe('verouderd');
  });

  it('cannot come to be under another number', async () => {
    const { registratie, own, about } = await stored();
    const other = { ...afgewezen(own), gegevens: voorbeeldGegevens(newContractnummer()) };
    await expect(registratie.replaceAanmelding(other, about)).rejects.toMatchObject({
      code: 'registratie.claim-onveranderlijk',
    });
    expect(await registratie.findAanmelding(own.aanmeldingId)).toEqual(own);
  });

  it('of which nothing is known is outdated', async () => {
    const never = ontvangenAanmelding();
    const registratie = createRegistratie(table);
    expect(await registratie.replaceAanmelding(afgewezen(never), auditRegel(never.aanmeldingId))).toBe('verouderd');
  });
});

describe('a condition that failed', () => {
  it('because the account is held is a hold-up by its name', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(held, held, failed(), held, held));
    await expect(registratie.registerKoppeling(koppelingOf(aanmelding), aanmelding, regel)).rejects.toMatchObject({
      name: TRANSIENT,
      code: 'registratie.account-vastgehouden',
      message: 'the account is held while its secret is erased',
    });
  });

  it('without the item that made it fail is a defect by its name', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(failed(), held, held));
    await expect(registratie.ensureUitwisseling(geplandeUitwisseling(), regel)).rejects.toMatchObject({
      name: DEFECT,
      code: 'registratie.geen-item',
      message: 'a failed condition came without the stored item',
    });
  });

  it('is none where an action ran into another write and nothing is told of the others', async () => {
    const { mock, rounds, registratie } = mockedRegistratie();
    mock
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled({}, { Code: 'TransactionConflict' }))
      .resolves({});
    await expect(registratie.replaceKoppeling(koppelingOf(aanmelding), regel)).resolves.toBe('opgeslagen');
    expect(rounds).toEqual([0]);
  });
});
