import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../../adapters/registratie.ts';
import { TRANSIENT } from '../../../core/errors.ts';
import { CapabilityHash, KantoorId, TaakToken, WerknemerId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import type { WerknemersWerk } from '../../../core/uitwisseling/uitwisseling.ts';
import {
  auditRegel,
  delenTot,
  geplandeUitwisseling,
  ingenomen,
  koppelingOf,
  lopend,
  NU,
  ontvangenAanmelding,
  wachtend,
} from '../../contracts/voorbeelden.ts';
import { mockedRegistratie } from './mocked-registratie.ts';
import { serviceError } from './no-pause.ts';

const aanmelding = ontvangenAanmelding();
const { aanmeldingId } = aanmelding;
const regel = auditRegel(aanmeldingId);
const koppeling = koppelingOf(aanmelding);
const { inloggegevensRef } = koppeling.nmbrs;
const { koppelingId } = koppeling;
const running = { ...lopend(geplandeUitwisseling()), delen: 1, resterend: 1 };
const { uitwisselingId } = running;
const [deel] = delenTot(1);
const werk: WerknemersWerk = { soort: 'werknemers', werknemerIds: [], groepen: ['persoon'] };
const waiting = wachtend();
const hash = CapabilityHash.parse('a1'.repeat(32));
const kantoorId = KantoorId.parse(hash);
const sleutel = { onderwerp: aanmeldingId, soort: 'gerealiseerd', gelegenheid: '1' } as const;

function mocked() {
  const made = mockedRegistratie();
  made.mock.on(GetCommand).resolves({}).on(TransactWriteCommand).resolves({});
  return made;
}

/** Everything that reads, by itself or before it writes. */
const READS: readonly (readonly [string, (registratie: Registratie) => Promise<unknown>])[] = [
  ['findAanmelding', (one) => one.findAanmelding(aanmeldingId)],
  ['isBezet', (one) => one.isBezet(aanmelding.gegevens.werkgever)],
  ['registerAanmelding', (one) => one.registerAanmelding(aanmelding, regel)],
  ['findKoppeling', (one) => one.findKoppeling(koppelingId)],
  ['listKoppelingenVan', (one) => one.listKoppelingenVan(inloggegevensRef)],
  ['findUitwisseling', (one) => one.findUitwisseling(uitwisselingId)],
  ['listUitwisselingen', (one) => one.listUitwisselingen(koppelingId)],
  ['storeDelen', (one) => one.storeDelen(running, delenTot(1), regel)],
  ['findDeel', (one) => one.findDeel(uitwisselingId, 1)],
  ['listDelen', (one) => one.listDelen(uitwisselingId)],
  ['completeDeel', (one) => one.completeDeel(uitwisselingId, 1)],
  ['replaceDeel', (one) => one.replaceDeel(uitwisselingId, 1, [werk], regel)],
  ['listBerichten', (one) => one.listBerichten(aanmeldingId)],
  ['listAudit', (one) => one.listAudit(aanmeldingId)],
  ['hasToegang', (one) => one.hasToegang(aanmeldingId, hash, NU)],
  ['findAanvraag', (one) => one.findAanvraag(aanmeldingId)],
  ['registerWachtende', (one) => one.registerWachtende(waiting, regel)],
  ['takeIn', (one) => one.takeIn(ingenomen(waiting), regel)],
  ['eraseWachtende', (one) => one.eraseWachtende(aanmeldingId)],
  ['findKantoor', (one) => one.findKantoor(kantoorId)],
  ['findKantoortoegang', (one) => one.findKantoortoegang(hash)],
];

describe('what is decided on', () => {
  it.each(READS)('is read as it is now, and not as it was a moment ago: %s', async (_name, read) => {
    const { mock, registratie } = mocked();
    await read(registratie);
    const inputs = [...mock.commandCalls(GetCommand), ...mock.commandCalls(QueryCommand)].map(
      ({ args }) => args[0].input,
    );
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter(({ ConsistentRead }) => ConsistentRead !== true)).toEqual([]);
  });

  it.each([
    ['werkvoorraad', (one: Registratie) => one.listAanmeldingen({ status: 'ontvangen', aantal: 5 })],
    ['werkvoorraad', (one: Registratie) => one.listAanvragen({ status: 'onbevestigd', tot: NU, aantal: 5 })],
    ['kantoor', (one: Registratie) => one.listVanKantoor(kantoorId, 5)],
  ])('is asked of an index by three lists alone, which cannot be read so: %s', async (IndexName, list) => {
    const { mock, registratie } = mocked();
    await list(registratie);
    const inputs = mock.commandCalls(QueryCommand).map(({ args }) => args[0].input);
    expect(inputs).toEqual([expect.objectContaining({ IndexName })]);
  });
});

