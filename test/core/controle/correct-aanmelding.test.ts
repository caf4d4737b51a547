import { describe, expect, it } from 'vitest';
import { Hercontroles } from '../../../core/aanmelding/hercontroles.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Aanmeldcorrectie, correctAanmelding } from '../../../core/controle/correct-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { checkFields } from '../../../core/invoer/probleem.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  approved,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const correct = (world: World, correctie: unknown) => correctAanmelding(world, ID, Aanmeldcorrectie.parse(correctie));

async function waiting(): Promise<World> {
  const world = createWorld();
  await waitingForHerstel(world);
  return world;
}

function faultsOf(correctie: unknown): string[] {
  const checked = checkFields(Aanmeldcorrectie, correctie);
  return checked.ok ? [] : checked.fouten.map(({ veld }) => veld);
}

/** The same world, in which something else happens as soon as the correction is stored. */
function storedThen(world: World, happens: () => Promise<unknown>): World {
  let times = 0;
  const replaceAanmelding: World['registratie']['replaceAanmelding'] = async (...input) => {
    const outcome = await world.registratie.replaceAanmelding(...input);
    times += 1;
    if (times === 1) await happens();
    return outcome;
  };
  return { ...world, registratie: { ...world.registratie, replaceAanmelding } };
}

const secretOf = async (world: World) => world.kluis.geheimen.get((await aanmeldingOf(world, ID)).inloggegevensRef);

