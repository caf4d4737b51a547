import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { createMemoryIdentiteit } from '../../../adapters/memory/identiteit.ts';
import type { Registratie } from '../../../adapters/registratie.ts';
import { AanmeldingStatus } from '../../../core/aanmelding/aanmelding.ts';
import { Aanvraag } from '../../../core/aanmelding/aanvraag.ts';
import { CapabilityHash, KantoorId } from '../../../core/ids.ts';
import { kantoorIdOf } from '../../../core/toegang/identify-kantoor.ts';
import { bevestigdKantoor, gemaildeToegang } from '../../../core/toegang/kantoor.ts';
import { auditRegel, gecontroleerd, ingenomen, NU, wachtend } from '../../contracts/voorbeelden.ts';
import { mockedRegistratie } from './mocked-registratie.ts';
import { serviceError } from './no-pause.ts';

// Of the requests that wait for a confirmation: what the table is asked, and what its items have beside the value.

const waiting = wachtend(undefined, 'Salaris@Duinzicht.example');
const { aanmeldingId, gegevens } = waiting;
const regel = auditRegel(aanmeldingId);
const aanvraagIn = (status: Aanvraag['status']) =>
  Aanvraag.parse({
    ...{ aanvraagId: aanmeldingId, versie: 1, status, ontvangenOp: NU, email: gegevens.salarisverwerker.email },
    ...{ aanmeldingen: [aanmeldingId], adrescorrecties: 0, codes: [] },
  });
const hash = CapabilityHash.parse('a1'.repeat(32));
const kantoorId = KantoorId.parse(hash);

function mocked() {
  const made = mockedRegistratie();
  made.mock.on(TransactWriteCommand).resolves({});
  return made;
}
const itemsIn = ({ mock }: ReturnType<typeof mocked>) =>
  mock
    .commandCalls(TransactWriteCommand)
    .flatMap(({ args }) => args[0].input.TransactItems?.map(({ Put }) => Put?.Item));
async function itemsOf(write: (one: Registratie) => Promise<unknown>) {
  const made = mocked();
  await write(made.registratie);
  return itemsIn(made);
}
const secondsAt = (text: string) => Date.parse(text) / 1000;

describe('the item of an aanvraag', () => {
  it.each(['onbevestigd', 'token-te-wissen', 'token-gewist', 'te-wissen', 'bevestigd'] as const)(
    'stands in the index of the werkvoorraad, and stays, as long as there is something to do: %s',
    async (status) => {
      const [item] = await itemsOf((one) => one.replaceAanvraag(aanvraagIn(status)));
      expect(item).toMatchObject({
        pk: `AANVRAAG#${aanmeldingId}`,
        sk: 'AANVRAAG',
        status,
        sinds: NU,
        schemaVersie: 1,
      });
      expect(item).not.toHaveProperty('ttl');
    },
  );

  it('goes by itself 30 days after it came in once it is done, and is in no index', async () => {
    const [item] = await itemsOf((one) => one.replaceAanvraag(aanvraagIn('klaar')));
    expect(item).toMatchObject({ status: 'klaar', ttl: secondsAt('2026-12-24T09:00:00Z') });
    expect(item).not.toHaveProperty('sinds');
  });

  it('is in a state that no aanmelding has: they share an index', () => {
    const both = AanmeldingStatus.options.filter((status) => Aanvraag.shape.status.safeParse(status).success);
    expect(both).toEqual([]);
  });
});

describe('the item of an aanmelding', () => {
  it('names neither a claim nor an office while it waits', async () => {
    const [item] = await itemsOf((one) => one.registerWachtende(waiting, regel));
    expect(item).toMatchObject({ pk: `AANMELDING#${aanmeldingId}`, status: 'wacht-op-bevestiging', sinds: NU });
    expect(Object.keys(item ?? {}).filter((name) => ['claim', 'kantoor', 'ttl'].includes(name))).toEqual([]);
  });

  it('names the office as the core does from then on, in each state that it is replaced in', async () => {
    const taken = ingenomen(waiting);
    const kantoor = kantoorIdOf(createMemoryIdentiteit(), gegevens.salarisverwerker.email);
    const [first, claim] = await itemsOf((one) => one.takeIn(taken, regel));
    expect(first).toMatchObject({ status: 'ontvangen', kantoor, claim: String(claim?.pk).replace('CLAIM#', '') });
    expect(claim).toMatchObject({ sk: 'CLAIM', aanmeldingId });
    const [next] = await itemsOf((one) => one.replaceAanmelding(gecontroleerd(taken), regel));
    expect(next).toMatchObject({ status: 'wordt-gecontroleerd', kantoor });
  });
});

