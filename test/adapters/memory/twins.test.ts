import { describe, expect, it } from 'vitest';
import { createMemoryIdentiteit } from '../../../adapters/memory/identiteit.ts';
import { createMemoryKlok } from '../../../adapters/memory/klok.ts';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import { createMemoryPost } from '../../../adapters/memory/post.ts';
import { createMemoryRegistratie } from '../../../adapters/memory/registratie.ts';
import { TRANSIENT, Transient } from '../../../core/errors.ts';
import { kantoorIdOf } from '../../../core/toegang/identify-kantoor.ts';
import { BERICHT, SLEUTEL } from '../../contracts/post.contract.ts';
import {
  auditRegel,
  ingenomen,
  NU,
  ontvangenAanmelding,
  wachtend,
  wachtOpAkkoord,
} from '../../contracts/voorbeelden.ts';

describe('the memory klok', () => {
  it('stands still until it is set or moved on', () => {
    const klok = createMemoryKlok('2026-11-24T09:00:00.000Z');
    expect([klok.now(), klok.now()]).toEqual(['2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z']);
    klok.advance(90_000);
    expect(klok.now()).toBe('2026-11-24T09:01:30.000Z');
    klok.set('2027-01-11T04:00:00.000Z');
    expect(klok.now()).toBe('2027-01-11T04:00:00.000Z');
  });
});

describe('the memory identiteit', () => {
  it('counts the same in every run', () => {
    const [one, other] = [createMemoryIdentiteit(), createMemoryIdentiteit()];
    const draw = (identiteit: typeof one) => [identiteit.newAanmeldingId(), identiteit.newCapability()];
    expect(draw(one)).toEqual(draw(other));
  });
});

describe('the memory post', () => {
  it('fails the next mail only, as it is told', async () => {
    const post = createMemoryPost();
    post.failNext(new Transient({ code: 'proef', message: 'throttled' }));
    await expect(post.send(BERICHT, SLEUTEL)).rejects.toMatchObject({ name: TRANSIENT });
    await post.send(BERICHT, SLEUTEL);
    expect(post.verzonden).toEqual([BERICHT]);
  });
});

describe('the memory registratie', () => {
  it('keeps a copy: what a caller does to its own object changes nothing', async () => {
    const registratie = createMemoryRegistratie();
    const own = ontvangenAanmelding();
    const { aanmeldingId } = own;
    const before = structuredClone(own);
    await registratie.registerAanmelding(own, auditRegel(aanmeldingId));
    Object.assign(own.gegevens.werkgever, { bedrijfsnaam: 'iets anders' });
    const found = await registratie.findAanmelding(aanmeldingId);
    expect(() => Object.assign(found ?? {}, { ontvangenOp: 'ooit' })).toThrow(TypeError);
    expect(await registratie.findAanmelding(aanmeldingId)).toEqual(before);
  });

  it('shows in its index what was, for as long as that lags, and a page at a time', async () => {
    let nuMs = 0;
    const registratie = createMemoryRegistratie({ index: { nuMs: () => nuMs, traagheidMs: 1000, pagina: 1 } });
    const [first, second] = [ontvangenAanmelding(), ontvangenAanmelding()];
    for (const one of [first, second]) await registratie.registerAanmelding(one, auditRegel(one.aanmeldingId));
    const list = () => registratie.listAanmeldingen({ status: 'ontvangen', aantal: 100 });
    expect(await list()).toEqual({ aanmeldingen: [], meer: false });
    nuMs = 1000;
    const { aanmeldingen, meer } = await list();
    expect({ count: aanmeldingen.length, meer }).toEqual({ count: 1, meer: true });

    const waiting = wachtOpAkkoord(first, NU);
    await registratie.replaceAanmelding(waiting, auditRegel(first.aanmeldingId));
    const waitingNow = () => registratie.listAanmeldingen({ status: 'wacht-op-akkoord', aantal: 100 });
    expect(await waitingNow()).toEqual({ aanmeldingen: [], meer: false });
    nuMs = 2000;
    expect(await waitingNow()).toEqual({
      aanmeldingen: [await registratie.findAanmelding(first.aanmeldingId)],
      meer: false,
    });
  });
});

describe('an aanmelding that waited, in the memory registratie', () => {
  it('is in the list of its office as soon as the index has it, and no sooner', async () => {
    let nuMs = 0;
    const registratie = createMemoryRegistratie({ index: { nuMs: () => nuMs, traagheidMs: 1000, pagina: 1 } });
    const waiting = wachtend();
    const regel = auditRegel(waiting.aanmeldingId);
    const kantoorId = kantoorIdOf(createMemoryIdentiteit(), waiting.gegevens.salarisverwerker.email);
    await registratie.registerWachtende(waiting, regel);
    nuMs = 5000;
    await registratie.takeIn(ingenomen(waiting), regel);
    expect(await registratie.listVanKantoor(kantoorId, 5)).toEqual({ aanmeldingen: [], meer: false });
    nuMs = 6000;
    expect(await registratie.listVanKantoor(kantoorId, 5)).toEqual({ aanmeldingen: [ingenomen(waiting)], meer: false });
  });

  it('leaves nothing behind of one that was erased while it waited', async () => {
    const registratie = createMemoryRegistratie();
    const waiting = wachtend();
    await registratie.registerWachtende(waiting, auditRegel(waiting.aanmeldingId));
    await registratie.eraseWachtende(waiting.aanmeldingId);
    expect(registratie.inhoud()).toEqual([]);
  });
});

describe('the memory opslag', () => {
  it('removes by the rules of its bucket what was written long enough ago, and nothing else', async () => {
    const klok = createMemoryKlok('2026-11-24T09:00:00.000Z');
    const opslag = createMemoryOpslag(klok.now);
    await opslag.put('werk/oud', new Uint8Array());
    await opslag.put('leveringen/oud', new Uint8Array());
    klok.advance(35 * 86_400_000);
    await opslag.put('werk/nieuw', new Uint8Array());
    opslag.laatVerlopen({ 'werk/': 35, 'leveringen/': 400 });
    expect(await opslag.list('')).toEqual(['leveringen/oud', 'werk/nieuw']);
  });
});