describe('a correction', () => {
  it('leaves what was declared as it was, also when it is of the office', async () => {
    const world = await waiting();
    const before = (await aanmeldingOf(world, ID)).gegevens.machtiging;
    await correct(world, { salarisverwerker: { bedrijfsnaam: 'Kantoor Zeezicht', email: 'salaris@zeezicht.example' } });
    const { gegevens } = await aanmeldingOf(world, ID);
    expect(gegevens.salarisverwerker.bedrijfsnaam).toBe('Kantoor Zeezicht');
    expect(gegevens.machtiging).toEqual(before);
    expect(gegevens.machtiging?.door).toEqual(GOOD_FORM.salarisverwerker);
  });

  it('of what was declared is refused', () => {
    const checked = checkFields(Aanmeldcorrectie, { dga: [], machtiging: { tekstversie: '2026-11-01' } });
    expect(checked).toMatchObject({ ok: false, fouten: [{ veld: 'machtiging', code: 'onveranderlijk' }] });
  });

  it.each([
    ['accountSoort', 'per-debiteur'],
    ['verloning', 'vierwekelijks'],
    ['dertiendeMaand', true],
    ['dga', []],
    ['salarisverwerker', { ...GOOD_FORM.salarisverwerker, bedrijfsnaam: 'Kantoor Zeezicht' }],
  ])('changes %s and nothing else, and has it checked again', async (field, value) => {
    const world = await waiting();
    const before = await aanmeldingOf(world, ID);
    expect(await correct(world, { [field]: value })).toBe('gestart');
    const after = await aanmeldingOf(world, ID);
    expect(after.gegevens).toEqual(withField(before.gegevens, field, value));
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    expect(await secretOf(world)).toEqual(inloggegevens());
  });

  it('changes the name of the werkgever and keeps its numbers', async () => {
    const world = await waiting();
    await correct(world, { werkgever: { bedrijfsnaam: 'Bakkerij Morgendauw' } });
    const { werkgever } = (await aanmeldingOf(world, ID)).gegevens;
    expect(werkgever).toEqual({ ...GOOD_FORM.werkgever, bedrijfsnaam: 'Bakkerij Morgendauw' });
    expect((await world.registratie.listAudit(ID)).at(-2)?.waarom).toBe('werkgever.bedrijfsnaam');
  });

  it('that comes too late leaves the token as it was', async () => {
    const world = await waiting();
    const moved = await aanmeldingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'voorbeeld.gebeurd' };
    await world.registratie.replaceAanmelding({ ...moved, versie: moved.versie + 1 }, regel);
    const registratie = { ...world.registratie, findAanmelding: async () => moved };
    const late = await correct({ ...world, registratie }, { nmbrs: { apiToken: 'te-late-token-1' } });
    expect(late).toBe('niet-nu');
    expect(await secretOf(world)).toEqual(inloggegevens());
    expect(world.verloop.hervat.size).toBe(0);
  });

  it('leaves alone the token that replaced the old one just after it was stored', async () => {
    const world = await waiting();
    const replaced = inloggegevens('nieuwe-token-1');
    const overtaken = storedThen(world, () => world.kluis.replaceCandidate(ID, replaced));
    expect(await correct(overtaken, { verloning: 'vierwekelijks' })).toBe('gestart');
    expect(await secretOf(world)).toEqual(replaced);
  });

  it('of an aanmelding that is signed off just after it was stored brings no token back', async () => {
    const world = await waiting();
    const overtaken = storedThen(world, async () => {
      await signOffAanmelding(world, ID, { direct: true });
      await endKoppeling(world, ID);
    });
    const correctie = { nmbrs: { apiToken: 'nieuwe-token-1' } };
    await expect(correct(overtaken, correctie)).rejects.toBeInstanceOf(Transient);
    expect(await correct(world, correctie)).toBe('niet-nu');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('counts as a hercontrole: the twenty-first of a day is one too many', async () => {
    const world = await waiting();
    const found = await aanmeldingOf(world, ID);
    const hercontroles = Hercontroles.parse({ datum: '2026-11-24', aantal: 20 });
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'voorbeeld.gebeurd' };
    await world.registratie.replaceAanmelding({ ...found, versie: found.versie + 1, hercontroles }, regel);
    expect(await correct(world, { nmbrs: { apiToken: 'nieuwe-token-1' } })).toBe('te-veel');
    expect(await secretOf(world)).toEqual(inloggegevens());
    world.klok.set('2026-11-24T23:00:00.000Z');
    expect(await correct(world, { nmbrs: { apiToken: 'nieuwe-token-1' } })).toBe('gestart');
    expect((await aanmeldingOf(world, ID)).hercontroles).toEqual({ datum: '2026-11-25', aantal: 1 });
  });

  it('says that a number cannot be corrected, and why', () => {
    const checked = checkFields(Aanmeldcorrectie, { werkgever: { loonheffingennummer: '001234560L01' } });
    expect(checked).toMatchObject({
      fouten: [{ code: 'onveranderlijk', tekst: expect.stringContaining('nieuwe aanmelding') }],
    });
  });

  it('changes one field of the login and keeps the others, and the token', async () => {
    const world = await waiting();
    await correct(world, { nmbrs: { domein: 'https://Zeezicht.nmbrs.nl/' } });
    expect((await aanmeldingOf(world, ID)).gegevens.nmbrs).toEqual({
      bedrijfsnaam: 'Bakkerij  Zonnedauw B.V.',
      gebruikersnaam: 'api@duinzicht.example',
      domein: 'zeezicht',
    });
    expect(await secretOf(world)).toEqual({ ...inloggegevens(), domein: 'zeezicht' });
  });

  it('gives a new token, which lies in the kluis only', async () => {
    const world = await waiting();
    await correct(world, { nmbrs: { apiToken: 'nieuwe-token-na-reset' } });
    expect((await secretOf(world))?.apiToken).toBe('nieuwe-token-na-reset');
    expect(world.kluis.geheimen.size).toBe(1);
    const stored = JSON.stringify([await aanmeldingOf(world, ID), await world.registratie.listAudit(ID)]);
    expect(stored).not.toContain('nieuwe-token-na-reset');
  });

  it('is noted by the names of the fields, not by their values', async () => {
    const world = await waiting();
    await correct(world, {
      verloning: 'vierwekelijks',
      nmbrs: { gebruikersnaam: 'nieuw@duinzicht.example', apiToken: 'nieuwe-token-1' },
    });
    const audit = await world.registratie.listAudit(ID);
    expect(audit.at(-2)).toMatchObject({
      wie: 'salarisverwerker',
      wat: 'aanmelding.verbeterd',
      waarom: 'verloning, nmbrs.gebruikersnaam, nmbrs.apiToken',
    });
  });

  it('does not touch the token that other werkgevers of the account use', async () => {
    const world = await waiting();
    const account = await world.kluis.promote(inloggegevens('token-van-een-ander-1'));
    await correct(world, { nmbrs: { apiToken: 'nieuwe-token-na-reset' } });
    expect(world.kluis.geheimen.get(account)?.apiToken).toBe('token-van-een-ander-1');
  });

  it('heals an aanmelding: the next controle passes', async () => {
    const world = createWorld({ inloggegevens: inloggegevens('nieuwe-token-na-reset') });
    await verified(world);
    const found = await aanmeldingIn(world, ID, 'herstel-nodig');
    await world.registratie.replaceAanmelding(
      { ...found, versie: found.versie + 1, taakToken: token('herstel') },
      { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'herstel.gevraagd' },
    );
    world.verloop.wait(token('herstel'));
    expect(await correct(world, { nmbrs: { apiToken: 'nieuwe-token-na-reset' } })).toBe('gestart');
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });

  it('cannot be made before the machine waits for it', async () => {
    const world = createWorld();
    await approved(world);
    world.nmbrs.inloggegevens = inloggegevens('nieuwe-token-na-reset');
    await realiseKoppeling(world, ID);
    expect((await aanmeldingOf(world, ID)).status).toBe('herstel-nodig');
    expect(await correct(world, { nmbrs: { apiToken: TOKEN } })).toBe('niet-nu');
  });

  it('sent twice is taken once: the machine has gone on', async () => {
    const world = await waiting();
    expect(await correct(world, { verloning: 'vierwekelijks' })).toBe('gestart');
    await verifyAanmelding(world, ID);
    expect(await correct(world, { verloning: 'vierwekelijks' })).toBe('niet-nu');
  });

  it('after a crash anywhere is finished by sending it again', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: waiting,
      step: (world) => correct(world, { verloning: 'vierwekelijks', nmbrs: { apiToken: 'nieuwe-token-1' } }),
      endState: async (world) => {
        await verifyAanmelding(world, ID);
        return endState(world, ID);
      },
    });
    expect(calls).toEqual([
      'registratie.findAanmelding',
      'registratie.replaceAanmelding',
      'kluis.read',
      'kluis.replaceCandidate',
      'verloop.resume',
      'registratie.replaceAanmelding',
    ]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a correction that cannot be made', () => {
  it.each([
    ['ontvangen', submitted],
    ['waiting for an akkoord', waitingForAkkoord],
    ['approved', (world: World) => approved(world)],
  ] as const)('is one of an aanmelding that is %s', async (_name, step) => {
    const world = createWorld();
    await step(world);
    const before = await endState(world, ID);
    expect(await correct(world, { nmbrs: { apiToken: 'nieuwe-token-1' } })).toBe('niet-nu');
    expect(await endState(world, ID)).toEqual(before);
  });

  it('is one of an aanmelding that nobody knows', async () => {
    expect(await correct(createWorld(), { dertiendeMaand: true })).toBe('onbekend');
  });

  it('is one of an aanmelding whose token is gone', async () => {
    const world = await waiting();
    await world.kluis.eraseCandidate(ID);
    await expect(correct(world, { dertiendeMaand: true })).rejects.toMatchObject({ code: 'inloggegevens-weg' });
  });

  it.each([
    ['nothing', {}, ''],
    ['nothing of the login', { nmbrs: {} }, ''],
    ['the number', { werkgever: { loonheffingennummer: '001234560L01' } }, 'werkgever.loonheffingennummer'],
    ['the contract', { werkgever: { raamwerkcontractnummer: 'RC-10001' } }, 'werkgever.raamwerkcontractnummer'],
    ['nothing of the werkgever', { werkgever: {} }, ''],
    ['the package', { salarispakket: 'Nmbrs' }, 'salarispakket'],
    ['a state', { status: 'goedgekeurd' }, 'status'],
    ['a bad domain', { nmbrs: { domein: 'www' } }, 'nmbrs.domein'],
    ['a field of the login that nobody knows', { nmbrs: { token: 'x' } }, 'nmbrs.token'],
    ['an office without a field', { salarisverwerker: {} }, ''],
    ['a bad DGA', { dga: [{ naam: 'Wolkje' }] }, 'dga.0.medewerkersnummer'],
  ])('is one of %s', (_name, correctie, veld) => {
    expect(faultsOf(correctie)[0]).toBe(veld);
  });

  it('is not one of one field of several', () => {
    expect(faultsOf({ salarisverwerker: { email: 'a@b.example' } })).toEqual([]);
    expect(faultsOf({ salarisverwerker: { bedrijfsnaam: 'Kantoor' } })).toEqual([]);
    expect(faultsOf({ werkgever: { bedrijfsnaam: 'Werk B.V.' } })).toEqual([]);
  });

  it('is not one that repeats what is there', () => {
    expect(faultsOf({ verloning: GOOD_FORM.verloning })).toEqual([]);
  });
});