describe('the items of a kantoor', () => {
  it('are that it was confirmed, which stays, and what its key opens, which goes with the key', async () => {
    const items = await itemsOf((one) => one.storeKantoor(bevestigdKantoor(kantoorId, hash, NU)));
    expect(items).toMatchObject([
      { pk: `KANTOOR#${kantoorId}`, sk: 'KANTOOR', sleutelHash: hash },
      { pk: `KANTOORTOEGANG#${hash}`, sk: 'KANTOORTOEGANG', soort: 'sleutel', ttl: secondsAt('2027-05-23T09:00:00Z') },
    ]);
    expect(items[0]).not.toHaveProperty('ttl');
  });

  it('are one for each code that was mailed, for 14 days', async () => {
    const items = await itemsOf((one) => one.storeKantoortoegang(gemaildeToegang('code', { kantoorId, hash }, NU)));
    expect(items).toMatchObject([{ soort: 'code', ttl: secondsAt('2026-12-08T09:00:00Z') }]);
  });

  it('are a counter for each hour or day, for two days', async () => {
    const { mock, registratie } = mocked();
    const grens = { wie: kantoorId, wat: 'bevestiging', aantal: 3 } as const;
    await registratie.countPost({ ...grens, per: 'uur' }, NU);
    await registratie.countPost({ ...grens, wie: 'iedereen', per: 'dag' }, NU);
    const inputs = mock.commandCalls(UpdateCommand).map(({ args }) => args[0].input);
    expect(inputs.map(({ Key }) => Key)).toEqual([
      { pk: `POST#${kantoorId}`, sk: 'bevestiging#2026-11-24T09' },
      { pk: 'POST#iedereen', sk: 'bevestiging#2026-11-24' },
    ]);
    expect(inputs[0]?.ExpressionAttributeValues).toMatchObject({
      ':ttl': secondsAt('2026-11-26T09:00:00Z'),
      ':een': 1,
      ':meeste': 3,
    });
  });
});

describe('taking an aanmelding in', () => {
  const cancelled = (...reasons: (object | undefined)[]) =>
    new TransactionCanceledException({
      ...{ $metadata: {}, message: '' },
      CancellationReasons: reasons.map((item) =>
        item === undefined ? { Code: 'None' } : { Code: 'ConditionalCheckFailed', Item: marshall(item) },
      ),
    });
  const taken = { pk: 'x', sk: 'CLAIM', aanmeldingId };
  const stored = (item: object) => ({ pk: 'x', sk: 'AANMELDING', ...item });
  const next = ingenomen(waiting);

  it.each([
    ['only the claim is taken', 'bezet', [undefined, taken, undefined]],
    ['it is there as it should be', 'opgeslagen', [stored({ ...next, claim: 'x', kantoor: 'x' }), taken, undefined]],
    ['it was corrected meanwhile', 'verouderd', [stored({ ...waiting, versie: 1 }), taken, undefined]],
  ])('where %s is %s', async (_why, outcome, reasons) => {
    const { mock, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled(...reasons));
    expect(await registratie.takeIn(next, regel)).toBe(outcome);
  });

  it('is written only over one that waits', async () => {
    const { mock, registratie } = mocked();
    await registratie.takeIn(next, regel);
    const [own, claim, line, ...more] = mock.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(own?.Put).toMatchObject({
      ConditionExpression: 'versie = :vorige AND #status = :wacht',
      ExpressionAttributeValues: { ':vorige': 0, ':wacht': 'wacht-op-bevestiging' },
    });
    expect([claim?.Put?.ConditionExpression, line?.Put?.Item?.sk, more]).toEqual([
      'attribute_not_exists(pk)',
      'AUDIT#000001',
      [],
    ]);
  });
});

describe('erasing an aanmelding that waits', () => {
  it('takes first itself, then page by page its trail and its mails', async () => {
    const { mock, registratie } = mocked();
    const own = `AANMELDING#${aanmeldingId}`;
    const mails = `BERICHT#${aanmeldingId}`;
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ pk: own, sk: 'AUDIT#000001' }], LastEvaluatedKey: { pk: own, sk: 'AUDIT#000001' } })
      .resolvesOnce({ Items: [{ pk: own, sk: 'AUDIT#000002' }] })
      .resolves({ Items: [{ pk: mails, sk: 'bevestig-adres#1' }] });
    await registratie.eraseWachtende(aanmeldingId);
    expect(mock.commandCalls(DeleteCommand).map(({ args }) => args[0].input.Key)).toEqual([
      { pk: own, sk: 'AANMELDING' },
      { pk: own, sk: 'AUDIT#000001' },
      { pk: own, sk: 'AUDIT#000002' },
      { pk: mails, sk: 'bevestig-adres#1' },
    ]);
  });

  it('takes nothing of one that moved on', async () => {
    const { mock, registratie } = mocked();
    mock.on(DeleteCommand).rejects(serviceError('ConditionalCheckFailedException', 400));
    await registratie.eraseWachtende(aanmeldingId);
    expect([mock.commandCalls(DeleteCommand).length, mock.commandCalls(QueryCommand).length]).toEqual([1, 0]);
  });
});

describe('the list of an office', () => {
  it('goes on in its index after the place that it is given, and asks no more than it needs', async () => {
    const { mock, registratie } = mocked();
    await registratie.listVanKantoor(kantoorId, 100, { sinds: NU, aanmeldingId });
    expect(mock.commandCalls(QueryCommand).map(({ args }) => args[0].input)).toEqual([
      expect.objectContaining({
        ExpressionAttributeValues: { ':kantoor': kantoorId },
        ExclusiveStartKey: { pk: `AANMELDING#${aanmeldingId}`, sk: 'AANMELDING', kantoor: kantoorId, ontvangenOp: NU },
        Limit: 101,
      }),
    ]);
  });
});