describe('a list of more than a page', () => {
  const LISTS: readonly (readonly [string, (one: Registratie) => Promise<readonly unknown[]>, object, object])[] = [
    [
      'listKoppelingenVan',
      (one) => one.listKoppelingenVan(inloggegevensRef),
      { koppelingId, bedrijfId: 1 },
      { koppelingId, bedrijfId: 2 },
    ],
    ['listDelen', (one) => one.listDelen(uitwisselingId), { deel, gedaan: true }, { deel, gedaan: false }],
    [
      'listBerichten',
      (one) => one.listBerichten(aanmeldingId),
      { sk: 'ontvangen#1', status: 'bezig', geclaimdOp: NU },
      { sk: 'afgewezen#1', status: 'bezig', geclaimdOp: NU },
    ],
  ];

  it.each(LISTS)('is read to its end: %s', async (_name, list, first, second) => {
    const { mock, registratie } = mocked();
    const at = { pk: 'x', sk: 'y' };
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ ...at, ...first }], LastEvaluatedKey: at })
      .resolves({ Items: [{ ...at, ...second }] });
    await expect(list(registratie)).resolves.toHaveLength(2);
    expect(mock.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey).toEqual(at);
  });

  it('of which a page is asked for is read no further than that', async () => {
    const { mock, registratie } = mocked();
    const at = { pk: 'x', sk: 'y' };
    const Items = [1, 2].map(() => ({ ...at, ...ontvangenAanmelding() }));
    mock.on(QueryCommand).resolvesOnce({ Items, LastEvaluatedKey: at }).resolves({ Items: [] });
    const page = await registratie.listAanmeldingen({ status: 'ontvangen', aantal: 1 });
    expect([page.aanmeldingen.length, page.meer]).toEqual([1, true]);
    expect(mock.commandCalls(QueryCommand)).toHaveLength(1);
  });

  it('of mails has them in the order of their moments, and of their keys where these are one', async () => {
    const { mock, registratie } = mocked();
    const moments = { a: '2026-11-25', b: '2026-11-24', c: '2026-11-26', d: '2026-11-24' };
    const Items = Object.entries(moments).map(([naam, dag]) => ({
      ...{ pk: 'x', sk: `ontvangen#${naam}`, status: 'bezig', geclaimdOp: `${dag}T09:00:00.000Z` },
    }));
    mock.on(QueryCommand).resolves({ Items });
    const listed = await registratie.listBerichten(aanmeldingId);
    expect(listed.map(({ gelegenheid }) => gelegenheid)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('of exchanges from a year on is two ranges of keys, however many there were before', async () => {
    const { mock, registratie } = mocked();
    await registratie.listUitwisselingen(koppelingId, 2026);
    const asked = mock.commandCalls(QueryCommand).map(({ args }) => args[0].input.ExpressionAttributeValues);
    expect(asked).toEqual([
      { ':pk': `KOPPELING#${koppelingId}`, ':van': `UITWISSELING#${koppelingId}_2026`, ':tot': 'UITWISSELING#~' },
      { ':pk': `KOPPELING#${koppelingId}`, ':prefix': 'OPEN#' },
    ]);
    expect(mock.commandCalls(GetCommand)).toEqual([]);
  });

  it('of which the last ones are asked is read from its end, and no further', async () => {
    const { mock, registratie } = mocked();
    mock.on(QueryCommand).resolves({ Items: [], LastEvaluatedKey: { pk: 'x', sk: 'y' } });
    await registratie.listAudit(aanmeldingId, 200);
    const asked = mock.commandCalls(QueryCommand).map(({ args }) => args[0].input);
    expect(asked).toEqual([expect.objectContaining({ Limit: 200, ScanIndexForward: false, ConsistentRead: true })]);
  });

  it.each([
    ['listAudit', (one: Registratie) => one.listAudit(aanmeldingId)],
    ['listUitwisselingen', (one: Registratie) => one.listUitwisselingen(koppelingId)],
    ['listAanmeldingen', (one: Registratie) => one.listAanmeldingen({ status: 'ontvangen', aantal: 5 })],
    ['listVanKantoor', (one: Registratie) => one.listVanKantoor(kantoorId, 5)],
  ])('is asked for until there is no next one: %s', async (_name, list) => {
    const { mock, registratie } = mocked();
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [], LastEvaluatedKey: { pk: 'x', sk: 'y' } })
      .resolves({ Items: [] });
    await list(registratie);
    expect(mock.commandCalls(QueryCommand)).toHaveLength(2);
  });
});

const META = { $metadata: {} };
const conflict = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({ ...META, message: '', CancellationReasons: codes.map((Code) => ({ Code })) });

