import { ConditionalCheckFailedException, ScanCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createDynamoClient } from '../../../adapters/aws/clients.ts';
import { createRegistratie } from '../../../adapters/aws/registratie.ts';
import { sha256 } from '../../../adapters/node/sha256.ts';
import { numbersInOne } from '../../../core/aanmelding/werkgevernummers.ts';
import { schakelOf } from '../../../core/audit/audit.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { TaakToken } from '../../../core/ids.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import {
  afgewezen,
  auditRegel,
  delenTot,
  gecontroleerd,
  geplandeUitwisseling,
  gerealiseerd,
  goedgekeurd,
  ingehaald,
  koppelingOf,
  lopend,
  NU,
  newAanmeldingId,
  newUitwisselingId,
  ontvangenAanmelding,
  wachtOpAkkoord,
} from '../../contracts/voorbeelden.ts';
import { type EmulatedTable, startEmulatedTable } from './emulated-table.ts';
import { mockedRegistratie } from './mocked-registratie.ts';
import { networkError, serviceError } from './no-pause.ts';

const META = { $metadata: {} };
const cancelled = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({ ...META, message: '', CancellationReasons: codes.map((Code) => ({ Code })) });

const aanmelding = ontvangenAanmelding();
const regel = auditRegel(aanmelding.aanmeldingId);

describe('the table out of reach', () => {
  it.each([
    ['throttled', serviceError('ThrottlingException')],
    ['overloaded', serviceError('ProvisionedThroughputExceededException')],
    ['failing', serviceError('InternalServerError', 500)],
    ['not reachable', networkError('ECONNREFUSED')],
  ])('%s is a hold-up for reading and writing', async (_how, error) => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(GetCommand).rejects(error).on(TransactWriteCommand).rejects(error);
    await expect(registratie.findAanmelding(aanmelding.aanmeldingId)).rejects.toMatchObject({ name: TRANSIENT });
    await expect(registratie.registerAanmelding(aanmelding, regel)).rejects.toMatchObject({ name: TRANSIENT });
  });

  it('forbidden is a defect', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(GetCommand).rejects(serviceError('AccessDeniedException'));
    await expect(registratie.findAanmelding(aanmelding.aanmeldingId)).rejects.toMatchObject({ name: DEFECT });
  });
});

describe('a cancelled transaction', () => {
  it('that collided with another is tried again', async () => {
    const { mock, rounds, registratie } = mockedRegistratie();
    mock
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('TransactionConflict', 'None', 'None'))
      .resolves({});
    await expect(registratie.registerAanmelding(aanmelding, regel)).resolves.toBe('opgeslagen');
    expect(rounds).toEqual([0]);
  });

  it('that goes on colliding is a hold-up after five rounds', async () => {
    const { mock, rounds, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled('None', 'TransactionConflict', 'ThrottlingError'));
    await expect(registratie.registerAanmelding(aanmelding, regel)).rejects.toMatchObject({ name: TRANSIENT });
    expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(5);
    expect(rounds).toEqual([0, 1, 2, 3]);
  });

  it.each(['ValidationError', 'ItemCollectionSizeLimitExceeded'])('because of %s is a defect', async (code) => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled(code, 'None', 'None'));
    await expect(registratie.registerAanmelding(aanmelding, regel)).rejects.toMatchObject({ name: DEFECT });
  });

  it('that lost only the number of its audit line takes the next one', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [auditItem(3)] })
      .resolves({ Items: [auditItem(4)] });
    mock
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'None', 'ConditionalCheckFailed'))
      .resolves({});
    await expect(registratie.registerAanmelding(aanmelding, regel)).resolves.toBe('opgeslagen');
    const numbers = mock.commandCalls(TransactWriteCommand).map((call) => sortKeys(call.args[0].input).at(-1));
    expect(numbers).toEqual(['AUDIT#000004', 'AUDIT#000005']);
    const linked = mock.commandCalls(TransactWriteCommand).map((call) => lastPut(call.args[0].input)?.vorige);
    expect(linked).toEqual([auditItem(3).hash, auditItem(4).hash]);
  });

  it('that found its claim with someone else is a defect', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed', 'None'));
    await expect(registratie.replaceAanmelding(afgewezen(aanmelding), regel)).rejects.toMatchObject({ name: DEFECT });
  });

  it('that met the same version with the same content counts as stored', async () => {
    const { mock, registratie } = mockedRegistratie();
    const next = gecontroleerd(aanmelding);
    const Item = marshall({ pk: 'a', sk: 'b', claim: 'c', ...next });
    const reasons = [{ Code: 'ConditionalCheckFailed', Item }, { Code: 'None' }];
    mock
      .on(TransactWriteCommand)
      .rejects(new TransactionCanceledException({ ...META, message: '', CancellationReasons: reasons }));
    await expect(registratie.replaceAanmelding(next, regel)).resolves.toBe('opgeslagen');
  });
});

const sortKeys = ({ TransactItems = [] }: TransactWriteCommandInput): unknown[] =>
  TransactItems.map(({ Put, Delete, Update, ConditionCheck }) => {
    const key = Put?.Item ?? Delete?.Key ?? Update?.Key ?? ConditionCheck?.Key;
    return key?.sk;
  });

