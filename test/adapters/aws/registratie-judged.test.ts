import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistratie } from '../../../adapters/aws/registratie.ts';
import { sha256 } from '../../../adapters/node/sha256.ts';
import type { Registratie } from '../../../adapters/registratie.ts';
import { numbersInOne } from '../../../core/aanmelding/werkgevernummers.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import {
  afgemeld,
  afgewezen,
  auditRegel,
  eindigend,
  gecontroleerd,
  geplandeUitwisseling,
  koppelingOf,
  newAanmeldingId,
  newContractnummer,
  ontvangenAanmelding,
  voorbeeldGegevens,
  wachtOpAkkoord,
} from '../../contracts/voorbeelden.ts';
import { type EmulatedTable, startEmulatedTable } from './emulated-table.ts';
import { mockedRegistratie } from './mocked-registratie.ts';
import { cancelled, failed, held, madeOf, type Reason } from './refusals.ts';

// What a condition that failed means.

const aanmelding = ontvangenAanmelding();
const { aanmeldingId, gegevens } = aanmelding;
const regel = auditRegel(aanmeldingId);
const rejected = afgewezen(aanmelding);

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

const CLAIM = 'registratie.claim-van-een-ander';
const UNCHANGEABLE = 'registratie.claim-onveranderlijk';
const claim = sha256(numbersInOne(gegevens.werkgever));
const renumbered = { gegevens: voorbeeldGegevens(newContractnummer()) };

type Case = readonly [when: string, refusals: readonly (readonly Reason[])[], said: string, transactions: number];

describe('a new aanmelding that is refused', () => {
  const register = (one: Registratie) => one.registerAanmelding(aanmelding, regel);
  const weak = { aanmeldingId: newAanmeldingId(), zwak: true };
  const { zwak: _gone, ...forGood } = weak;

  it.each<Case>([
    ['it is there already', [[failed(aanmelding), held]], 'opgeslagen', 1],
    ['it is there already, and another one passed', [[failed(aanmelding), failed(forGood)]], 'opgeslagen', 1],
    ['another one passed', [[held, failed(forGood)]], 'bezet', 1],
    ['another one holds the numbers weakly', [[held, failed(weak)]], 'opgeslagen', 2],
    [
      'another one passed meanwhile',
      [
        [held, failed(weak)],
        [held, failed(forGood)],
      ],
      'bezet',
      2,
    ],
    [
      'the claim is free again',
      [
        [held, failed(weak)],
        [held, failed()],
      ],
      'opgeslagen',
      3,
    ],
  ])('because %s', async (_when, refusals, ...expected) => {
    expect(await madeOf(register, ...refusals)).toEqual(expected);
  });

  it('because the claim changes all the time is a hold-up after five rounds, by its name', async () => {
    const changing = Array.from({ length: 10 }, (_, index) => [held, index % 2 === 0 ? failed(weak) : failed()]);
    expect(await madeOf(register, ...changing)).toEqual(['aws.registratie.registerAanmelding', 10]);
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(held, failed(weak)));
    await expect(register(registratie)).rejects.toMatchObject({
      name: TRANSIENT,
      message: 'registratie.registerAanmelding kept finding the claim changed',
    });
  });
});

describe('a replaced aanmelding that is refused', () => {
  const next = gecontroleerd(aanmelding);
  const replace = (one: Registratie) => one.replaceAanmelding(next, regel);

  it.each<Case>([
    ['nothing is there', [[failed()]], 'verouderd', 1],
    ['it is there already', [[failed({ ...next, claim })]], 'opgeslagen', 1],
    ['the stored one moved on', [[failed({ ...aanmelding, claim, versie: 5 })]], 'verouderd', 1],
    ['one without a claim moved on', [[failed({ ...aanmelding, versie: 5 })]], 'verouderd', 1],
    ['it holds another claim', [[failed({ ...aanmelding, claim: 'een andere' })]], UNCHANGEABLE, 1],
    ['it holds none, of other numbers', [[failed({ ...aanmelding, ...renumbered })]], UNCHANGEABLE, 1],
    ['it is over', [[failed({ ...rejected, versie: 0 })]], UNCHANGEABLE, 1],
    ['it was signed off', [[failed({ ...afgemeld(eindigend(aanmelding)), versie: 0 })]], UNCHANGEABLE, 1],
    ['it holds none', [[failed(aanmelding)]], 'opgeslagen', 2],
    ['it holds none, and moved on since', [[failed(aanmelding)], [failed({ ...next, versie: 5 })]], 'verouderd', 2],
    ['it holds none, and was written since', [[failed(aanmelding)], [failed(next)]], 'opgeslagen', 2],
    ['it holds none, and is gone since', [[failed(aanmelding)], [failed()]], 'verouderd', 2],
  ])('because %s', async (_when, refusals, ...expected) => {
    expect(await madeOf(replace, ...refusals)).toEqual(expected);
  });

  it('may not pass without its claim, and comes back to life never', async () => {
    const pass = (one: Registratie) => one.replaceAanmelding(wachtOpAkkoord(aanmelding), regel);
    expect(await madeOf(pass, [failed(aanmelding)])).toEqual([UNCHANGEABLE, 1]);
    const again = (one: Registratie) => one.replaceAanmelding({ ...rejected, versie: 2 }, regel);
    expect(await madeOf(again, [failed(rejected), held])).toEqual(['opgeslagen', 2]);
    expect(await madeOf(again, [failed({ ...rejected, claim }), held])).toEqual([UNCHANGEABLE, 1]);
    expect(await madeOf(again, [failed({ ...rejected, versie: 5 }), held])).toEqual(['verouderd', 1]);
    expect(await madeOf(again, [held, failed()])).toEqual([CLAIM, 1]);
  });
});

describe('an erased aanmelding that is refused', () => {
  const ending = eindigend(aanmelding);
  const left = afgemeld(ending);
  const erase = (one: Registratie) => one.eraseAanmelding(left, gegevens.werkgever, regel);

  it.each<Case>([
    ['nothing is there', [[failed(), held]], 'verouderd', 1],
    ['it is there already', [[failed(left), failed()]], 'opgeslagen', 1],
    ['the stored one moved on', [[failed({ ...ending, claim, versie: 5 }), held]], 'verouderd', 1],
    ['the claim is another one’s', [[held, failed()]], CLAIM, 1],
    ['it holds another claim', [[failed({ ...ending, claim: 'een andere' }), held]], CLAIM, 1],
    ['it holds none, of other numbers', [[failed({ ...ending, ...renumbered }), held]], CLAIM, 1],
    ['it was over before', [[failed(rejected), held]], CLAIM, 1],
    ['it was signed off before', [[failed({ ...left, versie: 1 }), held]], CLAIM, 1],
    ['it holds none', [[failed(ending), held]], 'opgeslagen', 2],
    ['it holds none, and moved on since', [[failed(ending)], [failed({ ...ending, versie: 5 })]], 'verouderd', 2],
    ['it holds none, and was written since', [[failed(ending)], [failed(left)]], 'opgeslagen', 2],
    ['it holds none, and is gone since', [[failed(ending)], [failed()]], 'verouderd', 2],
  ])('because %s', async (_when, refusals, ...expected) => {
    expect(await madeOf(erase, ...refusals)).toEqual(expected);
  });
});
