import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../adapters/node/sha256.ts';
import type { Registratie } from '../../../adapters/registratie.ts';
import { numbersInOne } from '../../../core/aanmelding/werkgevernummers.ts';
import { DEFECT } from '../../../core/errors.ts';
import { WerknemerId } from '../../../core/ids.ts';
import { Idempotentie } from '../../../core/invoer/idempotentie.ts';
import type { WerknemersWerk } from '../../../core/uitwisseling/uitwisseling.ts';
import {
  auditRegel,
  delenTot,
  geplandeUitwisseling,
  gerealiseerd,
  goedgekeurd,
  koppelingOf,
  lopend,
  NU,
  newAanmeldingId,
  ontvangenAanmelding,
} from '../../contracts/voorbeelden.ts';
import { mockedRegistratie } from './mocked-registratie.ts';
import { cancelled, failed, held, madeOf, type Reason } from './refusals.ts';

// What is judged after a refusal, of a koppeling, of parts and of what is claimed.

const aanmelding = ontvangenAanmelding();
const { aanmeldingId, gegevens } = aanmelding;
const regel = auditRegel(aanmeldingId);
const claim = sha256(numbersInOne(gegevens.werkgever));
const CLAIM = 'registratie.claim-van-een-ander';
const CLAIM_CHANGED = 'registratie.claim-onveranderlijk';

describe('a koppeling that is refused', () => {
  const approved = goedgekeurd(aanmelding);
  const realised = gerealiseerd(approved);
  const koppeling = koppelingOf(aanmelding);
  const ref = koppeling.nmbrs.inloggegevensRef;
  const moved = { ...koppeling, versie: 1 };
  const ACCOUNT = 'registratie.account-vastgehouden';
  const EXISTS = 'registratie.koppeling-bestaat-al';
  const later = { ...realised, claim, versie: 9 };
  const register = (one: Registratie) => one.registerKoppeling(koppeling, realised, regel);
  const move = (one: Registratie) => one.moveKoppeling(moved, ref, realised, regel);
  const together = (one: Registratie) => one.replaceTogether(moved, realised, regel);
  const replace = (one: Registratie) => one.replaceKoppeling(moved, regel);

  it.each<readonly [string, typeof register, readonly Reason[], string]>([
    [
      'as new: all of it is there',
      register,
      [failed(realised), failed(koppeling), failed(), held, failed()],
      'opgeslagen',
    ],
    ['as new: its aanmelding moved on', register, [failed(later), failed(), failed(), held, failed()], 'verouderd'],
    ['as new: its aanmelding holds another claim', register, [failed({ ...approved, claim: 'x' })], CLAIM_CHANGED],
    ['as new: the claim is another one’s', register, [held, failed(koppeling), failed(), held, failed()], CLAIM],
    ['as new: it exists', register, [held, failed(koppeling), held, held, held], EXISTS],
    ['as new: it exists, and its account is held', register, [held, failed(koppeling), failed(), held, held], EXISTS],
    ['as new: its account is held', register, [held, held, failed(), held, held], ACCOUNT],
    ['as moved: it is there', move, [failed(moved), failed(realised), failed()], 'opgeslagen'],
    ['as moved: it moved on', move, [failed({ ...moved, versie: 9 }), held, held], 'verouderd'],
    ['as moved: its aanmelding moved on', move, [held, failed(later), failed()], 'verouderd'],
    ['as moved: its aanmelding holds another claim', move, [held, failed({ ...approved, claim: 'x' })], CLAIM_CHANGED],
    ['as moved: its account is held', move, [held, held, failed()], ACCOUNT],
    ['as moved: it is there, and its aanmelding moved on since', move, [failed(moved), failed(later)], 'opgeslagen'],
    [
      'with its aanmelding: it is there, and that moved on since',
      together,
      [failed(moved), failed(later)],
      'opgeslagen',
    ],
    ['with its aanmelding: both are there', together, [failed(moved), failed(realised)], 'opgeslagen'],
    ['with its aanmelding: it moved on', together, [failed({ ...moved, versie: 9 }), held], 'verouderd'],
    ['with its aanmelding: that moved on', together, [held, failed(later)], 'verouderd'],
    [
      'with its aanmelding: that holds another claim',
      together,
      [held, failed({ ...approved, claim: 'x' })],
      CLAIM_CHANGED,
    ],
    ['as replaced: it is there', replace, [failed(moved)], 'opgeslagen'],
    ['as replaced: it moved on', replace, [failed({ ...moved, versie: 9 })], 'verouderd'],
    ['as replaced: it is not there', replace, [failed()], 'verouderd'],
  ])('%s', async (_when, call, reasons, expected) => {
    expect(await madeOf(call, reasons)).toEqual([expected, 1]);
  });

  it('because it exists says of which aanmelding it is not', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(held, failed(koppeling), held, held, held));
    await expect(register(registratie)).rejects.toMatchObject({
      name: DEFECT,
      message: `${koppeling.koppelingId} exists although its aanmelding is not realised`,
    });
  });
});