const lastPut = ({ TransactItems = [] }: TransactWriteCommandInput) => TransactItems.at(-1)?.Put?.Item;

const auditItem = (nummer: number) => ({
  ...{ pk: 'AANMELDING#x', sk: `AUDIT#00000${nummer}` },
  ...schakelOf(regel, { ...schakelOf(regel, undefined, sha256), nummer: nummer - 1 }, sha256),
});

describe('an item that does not parse', () => {
  it('is a defect that names the fields and nothing of their content', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock
      .on(GetCommand)
      .resolves({ Item: { pk: 'x', sk: 'AANMELDING', ...aanmelding, capabilityHash: 'geheim', versie: 'een' } });
    const failed = registratie.findAanmelding(aanmelding.aanmeldingId);
    await expect(failed).rejects.toMatchObject({
      name: DEFECT,
      code: 'registratie.onleesbaar',
      message: expect.stringMatching(/AANMELDING.*versie.*capabilityHash/),
    });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('geheim') });
  });

  it('is a defect whatever its key is', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(GetCommand).resolves({ Item: { pk: 'x', sk: 1, ...aanmelding, versie: 'een' } });
    await expect(registratie.findAanmelding(aanmelding.aanmeldingId)).rejects.toMatchObject({ name: DEFECT });
  });
});

describe('the claim on a mail', () => {
  const sleutel = { onderwerp: newAanmeldingId(), soort: 'gerealiseerd', gelegenheid: '1' } as const;

  it('is recognised as one’s own when the answer got lost and the SDK tried again', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(PutCommand).callsFake(({ Item }) => {
      throw new ConditionalCheckFailedException({ ...META, message: '', Item: marshall(Item) });
    });
    await expect(registratie.claimBericht(sleutel, NU)).resolves.toBe('nieuw');
  });

  it('of someone else is not', async () => {
    const { mock, registratie } = mockedRegistratie();
    const Item = marshall({ pk: 'x', sk: 'y', status: 'bezig', claim: 'een ander', geclaimdOp: NU });
    mock.on(PutCommand).rejects(new ConditionalCheckFailedException({ ...META, message: '', Item }));
    await expect(registratie.claimBericht(sleutel, NU)).resolves.toBe('bezig');
  });
});

describe('the token that waits for the parts', () => {
  it('is written again when a part gets done at the same moment', async () => {
    const { mock, registratie } = mockedRegistratie();
    const running = lopend(geplandeUitwisseling());
    mock
      .on(UpdateCommand)
      .rejectsOnce(serviceError('TransactionConflictException'))
      .resolves({ Attributes: { pk: 'x', sk: 'y', ...running } });
    const token = TaakToken.parse('token-1');
    await expect(registratie.rememberVerdeelTaak(running.uitwisselingId, token)).resolves.toEqual(running);
  });

  it('that goes on colliding is a hold-up', async () => {
    const { mock, registratie } = mockedRegistratie();
    mock.on(UpdateCommand).rejects(serviceError('TransactionConflictException'));
    const token = TaakToken.parse('token-1');
    await expect(registratie.rememberVerdeelTaak(newUitwisselingId(), token)).rejects.toMatchObject({
      name: TRANSIENT,
    });
  });
});

