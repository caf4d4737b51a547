import { describe, expect, it } from 'vitest';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { addMs } from '../../../core/kalender/tijd.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import type { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { kantoorIdOf } from '../../../core/toegang/identify-kantoor.ts';
import type { Inlogger } from '../../../core/toegang/ports/loginteller.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { NEW_TOKEN, newLogin, reset, tokenForm } from '../office.ts';
import { aanmeldingOf, realised, submitted, waitingForAkkoord } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

const STRANGER = 'vreemde@kantoor.example';
const ownOf = ({ kluis, identiteit }: World): Inlogger => ({
  account: kluis.accountRef(inloggegevens()),
  kantoor: kantoorIdOf(identiteit, GOOD_FORM.salarisverwerker.email),
});

/** Somebody else has so many logins of this account refused. */
async function strangers(world: World, refused: number, login: Inloggegevens = inloggegevens()): Promise<void> {
  const inlogger = { account: world.kluis.accountRef(login), kantoor: kantoorIdOf(world.identiteit, STRANGER) };
  for (let n = 0; n < refused; n += 1) await world.loginteller.count(inlogger, world.klok.now());
}

/** Its aanmelding waits for an akkoord, after strangers had so many logins of its account refused. */
async function heldUpBy(refused: number): Promise<World> {
  const world = createWorld();
  await waitingForAkkoord(world);
  reset(world);
  await strangers(world, refused);
  return world;
}

const looksOf = ({ gateway }: World) => gateway.calls.filter((call) => call === 'List_GetAll').length;
const linesOf = ({ logboek }: World, code: string) => logboek.lines.filter((line) => line.code === code).length;
const countsOf = (world: World) => world.loginteller.read(ownOf(world), world.klok.now());

describe('a token that is sent before there is a koppeling', () => {
  it('waits when others had five logins of the account refused, and Nmbrs is not asked', async () => {
    const world = await heldUpBy(5);
    const before = looksOf(world);
    const tot = addMs(world.klok.now(), 15 * SECOND_MS);
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'afgeremd', tot });
    expect(looksOf(world)).toBe(before);
    expect(linesOf(world, 'login.afgeremd')).toBe(1);
  });

  it('has its turn after the wait that it was told first, however many are refused meanwhile', async () => {
    const world = await heldUpBy(5);
    await replaceToken(world, ID, tokenForm());
    await strangers(world, 500);
    world.klok.advance(14_999);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'afgeremd' });
    world.klok.advance(1);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'vervangen' });
  });

  it('never waits longer than a quarter of an hour', async () => {
    const world = await heldUpBy(5_000);
    await replaceToken(world, ID, tokenForm());
    world.klok.advance(15 * MINUTE_MS);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'vervangen' });
  });

  it('waits also when very many logins of other accounts were refused', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    reset(world);
    await strangers(world, 99, newLogin());
    expect(await replaceToken(world, ID, { apiToken: inloggegevens('geraden-token-1').apiToken })).toMatchObject({
      uitkomst: 'geweigerd',
    });
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'afgeremd' });
  });

  it('that is refused counts, waits anew, and the next wait is longer', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    await strangers(world, 5);
    await replaceToken(world, ID, tokenForm());
    world.klok.advance(15 * SECOND_MS);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'geweigerd' });
    expect(await countsOf(world)).toEqual({ vanAccount: 6, vanKantoor: 1, alle: 6 });
    const tot = addMs(world.klok.now(), 30 * SECOND_MS);
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'afgeremd', tot });
    expect(linesOf(world, 'login.geweigerd')).toBe(1);
  });

  it('that may only not list the companies is no wrong login', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    reset(world);
    world.nmbrs.weigeringen = { List_GetAll: { reden: 'recht-niet-actief', code: '1002' } };
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'geweigerd' });
    expect(await countsOf(world)).toEqual({ vanAccount: 0, vanKantoor: 0, alle: 0 });
  });
});

describe('a token of a realised koppeling', () => {
  it('is tried at once, whatever strangers had refused, and five times an hour', async () => {
    const world = createWorld();
    await realised(world);
    await strangers(world, 500);
    for (let n = 0; n < 5; n += 1) {
      expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'geweigerd' });
    }
    expect(await countsOf(world)).toEqual({ vanAccount: 505, vanKantoor: 5, alle: 505 });
    world.klok.advance(60 * MINUTE_MS);
    reset(world);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'vervangen' });
  });
});

describe('a controle', () => {
  it('of a login that Nmbrs refuses counts', async () => {
    const world = createWorld();
    await submitted(world);
    reset(world, inloggegevens(NEW_TOKEN));
    expect(await verifyAanmelding(world, ID)).toBe('herstel-nodig');
    expect(await countsOf(world)).toEqual({ vanAccount: 1, vanKantoor: 1, alle: 1 });
    expect(linesOf(world, 'login.geweigerd')).toBe(1);
  });

  it('that passes counts nothing', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    expect(await countsOf(world)).toEqual({ vanAccount: 0, vanKantoor: 0, alle: 0 });
  });

  it('is put off by half an hour at most, and then made, whatever strangers had refused', async () => {
    const world = createWorld();
    await submitted(world);
    await strangers(world, 500);
    const before = looksOf(world);
    const off = { name: 'Transient', code: 'login-afgeremd' };
    await expect(verifyAanmelding(world, ID)).rejects.toMatchObject(off);
    expect((await aanmeldingOf(world, ID)).status).toBe('wordt-gecontroleerd');
    await strangers(world, 500);
    world.klok.advance(30 * MINUTE_MS - 1);
    await expect(verifyAanmelding(world, ID)).rejects.toMatchObject(off);
    expect(looksOf(world)).toBe(before);
    world.klok.advance(1);
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });
});

describe('an office that had fifty logins refused within the hour', () => {
  /** Each of another account, so that no account is slowed down. */
  async function usedUp(world: World, refused: number): Promise<void> {
    const { kantoor } = ownOf(world);
    for (let n = 0; n < refused; n += 1) {
      const account = world.kluis.accountRef({ ...inloggegevens(), gebruikersnaam: `gok-${n}@kantoor.example` });
      await world.loginteller.count({ account, kantoor }, world.klok.now());
    }
  }

  it('has none tried until the next hour begins, by either way', async () => {
    const world = createWorld();
    await submitted(world);
    await usedUp(world, 50);
    world.klok.set('2026-11-24T09:59:59.999Z');
    const before = looksOf(world);
    const tot = '2026-11-24T10:00:00.000Z';
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'afgeremd', tot });
    await expect(verifyAanmelding(world, ID)).rejects.toMatchObject({ code: 'login-afgeremd' });
    expect(looksOf(world)).toBe(before);
    world.klok.advance(1);
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });

  it('is not held up by one less, and holds up no other office', async () => {
    const world = createWorld();
    await submitted(world);
    await usedUp(world, 49);
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
    const other = createWorld();
    await submitted(other, withField(GOOD_FORM, 'salarisverwerker.email', 'ander@kantoor.example'));
    await usedUp(other, 90);
    expect(await verifyAanmelding(other, ID)).toBe('akkoord-vragen');
  });

  it('may still give a token for what is realised', async () => {
    const world = createWorld();
    await realised(world);
    reset(world);
    await usedUp(world, 90);
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'vervangen' });
  });
});
