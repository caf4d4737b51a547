import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { GOOD_FORM, TOKEN } from '../aanmeldformulier.ts';
import { endState } from '../end-state.ts';
import {
  NEW_LOGIN,
  newLogin,
  officeWithOneApproved,
  officeWithTwo,
  reset,
  secretsOf,
  signedOff,
  signOffNow,
  tokenForm,
} from '../office.ts';
import {
  aanmeldingIn,
  approved,
  auditOf,
  BEFORE_REALISATIE,
  completed,
  koppelingOf,
  realised,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { ASSESSORS, BSN, createWorld, inloggegevens, KANTOORSLEUTEL, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const PERSONAL = [TOKEN, BSN, '123456782', 'duinzicht', 'Duinzicht', 'Zonnedauw', 'Wolkje', 'salaris@'];

const storedOf = async ({ registratie }: World) => [
  await registratie.findAanmelding(ID),
  await registratie.findKoppeling(KOPPELING),
  await registratie.listAudit(ID),
];

describe('ending a koppeling', () => {
  it('erases the login, the schedule and all that names someone, and leaves a receipt', async () => {
    const world = await signedOff();
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    const left = await aanmeldingIn(world, ID, 'afgemeld');
    expect(left).toMatchObject({ ingangsdatum: '2026-11-24', afgemeldOp: world.klok.now() });
    expect(left.ontvangstbewijs.regels.map(({ klasse, gevolg }) => [klasse, gevolg])).toEqual([
      ['inloggegevens', 'gewist'],
      ['agenda', 'gewist'],
      ['aanmeldgegevens', 'gewist'],
      ['werkbestanden', 'gewist'],
      ['vergelijking', 'gewist'],
      ['leveringen', 'bewaard'],
      ['logboek', 'bewaard'],
      ['reservekopieen', 'bewaard'],
    ]);
    expect(left.ontvangstbewijs.regels.at(-1)?.tekst).toMatch(
      /database tot en met 29 december 2026, bestanden tot en met 1 december 2026.* 8 december 2026 .* 22 februari 2027/,
    );
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
    expect(await world.registratie.findKoppeling(KOPPELING)).toMatchObject({ status: 'gewist' });
    for (const canary of PERSONAL) expect(JSON.stringify(await storedOf(world))).not.toContain(canary);
    expect((await auditOf(world, ID)).slice(-6)).toEqual([
      'afmelding.ontvangen',
      'afmelding.bevestigd',
      'koppeling.gestopt',
      'inloggegevens.gewist',
      'koppeling.gewist',
      'afmelding.uitgevoerd',
    ]);
  });

  it('erases the parts of every exchange: they name employees by their ids', async () => {
    const world = await signedOff((one) => completed(one));
    const id = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M11'), 1);
    expect(await world.registratie.listDelen(id)).not.toEqual([]);
    await endKoppeling(world, ID);
    expect(await world.registratie.listDelen(id)).toEqual([]);
    expect([...world.opslag.objecten.keys()].filter((key) => !key.startsWith('leveringen/'))).toEqual([]);
  });

  it('tells a.s.r. and the office once, the office with the receipt', async () => {
    const world = await signedOff();
    await endKoppeling(world, ID);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    const [asr, mail, ...more] = world.post.verzonden;
    expect(asr).toMatchObject({
      aan: ASSESSORS,
      onderwerp: 'Salariskoppeling: koppeling beëindigd – contract RC-10001',
    });
    expect(JSON.stringify(asr)).toContain('24 november 2026 was de laatste dag');
    expect(JSON.stringify(asr)).toContain('salaris@duinzicht.example');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ onderwerp: expect.stringContaining('Salariskoppeling afgemeld') });
    const text = JSON.stringify(mail);
    expect(text).toContain('24 november 2026 was de laatste dag');
    for (const canary of [TOKEN, BSN, '123456782']) expect(text + JSON.stringify(asr)).not.toContain(canary);
  });

  it('waits for the end of its last day, in Dutch time', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-11-30'), direct: true });
    const tot = '2026-11-30T23:00:00.000Z';
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    world.klok.set('2026-11-30T22:59:59.000Z');
    const before = await endState(world, ID);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    expect(await endState(world, ID)).toEqual(before);
    world.klok.set(tot);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it('keeps the login that another werkgever is exchanged with; the last one takes it along', async () => {
    const { world, first, second } = await officeWithTwo();
    await signOffNow(world, first, { direct: true });
    await endKoppeling(world, first);
    expect([...world.kluis.geheimen.values()]).toEqual([inloggegevens()]);
    const { regels } = (await aanmeldingIn(world, first, 'afgemeld')).ontvangstbewijs;
    expect(regels[0]).toMatchObject({ klasse: 'inloggegevens', gevolg: 'bewaard' });
    expect([...world.agenda.afspraken.keys()]).toEqual([koppelingIdOf(second)]);
    await signOffNow(world, second, { direct: true });
    await endKoppeling(world, second);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
  });

  it('erases the login that it was changed from too, when that change had not come to its end', async () => {
    const world = createWorld();
    await realised(world);
    const kluis = { ...world.kluis, eraseAccount: () => Promise.reject(new Error('dies')) };
    reset(world, newLogin());
    const form = tokenForm({ gebruikersnaam: NEW_LOGIN });
    await expect(replaceToken({ ...world, kluis }, ID, form)).rejects.toThrow('dies');
    expect(secretsOf(world)).toEqual(expect.arrayContaining([inloggegevens(), newLogin()]));
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    expect(secretsOf(world)).toEqual([]);
  });

  it('keeps off a werkgever who would join the account while its login is erased', async () => {
    const { world, first, second } = await officeWithOneApproved();
    await signOffNow(world, first, { direct: true });
    const joined: unknown[] = [];
    const kluis = {
      ...world.kluis,
      eraseAccount: async (ref: Parameters<typeof world.kluis.eraseAccount>[0]) => {
        joined.push(await realiseKoppeling(world, second).catch((error: unknown) => error));
        await world.kluis.eraseAccount(ref);
      },
    };
    await endKoppeling({ ...world, kluis }, first);
    expect(joined).toEqual([expect.any(Transient)]);
    expect(await realiseKoppeling(world, second)).toBe('gerealiseerd');
    const { nmbrs } = await koppelingOf(world, second);
    expect(await world.kluis.read(nmbrs.inloggegevensRef)).toEqual(inloggegevens());
  });

  it('leaves room for the werkgever to be signed up anew', async () => {
    const world = await signedOff();
    const again = () => submitAanmelding(world, Aanmeldformulier.parse(GOOD_FORM), { bewijs: KANTOORSLEUTEL });
    expect(await again()).toEqual({ uitkomst: 'bezet' });
    await endKoppeling(world, ID);
    expect(await again()).toMatchObject({ uitkomst: 'ontvangen' });
  });

  it('that nobody asked for is a defect', async () => {
    const world = createWorld();
    await expect(endKoppeling(world, ID)).rejects.toBeInstanceOf(Defect);
    await realised(world);
    await expect(endKoppeling(world, ID)).rejects.toMatchObject({ code: 'niet-afgemeld' });
  });
});

describe('ending what is no koppeling yet', () => {
  it.each(BEFORE_REALISATIE)('erases one that was %s', async (_name, step) => {
    const world = await signedOff(step);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(world.kluis.geheimen.size).toBe(0);
    for (const canary of PERSONAL) expect(JSON.stringify(await storedOf(world))).not.toContain(canary);
    const { regels } = (await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs;
    expect(regels[0]).toMatchObject({ klasse: 'inloggegevens', gevolg: 'gewist' });
    expect(await auditOf(world, ID)).toContain('inloggegevens.gewist');
  });

  it('tells the office that nothing was exchanged, and a.s.r. nothing: it never counted on it', async () => {
    const world = await signedOff((one) => approved(one));
    await endKoppeling(world, ID);
    expect(world.post.sleutels.map(({ soort }) => soort)).not.toContain('afgemeld-asr');
    expect(JSON.stringify(world.post.verzonden.at(-1))).toContain('ingetrokken voordat er een salariskoppeling was');
  });

  it('needs no word that nothing is exchanged any more: there is nothing to wait for', async () => {
    const world = createWorld();
    await verified(world);
    await signOffAanmelding(world, ID);
    // No machine waits: to resume one would be refused.
    const resume = () => Promise.reject(new Error('nothing waits'));
    const verloop = { ...world.verloop, resume };
    expect(await endKoppeling({ ...world, verloop }, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it.each([
    ['akkoord', waitingForAkkoord],
    ['herstel', waitingForHerstel],
  ] as const)('lets the machine that waits for %s go on, to find that it has stopped', async (name, step) => {
    const world = await signedOff(step);
    await endKoppeling(world, ID);
    expect(world.verloop.hervat.get(token(name))).toEqual({ uitkomst: 'hercontrole' });
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
  });

  it.each(['wordt-afgemeld', 'afgemeld'])('stops the steps of the realisatie while it is %s', async (status) => {
    const world = await signedOff((one) => approved(one));
    if (status === 'afgemeld') await endKoppeling(world, ID);
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
    expect(await realiseKoppeling(world, ID)).toBe('gestopt');
    expect(await confirmAanmelding(world, ID)).toBe('niet-nodig');
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it('that is being realised at that moment leaves no login behind', async () => {
    const world = createWorld();
    await approved(world);
    const kluis = {
      ...world.kluis,
      promote: async (secret: Parameters<typeof world.kluis.promote>[0]) => {
        await signOffNow(world, ID, { direct: true });
        await endKoppeling(world, ID);
        return world.kluis.promote(secret);
      },
    };
    await realiseKoppeling({ ...world, kluis }, ID);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
    expect((await world.registratie.findAanmelding(ID))?.status).toBe('afgemeld');
  });

  it('whose check was under way when the token went starts over, to find that it has stopped', async () => {
    const world = createWorld();
    await submitted(world);
    const kluis = {
      ...world.kluis,
      read: async (ref: Parameters<typeof world.kluis.read>[0]) => {
        await signOffAanmelding(world, ID, { direct: true });
        await endKoppeling(world, ID);
        return world.kluis.read(ref);
      },
    };
    await expect(verifyAanmelding({ ...world, kluis }, ID)).rejects.toBeInstanceOf(Transient);
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
  });
});