describe('parts of an exchange that are refused', () => {
  const running = { ...lopend(geplandeUitwisseling()), delen: 2, resterend: 2 };
  const { uitwisselingId: id } = running;
  const [deel] = delenTot(1);
  const open = { deel, gedaan: false };

  /** The exchange runs, and has only the parts that are given. */
  function mocked(part?: object) {
    const made = mockedRegistratie();
    made.mock.on(GetCommand).callsFake(({ Key }) => {
      const stored = Key.sk === 'UITWISSELING' ? running : part;
      return stored === undefined ? {} : { Item: { ...Key, ...stored } };
    });
    return made;
  }

  it.each<readonly [string, readonly Reason[]]>([
    ['there is none of that number', [failed(), held]],
    ['nothing remains', [held, failed(running)]],
    ['it is open, and nothing remains', [failed(open), failed(running)]],
  ])('as done are a defect by its name: %s', async (_when, reasons) => {
    const { mock, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled(...reasons));
    await expect(registratie.completeDeel(id, 1)).rejects.toMatchObject({
      name: DEFECT,
      code: 'registratie.deel-telt-niet-mee',
      message: `part 1 of ${id} does not exist, or is open while nothing remains`,
    });
  });

  it('as done, because they are done, count no more', async () => {
    const { mock, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled(failed({ ...open, gedaan: true }), held));
    expect(await registratie.completeDeel(id, 1)).toEqual(running);
  });

  it('as replaced, because there is none of that number, are a defect by its name', async () => {
    const { mock, registratie } = mocked();
    const werk: WerknemersWerk = { soort: 'werknemers', werknemerIds: [WerknemerId.parse(1)] };
    await expect(registratie.replaceDeel(id, 9, [werk], regel)).rejects.toMatchObject({
      name: DEFECT,
      code: 'registratie.deel-telt-niet-mee',
      message: `part 9 of ${id} does not exist`,
    });
    expect(mock.commandCalls(TransactWriteCommand)).toEqual([]);
  });

  it('as a plan are outdated at the first refusal, and nothing is written after it', async () => {
    const next = { ...running, versie: 9 };
    const store = (one: Registratie) => one.storeDelen(next, delenTot(120), regel);
    expect(await madeOf(store, [failed(running), held])).toEqual(['verouderd', 1]);
    expect(await madeOf(store, [held, failed({ ...open, gedaan: true })])).toEqual(['verouderd', 1]);
  });

  it('as a plan are written while they are not there or open, and never over one that is done', async () => {
    const { mock, registratie } = mocked();
    await registratie.storeDelen({ ...running, versie: 9 }, delenTot(1), regel);
    const [, put] = mock.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(put?.Put).toMatchObject({
      ConditionExpression: 'attribute_not_exists(pk) OR gedaan = :nee',
      ExpressionAttributeValues: { ':nee': false },
    });
  });

  it('of one that is listed and gone are none: it is passed over', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(QueryCommand).resolves({ Items: [{ pk: 'x', sk: `UITWISSELING#${id}`, uitwisselingId: id }] });
    expect(await registratie.listUitwisselingen(running.koppelingId)).toEqual([]);
  });
});

describe('a claim of which nothing is told but that it is there', () => {
  const hex = 'a1'.repeat(32);
  const sleutel = { onderwerp: newAanmeldingId(), soort: 'gerealiseerd', gelegenheid: '1' } as const;
  const idempotentie = Idempotentie.parse({ sleutel: hex, zout: hex, inhoud: hex, verlooptOp: NU });

  it.each([
    ['claimBericht', (one: Registratie) => one.claimBericht(sleutel, NU)],
    ['claimIdempotentie', (one: Registratie) => one.claimIdempotentie(idempotentie, NU)],
  ])('is a defect by its name: %s', async (name, call) => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(PutCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: '' }));
    await expect(call(registratie)).rejects.toMatchObject({ name: DEFECT, code: `aws.registratie.${name}` });
  });
});
