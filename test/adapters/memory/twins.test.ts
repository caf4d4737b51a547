import { describe, expect, it } from 'vitest';
import { createMemoryIdentiteit } from '../../../adapters/memory/identiteit.ts';
import { createMemoryKlok } from '../../../adapters/memory/klok.ts';
import { createMemoryPost } from '../../../adapters/memory/post.ts';
import { createMemoryRegistratie } from '../../../adapters/memory/registratie.ts';
import { TRANSIENT, Transient } from '../../../core/errors.ts';
import { BERICHT, SLEUTEL } from '../../contracts/post.contract.ts';
import { auditRegel, ontvangenAanmelding } from '../../contracts/voorbeelden.ts';

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
});