describe('a mail', () => {
  it.each([
    ['eenmalig', undefined],
    ['2026-11-24', Date.parse('2029-02-01T09:00:00Z') / 1000],
  ])('is remembered for 800 days, unless it is sent once in a life: %s', async (gelegenheid, ttl) => {
    const { mock, registratie } = mocked();
    await registratie.claimBericht({ ...sleutel, gelegenheid }, Tijdstip.parse('2026-11-24T09:00:00.000Z'));
    expect(mock.commandCalls(PutCommand)[0]?.args[0].input.Item?.ttl).toBe(ttl);
  });
});

/** What is put, by single writes and in transactions, of items that the table removes by itself. */
const ttlsIn = (mock: ReturnType<typeof mocked>['mock']): readonly unknown[] =>
  [
    ...mock.commandCalls(PutCommand).map(({ args }) => args[0].input.Item),
    ...mock
      .commandCalls(TransactWriteCommand)
      .flatMap(({ args }) => args[0].input.TransactItems?.map(({ Put }) => Put?.Item)),
  ].flatMap((item) => item?.ttl ?? []);

describe('what names employees by their ids, or answers a request that is sent again', () => {
  const in130Days = Date.parse('2027-04-03T09:00:00Z') / 1000;

  it('is a part that is kept for 130 days from when it was made', async () => {
    const { mock, registratie } = mocked();
    await registratie.storeDelen({ ...running, gestartOp: NU }, delenTot(2), { ...regel, op: NU });
    expect(ttlsIn(mock)).toEqual([in130Days, in130Days]);
  });

  it('is a part that took the place of another, and is kept as long', async () => {
    const { mock, registratie } = mocked();
    mock.on(GetCommand).callsFake(({ Key }) => ({
      Item: Key.sk === 'UITWISSELING' ? { ...Key, ...running } : { ...Key, deel, gedaan: false },
    }));
    const stuk = { ...werk, werknemerIds: [WerknemerId.parse(1000)] };
    await registratie.replaceDeel(uitwisselingId, 1, [stuk, stuk], { ...regel, op: NU });
    expect(ttlsIn(mock)).toEqual([in130Days, in130Days]);
  });

  it('is the record of a key, which is removed when it has run out', async () => {
    const { mock, registratie } = mocked();
    const hex = 'a1'.repeat(32);
    const verlooptOp = Tijdstip.parse('2026-11-25T09:00:00.500Z');
    await registratie.claimIdempotentie({ sleutel: hex, zout: hex, inhoud: hex, verlooptOp }, NU);
    expect(ttlsIn(mock)).toEqual([Date.parse('2026-11-25T09:00:01Z') / 1000]);
  });
});

describe('a write that runs into another one', () => {
  const WRITES: readonly (readonly [string, (one: Registratie) => Promise<unknown>])[] = [
    ['completeDeel', (one) => one.completeDeel(uitwisselingId, 1)],
    ['noteDeelFout', (one) => one.noteDeelFout(uitwisselingId, 1, 'nmbrs-x')],
    ['replaceUitwisseling', (one) => one.replaceUitwisseling(running, regel)],
    ['replaceKoppeling', (one) => one.replaceKoppeling(koppeling, regel)],
  ];

  it.each(WRITES)('is done again: %s', async (_name, write) => {
    const { mock, rounds, registratie } = mocked();
    mock.on(GetCommand).resolves({ Item: { pk: 'x', sk: 'UITWISSELING', ...running } });
    mock.on(TransactWriteCommand).rejectsOnce(conflict('TransactionConflict', 'None')).resolves({});
    await expect(write(registratie)).resolves.not.toThrow();
    expect(rounds).toEqual([0]);
  });

  it.each(WRITES)('is a hold-up and no defect when it goes on: %s', async (_name, write) => {
    const { mock, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(conflict('None', 'TransactionConflict'));
    await expect(write(registratie)).rejects.toMatchObject({ name: TRANSIENT });
  });

  it.each([
    ['claimBericht', (one: Registratie) => one.claimBericht(sleutel, NU)],
    ['markBerichtSent', (one: Registratie) => one.markBerichtSent(sleutel, NU)],
    ['rememberVerdeelTaak', (one: Registratie) => one.rememberVerdeelTaak(uitwisselingId, TaakToken.parse('taak'))],
    [
      'holdAccount',
      (one: Registratie) => one.holdAccount(inloggegevensRef, 'iemand', Tijdstip.parse('2026-11-24T09:15:00.000Z')),
    ],
  ])('of a single item is a hold-up and no defect: %s', async (_name, write) => {
    const { mock, registratie } = mocked();
    const error = serviceError('TransactionConflictException');
    mock.on(PutCommand).rejects(error).on(UpdateCommand).rejects(error);
    await expect(write(registratie)).rejects.toMatchObject({ name: TRANSIENT });
  });
});