describe('the stored items', () => {
  let table: EmulatedTable;
  beforeAll(async () => {
    table = await startEmulatedTable();
  });
  afterAll(() => table.stop());

  const started = async (registratie: ReturnType<typeof createRegistratie>) => {
    const planned = geplandeUitwisseling();
    await registratie.ensureUitwisseling(planned, regel);
    await registratie.replaceUitwisseling(lopend(planned), regel);
    return { ...lopend(planned), versie: 2, delen: 250, resterend: 250 };
  };

  it('never have the loonheffingennummer in a key', async () => {
    const registratie = createRegistratie(table);
    const own = ontvangenAanmelding();
    await registratie.registerAanmelding(own, auditRegel(own.aanmeldingId));
    await registratie.replaceAanmelding(gecontroleerd(own), auditRegel(own.aanmeldingId));
    const { Items = [] } = await table.client.send(
      new ScanCommand({ TableName: table.tableName, ProjectionExpression: 'pk, sk' }),
    );
    expect(Items.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(Items)).not.toContain('123456782');
  });

  it('of 250 parts are written in transactions of at most 100 actions', async () => {
    const sizes: number[] = [];
    const registratie = createRegistratie({ ...table, client: watched((size) => sizes.push(size)) });
    await registratie.storeDelen(await started(registratie), delenTot(250), regel);
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.slice(-4)).toEqual([100, 100, 53, 2]);
  });

  it('are complete after a planner died between two transactions and ran again', async () => {
    const uitwisseling = await started(createRegistratie(table));
    let writes = 0;
    const dying = watched(() => {
      writes += 1;
      if (writes === 2) throw new Error('the function was killed');
    });
    await expect(
      createRegistratie({ ...table, client: dying }).storeDelen(uitwisseling, delenTot(250, 9000), regel),
    ).rejects.toMatchObject({ name: DEFECT });
    const registratie = createRegistratie(table);
    await expect(registratie.storeDelen(uitwisseling, delenTot(250), regel)).resolves.toBe('opgeslagen');
    const stored = await registratie.listDelen(uitwisseling.uitwisselingId);
    expect(stored.map(({ deel }) => deel)).toEqual(delenTot(250));
  });

  it('of a koppeling from before companies were listed put it in the list of its company', async () => {
    const registratie = createRegistratie(table);
    const one = ontvangenAanmelding();
    const own = auditRegel(one.aanmeldingId);
    const approved = goedgekeurd(one);
    await registratie.registerAanmelding(one, own);
    await registratie.passAanmelding(wachtOpAkkoord(one), own);
    await registratie.replaceAanmelding({ ...approved, versie: 2 }, own);
    const bedrijf = { domein: 'vroeger', bedrijfId: approved.controle.bedrijfId };
    const koppeling = { ...koppelingOf(one), nmbrs: { ...koppelingOf(one).nmbrs, ...bedrijf } };
    await registratie.registerKoppeling(koppeling, { ...gerealiseerd(approved), versie: 3 }, own);
    expect(await registratie.listVanBedrijf(bedrijf)).toEqual([]);
    expect(await registratie.replaceKoppeling({ ...koppeling, versie: 1 }, own)).toBe('opgeslagen');
    expect(await registratie.listVanBedrijf(bedrijf)).toEqual([one.aanmeldingId]);
    const stopped = { ...koppeling, versie: 2, status: 'gestopt' } as const;
    expect(await registratie.replaceKoppeling(stopped, own)).toBe('opgeslagen');
  });

  const contenders = async (registratie: ReturnType<typeof createRegistratie>) => {
    const holder = ontvangenAanmelding();
    const contender = ontvangenAanmelding(holder.gegevens.werkgever.raamwerkcontractnummer);
    for (const one of [holder, contender]) await registratie.registerAanmelding(one, auditRegel(one.aanmeldingId));
    const regels = { eigen: auditRegel(contender.aanmeldingId), wijkt: auditRegel(holder.aanmeldingId) };
    return { holder, contender, regels, werkgever: holder.gegevens.werkgever };
  };

  it('of a claim from before claims could be weak hold the numbers for good, and their own passes', async () => {
    const registratie = createRegistratie(table);
    const { holder, contender, regels, werkgever } = await contenders(registratie);
    const Key = { pk: `CLAIM#${sha256(numbersInOne(werkgever))}`, sk: 'CLAIM' };
    const before = { ...Key, aanmeldingId: holder.aanmeldingId, schemaVersie: 1 };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: before }));
    expect(await registratie.isBezet(werkgever)).toBe(true);
    const third = ontvangenAanmelding(werkgever.raamwerkcontractnummer);
    expect(await registratie.registerAanmelding(third, regel)).toBe('bezet');
    const overtaking = registratie.overtakeAanmelding(wachtOpAkkoord(contender), ingehaald(holder), regels);
    expect(await overtaking).toBe('verouderd');
    expect(await registratie.passAanmelding(wachtOpAkkoord(holder), regel)).toBe('opgeslagen');
  });

  it('of an overtaking whose answer got lost are there once when it is written again', async () => {
    const registratie = createRegistratie(table);
    const { holder, contender, regels, werkgever } = await contenders(registratie);
    const deaf = createRegistratie({ ...table, client: losingAnswers() });
    const [next, over] = [wachtOpAkkoord(contender), ingehaald(holder)];
    await expect(deaf.overtakeAanmelding(next, over, regels)).rejects.toThrow();
    expect(await registratie.overtakeAanmelding(next, over, regels)).toBe('opgeslagen');
    const claim = { aanmeldingId: contender.aanmeldingId, vast: true, anderen: 1 };
    expect(await registratie.findClaim(werkgever)).toEqual(claim);
    for (const { aanmeldingId } of [holder, contender])
      expect(await registratie.listAudit(aanmeldingId)).toHaveLength(2);
  });

  const Transaction = z.object({ TransactItems: z.array(z.unknown()) });

  /** A client of the same table whose transactions are carried out, and never answered. */
  function losingAnswers() {
    const client = createDynamoClient(sdkConfig(table.endpoint));
    client.middlewareStack.add(
      (proceed) => async (args) => {
        const output = await proceed(args);
        if (Transaction.safeParse(args.input).success) throw networkError('ECONNRESET');
        return output;
      },
      { step: 'initialize', name: 'deaf' },
    );
    return client;
  }

  /** A client of the same table that shows how many actions each transaction has, before it is sent. */
  function watched(see: (size: number) => void) {
    const client = createDynamoClient(sdkConfig(table.endpoint));
    client.middlewareStack.add(
      (proceed) => (args) => {
        const { data } = Transaction.safeParse(args.input);
        if (data !== undefined) see(data.TransactItems.length);
        return proceed(args);
      },
      { step: 'initialize', name: 'watch' },
    );
    return client;
  }
});
