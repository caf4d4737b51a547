import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/domain/aanmeldgegevens.ts';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { settleAanmelding } from '../../../core/use-cases/settle-aanmelding.ts';
import { submitAanmelding } from '../../../core/use-cases/submit-aanmelding.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { cuttable, Killed } from '../crash-matrix.ts';
import { aanmeldingOf, auditOf, submitted } from '../way.ts';
import { createWorld } from '../world.ts';

const form = Aanmeldformulier.parse(GOOD_FORM);
const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');

describe('a sign-up', () => {
  it('is stored without its token, which lies in the kluis', async () => {
    const world = createWorld();
    const outcome = await submitAanmelding(world, form);
    expect(outcome).toMatchObject({ uitkomst: 'ontvangen', aanmeldingId: FIRST });
    const stored = await aanmeldingOf(world, FIRST);
    expect(stored).toMatchObject({ status: 'ontvangen', versie: 0, ontvangenOp: world.klok.now() });
    expect(JSON.stringify(stored)).not.toContain(TOKEN);
    expect(world.kluis.geheimen.get(stored.inloggegevensRef)).toEqual({
      domein: 'duinzicht',
      gebruikersnaam: 'api@duinzicht.example',
      apiToken: TOKEN,
    });
  });

  it('gives a capability of which only the hash is stored', async () => {
    const world = createWorld();
    const outcome = await submitAanmelding(world, form);
    if (outcome.uitkomst !== 'ontvangen') throw new Error('the sign-up was not taken');
    const stored = await aanmeldingOf(world, outcome.aanmeldingId);
    expect(stored.capabilityHash).toBe(world.identiteit.hash(outcome.capability));
    expect(JSON.stringify(stored)).not.toContain(outcome.capability);
  });

  it('starts the realisatie and is noted in the audit trail', async () => {
    const world = createWorld();
    await submitted(world);
    expect([...world.verloop.realisaties]).toEqual([FIRST]);
    expect(await auditOf(world, FIRST)).toEqual(['aanmelding.ontvangen']);
  });

  it('asks for its aftercare, then puts the token in the kluis, before anything else is stored', async () => {
    const world = createWorld();
    const { ports, calls } = cuttable(world);
    await submitAanmelding(ports, form);
    expect(calls).toEqual([
      'nazorg.schedule',
      'kluis.storeCandidate',
      'registratie.registerAanmelding',
      'verloop.startRealisatie',
    ]);
    expect(world.nazorg.gevraagd).toEqual([FIRST]);
  });

  it.each([
    new Transient({ code: 'verloop.weg', message: 'throttled' }),
    new Defect({ code: 'verloop.geen-recht', message: 'access denied' }),
  ])('is taken in when its machine cannot be started now ($name): the aftercare starts it', async (error) => {
    const world = createWorld();
    const away = () => Promise.reject(error);
    const outcome = await submitAanmelding({ ...world, verloop: { ...world.verloop, startRealisatie: away } }, form);
    expect(outcome).toMatchObject({ uitkomst: 'ontvangen', aanmeldingId: FIRST });
    expect(await settleAanmelding(world, FIRST)).toBe('gestart');
    expect([...world.verloop.realisaties]).toEqual([FIRST]);
  });

  it('is not taken in when nobody could look after it', async () => {
    const world = createWorld();
    const schedule = () => Promise.reject(new Transient({ code: 'nazorg.weg', message: 'throttled' }));
    await expect(submitAanmelding({ ...world, nazorg: { schedule } }, form)).rejects.toBeInstanceOf(Transient);
    expect(world.kluis.geheimen.size).toBe(0);
    expect(await world.registratie.findAanmelding(FIRST)).toBeUndefined();
  });
});

describe('a second sign-up for the same number and contract', () => {
  it('is refused, and leaves nothing behind', async () => {
    const world = createWorld();
    await submitted(world);
    const before = new Map(world.kluis.geheimen);
    const other = Aanmeldformulier.parse(withField(GOOD_FORM, 'nmbrs.apiToken', 'een-andere-token-1234'));
    expect(await submitAanmelding(world, other)).toEqual({ uitkomst: 'bezet' });
    expect(new Map(world.kluis.geheimen)).toEqual(before);
    expect(await world.registratie.findAanmelding(SECOND)).toBeUndefined();
    expect([...world.verloop.realisaties]).toEqual([FIRST]);
  });

  it.each([
    ['another contract', 'werkgever.raamwerkcontractnummer', 'RC-20002'],
    ['another number', 'werkgever.loonheffingennummer', '001234560L01'],
    ['another suffix', 'werkgever.loonheffingennummer', '123456782L02'],
  ])('is taken with %s', async (_name, path, value) => {
    const world = createWorld();
    await submitted(world);
    expect(await submitted(world, withField(GOOD_FORM, path, value))).toBe(SECOND);
  });

  it.each([' 123456782 l01', '123456782L01'])('is the same when the number is written as %j', async (value) => {
    const world = createWorld();
    await submitted(world);
    const again = Aanmeldformulier.parse(withField(GOOD_FORM, 'werkgever.loonheffingennummer', value));
    expect((await submitAanmelding(world, again)).uitkomst).toBe('bezet');
  });

  it('of two at the same moment exactly one is taken', async () => {
    const world = createWorld();
    const outcomes = await Promise.all([1, 2, 3].map(() => submitAanmelding(world, form)));
    expect(outcomes.map(({ uitkomst }) => uitkomst).sort()).toEqual(['bezet', 'bezet', 'ontvangen']);
    expect(world.kluis.geheimen.size).toBe(1);
    expect(world.verloop.realisaties.size).toBe(1);
  });
});

describe('a sign-up that is cut off', () => {
  const CUTS = [1, 2, 3, 4].flatMap((call) => (['before', 'after'] as const).map((moment) => ({ call, moment })));

  it.each(CUTS)('$moment call $call is mended by its aftercare: all there, or nothing', async (cutOff) => {
    const world = createWorld();
    await expect(submitAanmelding(cuttable(world, cutOff).ports, form)).rejects.toBeInstanceOf(Killed);
    for (const id of world.nazorg.gevraagd) await settleAanmelding(world, id);
    const isStored = (await world.registratie.findAanmelding(FIRST)) !== undefined;
    expect([isStored, world.kluis.geheimen.size, world.verloop.realisaties.size]).toEqual(
      isStored ? [true, 1, 1] : [false, 0, 0],
    );
    expect((await submitAanmelding(world, form)).uitkomst).toBe(isStored ? 'bezet' : 'ontvangen');
  });
});
