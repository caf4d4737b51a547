import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../../adapters/registratie.ts';
import { Aanvraag } from '../../../core/aanmelding/aanvraag.ts';
import type { Postgrens } from '../../../core/berichten/postgrens.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { CapabilityHash, KantoorId, TaakToken, WerknemerId } from '../../../core/ids.ts';
import { Idempotentie } from '../../../core/invoer/idempotentie.ts';
import { bevestigdKantoor, gemaildeToegang } from '../../../core/toegang/kantoor.ts';
import type { WerknemersWerk } from '../../../core/uitwisseling/uitwisseling.ts';
import {
  afgemeld,
  auditRegel,
  delenTot,
  eindigend,
  gecontroleerd,
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

// Whoever looks after the system finds by its name which operation failed: the alarm and the log have nothing else.

const aanmelding = ontvangenAanmelding();
const { aanmeldingId, gegevens } = aanmelding;
const regel = auditRegel(aanmeldingId);
const koppeling = koppelingOf(aanmelding);
const { inloggegevensRef } = koppeling.nmbrs;
const planned = geplandeUitwisseling();
const running = { ...lopend(planned), delen: 1, resterend: 1 };
const { uitwisselingId } = running;
const [deel] = delenTot(1);
const werk: WerknemersWerk = { soort: 'werknemers', werknemerIds: [WerknemerId.parse(1000)], groepen: ['persoon'] };
const sleutel = { onderwerp: aanmeldingId, soort: 'gerealiseerd', gelegenheid: '1' } as const;
const hex = 'a1'.repeat(32);
const idempotentie = Idempotentie.parse({ sleutel: hex, zout: hex, inhoud: hex, verlooptOp: NU });
const waiting = wachtend();
const aanvraag = Aanvraag.parse({
  ...{
    aanvraagId: aanmeldingId,
    versie: 1,
    status: 'onbevestigd',
    ontvangenOp: NU,
    email: 'salaris@duinzicht.example',
  },
  ...{ aanmeldingen: [aanmeldingId], adrescorrecties: 0, codes: [] },
});
const kantoorId = KantoorId.parse(hex);
const hash = CapabilityHash.parse(hex);
const grens: Postgrens = { wie: kantoorId, wat: 'bevestiging', per: 'uur', aantal: 3 };

type Operation = readonly [name: string, call: (one: Registratie) => Promise<unknown>];

const READS: readonly Operation[] = [
  ['findAanmelding', (one) => one.findAanmelding(aanmeldingId)],
  ['isBezet', (one) => one.isBezet(gegevens.werkgever)],
  ['listAanmeldingen', (one) => one.listAanmeldingen({ status: 'ontvangen', aantal: 5 })],
  ['findKoppeling', (one) => one.findKoppeling(koppeling.koppelingId)],
  ['listKoppelingenVan', (one) => one.listKoppelingenVan(inloggegevensRef)],
  ['findUitwisseling', (one) => one.findUitwisseling(uitwisselingId)],
  ['listUitwisselingen', (one) => one.listUitwisselingen(koppeling.koppelingId)],
  ['findDeel', (one) => one.findDeel(uitwisselingId, 1)],
  ['listDelen', (one) => one.listDelen(uitwisselingId)],
  ['listBerichten', (one) => one.listBerichten(aanmeldingId)],
  ['listAudit', (one) => one.listAudit(aanmeldingId)],
  ['listAudit', (one) => one.listAudit(aanmeldingId, 5)],
  ['mailMetCode', (one) => one.mailMetCode(aanmeldingId, hash, NU)],
  ['mailMetCode', (one) => one.hasToegang(aanmeldingId, hash, NU)],
  ['findAanvraag', (one) => one.findAanvraag(aanmeldingId)],
  ['listAanvragen', (one) => one.listAanvragen({ status: 'onbevestigd', tot: NU, aantal: 5 })],
  ['findKantoor', (one) => one.findKantoor(kantoorId)],
  ['findKantoortoegang', (one) => one.findKantoortoegang(hash)],
  ['listVanKantoor', (one) => one.listVanKantoor(kantoorId, 5)],
  ['eraseWachtende', (one) => one.eraseWachtende(aanmeldingId)],
];

/** Those that write an audit line with it: by one transaction. */
const WITH_AUDIT: readonly Operation[] = [
  ['registerAanmelding', (one) => one.registerAanmelding(aanmelding, regel)],
  ['replaceAanmelding', (one) => one.replaceAanmelding(gecontroleerd(aanmelding), regel)],
  ['eraseAanmelding', (one) => one.eraseAanmelding(afgemeld(eindigend(aanmelding)), gegevens.werkgever, regel)],
  ['registerKoppeling', (one) => one.registerKoppeling(koppeling, aanmelding, regel)],
  ['replaceKoppeling', (one) => one.replaceKoppeling(koppeling, regel)],
  ['moveKoppeling', (one) => one.moveKoppeling(koppeling, inloggegevensRef, aanmelding, regel)],
  ['replaceTogether', (one) => one.replaceTogether(koppeling, aanmelding, regel)],
  ['ensureUitwisseling', (one) => one.ensureUitwisseling(planned, regel)],
  ['replaceUitwisseling', (one) => one.replaceUitwisseling(running, regel)],
  ['replaceDeel', (one) => one.replaceDeel(uitwisselingId, 1, [werk], regel)],
  ['registerWachtende', (one) => one.registerWachtende(waiting, regel)],
  ['takeIn', (one) => one.takeIn(ingenomen(waiting), regel)],
];
const TRANSACTIONS: readonly Operation[] = [
  ...WITH_AUDIT,
  ['storeDelen', (one) => one.storeDelen(running, delenTot(2), regel)],
  ['completeDeel', (one) => one.completeDeel(uitwisselingId, 1)],
  ['eraseDelen', (one) => one.eraseDelen(uitwisselingId)],
  ['noteDeelFout', (one) => one.noteDeelFout(uitwisselingId, 1, 'nmbrs-x')],
  ['ensureAanvraag', (one) => one.ensureAanvraag(aanvraag)],
  ['replaceAanvraag', (one) => one.replaceAanvraag(aanvraag)],
  ['storeKantoor', (one) => one.storeKantoor(bevestigdKantoor(kantoorId, hash, NU))],
  ['storeKantoortoegang', (one) => one.storeKantoortoegang(gemaildeToegang('code', { kantoorId, hash }, NU))],
];
const SINGLE_WRITES: readonly Operation[] = [
  ['rememberVerdeelTaak', (one) => one.rememberVerdeelTaak(uitwisselingId, TaakToken.parse('taak'))],
  ['holdAccount', (one) => one.holdAccount(inloggegevensRef, 'iemand', NU)],
  ['claimBericht', (one) => one.claimBericht(sleutel, NU)],
  ['markBerichtSent', (one) => one.markBerichtSent(sleutel, NU)],
  ['releaseBericht', (one) => one.releaseBericht(sleutel)],
  ['refuseBericht', (one) => one.refuseBericht(sleutel, NU)],
  ['markBezorging', (one) => one.markBezorging(sleutel, { uitkomst: 'geweigerd', op: NU })],
  ['claimIdempotentie', (one) => one.claimIdempotentie(idempotentie, NU)],
  ['markIdempotentieBezet', (one) => one.markIdempotentieBezet(idempotentie)],
  ['eraseAanvraag', (one) => one.eraseAanvraag(aanvraag)],
  ['eraseWachtende', (one) => one.eraseWachtende(aanmeldingId)],
  ['countPost', (one) => one.countPost(grens, NU)],
  ['uncountPost', (one) => one.uncountPost(grens, NU)],
];

/** A table that has what the operations look at before they write. */
function mocked() {
  const made = mockedRegistratie();
  const part = { pk: 'x', sk: 'DEEL#00001', deel, gedaan: false };
  made.mock
    .on(GetCommand)
    .callsFake(({ Key }) => ({ Item: Key.sk === 'UITWISSELING' ? { pk: 'x', sk: 'UITWISSELING', ...running } : part }))
    .on(QueryCommand)
    .callsFake(({ ExpressionAttributeValues: values }) => ({ Items: values[':prefix'] === 'DEEL#' ? [part] : [] }));
  return made;
}
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    ...{ $metadata: {}, message: '' },
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('an operation that is refused', () => {
  const refused = serviceError('AccessDeniedException');

  it.each(READS)('is told by its name: %s', async (name, call) => {
    const { mock, registratie } = mocked();
    mock.on(GetCommand).rejects(refused).on(QueryCommand).rejects(refused);
    await expect(call(registratie)).rejects.toMatchObject({
      name: DEFECT,
      code: `aws.registratie.${name}`,
      message: `registratie.${name} failed: AccessDeniedException`,
    });
  });

  it.each([...TRANSACTIONS, ...SINGLE_WRITES])('is told by its name, and not tried again: %s', async (name, call) => {
    const { mock, rounds, registratie } = mocked();
    mock.on(PutCommand).rejects(refused).on(UpdateCommand).rejects(refused).on(DeleteCommand).rejects(refused);
    mock.on(TransactWriteCommand).rejects(refused);
    await expect(call(registratie)).rejects.toMatchObject({ name: DEFECT, code: `aws.registratie.${name}` });
    expect(rounds).toEqual([]);
  });

  it.each(WITH_AUDIT)('because the audit trail cannot be read is told by its name too: %s', async (name, call) => {
    const { mock, registratie } = mocked();
    mock.on(QueryCommand).rejects(refused);
    await expect(call(registratie)).rejects.toMatchObject({ name: DEFECT, code: `aws.registratie.${name}` });
    expect(mock.commandCalls(TransactWriteCommand)).toEqual([]);
  });

  it.each([
    [['ValidationError'], 'ValidationError'],
    [['None', 'ValidationError', 'TransactionConflict'], 'ValidationError, TransactionConflict'],
    [['None', 'None'], 'no reason'],
    [[], 'no reason'],
  ])('as a whole for %j names what DynamoDB has against it, and is not tried again', async (codes, told) => {
    const { mock, rounds, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled(...codes));
    await expect(registratie.replaceKoppeling(koppeling, regel)).rejects.toMatchObject({
      name: DEFECT,
      code: 'aws.registratie.replaceKoppeling',
      message: `registratie.replaceKoppeling was cancelled: ${told}`,
    });
    expect(rounds).toEqual([]);
  });

  it('without any reason at all is a defect too', async () => {
    const { mock, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(new TransactionCanceledException({ $metadata: {}, message: '' }));
    await expect(registratie.replaceKoppeling(koppeling, regel)).rejects.toMatchObject({ name: DEFECT });
  });
});

describe('an operation that goes on running into others', () => {
  const ROUNDS_WAITED = [0, 1, 2, 3];

  it.each(TRANSACTIONS)(
    'is tried five times, longer apart each time, and is told by its name: %s',
    async (name, call) => {
      const { mock, rounds, registratie } = mocked();
      mock.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
      await expect(call(registratie)).rejects.toMatchObject({
        name: TRANSIENT,
        code: `aws.registratie.${name}`,
        message: `registratie.${name} kept colliding with other writes`,
      });
      expect(rounds).toEqual(ROUNDS_WAITED);
      expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(5);
    },
  );

  it.each([
    ...SINGLE_WRITES.slice(0, 2),
    ['holdAccount', (one: Registratie) => one.releaseAccount(inloggegevensRef, 'iemand')] as const,
  ])('of a single item is so too: %s', async (name, call) => {
    const { mock, rounds, registratie } = mocked();
    mock.on(UpdateCommand).rejects(serviceError('TransactionConflictException'));
    await expect(call(registratie)).rejects.toMatchObject({
      name: TRANSIENT,
      code: `aws.registratie.${name}`,
      message: expect.stringContaining('kept colliding'),
    });
    expect(rounds).toEqual(ROUNDS_WAITED);
    expect(mock.commandCalls(UpdateCommand)).toHaveLength(5);
  });

  it.each(['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'])(
    'or into a limit is tried again: %s',
    async (code) => {
      const { mock, rounds, registratie } = mocked();
      mock.on(TransactWriteCommand).rejectsOnce(cancelled('None', code)).resolves({});
      await expect(registratie.replaceKoppeling(koppeling, regel)).resolves.toBe('opgeslagen');
      expect(rounds).toEqual([0]);
    },
  );

  it('loses the number of its audit line five times at most', async () => {
    const { mock, rounds, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled('None', 'None', 'ConditionalCheckFailed'));
    await expect(registratie.replaceKoppeling(koppeling, regel)).rejects.toMatchObject({
      name: TRANSIENT,
      code: 'aws.registratie.replaceKoppeling',
      message: 'registratie.replaceKoppeling kept losing the number of its audit line',
    });
    expect(rounds).toEqual(ROUNDS_WAITED);
  });

  it('because other parts are replaced at the same moment gives up after five times', async () => {
    const { mock, rounds, registratie } = mocked();
    mock.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed'));
    await expect(registratie.replaceDeel(uitwisselingId, 1, [werk], regel)).rejects.toMatchObject({
      name: TRANSIENT,
      code: 'aws.registratie.replaceDeel',
      message: 'registratie.replaceDeel kept colliding with other writes',
    });
    expect(rounds).toEqual(ROUNDS_WAITED);
  });
});
