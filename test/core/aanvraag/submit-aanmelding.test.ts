import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { VervallenAanmelding } from '../../../core/aanmelding/aanmelding.ts';
import { type SubmitDeps, submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { aanmeldingOf, auditOf, submitted, verified, waitingForHerstel } from '../way.ts';
import { createWorld, inloggegevens, KANTOORSLEUTEL, type World } from '../world.ts';

const form = Aanmeldformulier.parse(GOOD_FORM);
/** As an office does that has confirmed its address before. */
const signUp = (deps: SubmitDeps, formulier: Aanmeldformulier, sleutel?: IdempotentieSleutel) =>
  submitAanmelding(deps, formulier, { sleutel, bewijs: KANTOORSLEUTEL });
const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const EMPTY_CONTROLE = {
  uitgevoerdOp: '2026-11-24T09:00:00.000Z',
  uitkomst: 'herstel-nodig',
  onderdelen: {
    inloggegevens: 'fout',
    bedrijf: 'niet-getoetst',
    verloning: 'niet-getoetst',
    rechten: 'niet-getoetst',
    dga: 'niet-getoetst',
  },
  rechten: [],
  bevindingen: [],
};
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');

describe('a sign-up', () => {
  it('is stored without its token, which lies in the kluis', async () => {
    const world = createWorld();
    const outcome = await signUp(world, form);
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
    const outcome = await signUp(world, form);
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
    await signUp(ports, form);
    expect(calls).toEqual([
      'registratie.findKantoor',
      'registratie.isBezet',
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
    const outcome = await signUp({ ...world, verloop: { ...world.verloop, startRealisatie: away } }, form);
    expect(outcome).toMatchObject({ uitkomst: 'ontvangen', aanmeldingId: FIRST });
    expect(await settleAanmelding(world, FIRST)).toBe('gestart');
    expect([...world.verloop.realisaties]).toEqual([FIRST]);
  });

  it('is not taken in when nobody could look after it', async () => {
    const world = createWorld();
    const schedule = () => Promise.reject(new Transient({ code: 'nazorg.weg', message: 'throttled' }));
    await expect(signUp({ ...world, nazorg: { ...world.nazorg, schedule } }, form)).rejects.toBeInstanceOf(Transient);
    expect(world.kluis.geheimen.size).toBe(0);
    expect(await world.registratie.findAanmelding(FIRST)).toBeUndefined();
  });
});

describe('a second sign-up for the same number and contract', () => {
  it('is refused once the controle of the first has passed, and leaves nothing behind', async () => {
    const world = createWorld();
    await verified(world);
    const before = new Map(world.kluis.geheimen);
    const other = Aanmeldformulier.parse(withField(GOOD_FORM, 'nmbrs.apiToken', 'een-andere-token-1234'));
    expect(await signUp(world, other)).toEqual({ uitkomst: 'bezet' });
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
    await verified(world);
    const again = Aanmeldformulier.parse(withField(GOOD_FORM, 'werkgever.loonheffingennummer', value));
    expect((await signUp(world, again)).uitkomst).toBe('bezet');
  });

  it.each([
    ['has not been checked', submitted],
    ['waits for herstel', waitingForHerstel],
  ])('is taken in while the first %s, and goes to its controle', async (_name, first) => {
    const world = createWorld();
    await first(world);
    expect(await submitted(world)).toBe(SECOND);
    expect(world.kluis.geheimen.size).toBe(2);
    expect([...world.verloop.realisaties]).toEqual([FIRST, SECOND]);
  });

  it('and a third at the same moment are all taken in', async () => {
    const world = createWorld();
    const outcomes = await Promise.all([1, 2, 3].map(() => signUp(world, form)));
    expect(outcomes.map(({ uitkomst }) => uitkomst)).toEqual(['ontvangen', 'ontvangen', 'ontvangen']);
    expect([world.kluis.geheimen.size, world.verloop.realisaties.size]).toEqual([3, 3]);
    expect(await world.registratie.findClaim(form.werkgever)).toMatchObject({ vast: false, anderen: 2 });
  });
});

const KEY = IdempotentieSleutel.parse('3f0c7c0e-verzonnen-sleutel');
const OTHER_KEY = IdempotentieSleutel.parse('een-andere-sleutel');
const stateOf = async (world: World, id: AanmeldingId) => [
  await world.registratie.findAanmelding(id),
  await world.registratie.listAudit(id),
  new Map(world.kluis.geheimen),
  [...world.verloop.realisaties],
];

async function keyed(world: World, formulier = form, sleutel = KEY) {
  const outcome = await signUp(world, formulier, sleutel);
  if (outcome.uitkomst !== 'ontvangen') throw new Error(`the sign-up was ${outcome.uitkomst}`);
  return outcome;
}

describe('a sign-up with a key', () => {
  it('sent again gets the same answer, and nothing is done a second time', async () => {
    const world = createWorld();
    const first = await keyed(world);
    const before = await stateOf(world, first.aanmeldingId);
    expect(await signUp(world, form, KEY)).toEqual(first);
    expect(await stateOf(world, first.aanmeldingId)).toEqual(before);
    expect(world.nazorg.gevraagd).toHaveLength(1);
  });

  it('can be opened with the capability of either answer, which is stored nowhere', async () => {
    const world = createWorld();
    const { aanmeldingId, capability } = await keyed(world);
    const stored = await aanmeldingOf(world, aanmeldingId);
    expect(world.identiteit.matches(capability, stored.capabilityHash)).toBe(true);
    expect(JSON.stringify(await stateOf(world, aanmeldingId))).not.toContain(capability);
  });

  it('is the same when it is only written another way', async () => {
    const world = createWorld();
    const first = await keyed(world);
    const spaced = Aanmeldformulier.parse(withField(GOOD_FORM, 'werkgever.loonheffingennummer', ' 123456782 l01'));
    expect(await signUp(world, spaced, KEY)).toEqual(first);
  });

  it.each([
    ['verloning', 'vierwekelijks'],
    ['werkgever.raamwerkcontractnummer', 'RC-20002'],
    ['nmbrs.apiToken', 'een-andere-token-1234'],
  ])('with another %s under the same key is refused, and stores nothing', async (path, value) => {
    const world = createWorld();
    const { aanmeldingId } = await keyed(world);
    const before = await stateOf(world, aanmeldingId);
    const other = Aanmeldformulier.parse(withField(GOOD_FORM, path, value));
    expect(await signUp(world, other, KEY)).toEqual({ uitkomst: 'sleutel-hergebruikt' });
    expect(await stateOf(world, aanmeldingId)).toEqual(before);
  });

  it('leaves alone the token that replaced the first one since', async () => {
    const world = createWorld();
    const first = await keyed(world);
    await world.kluis.storeCandidate(first.aanmeldingId, inloggegevens('token-na-een-reset-1'));
    expect(await signUp(world, form, KEY)).toEqual(first);
    expect([...world.kluis.geheimen.values()]).toEqual([inloggegevens('token-na-een-reset-1')]);
  });

  it('gets the same answer when the aanmelding has ended since, and does not revive it', async () => {
    const world = createWorld();
    const first = await keyed(world);
    const stored = await aanmeldingOf(world, first.aanmeldingId);
    const regel = { aanmeldingId: first.aanmeldingId, op: world.klok.now(), wie: 'systeem', wat: 'voorbeeld.gebeurd' };
    const ended = {
      ...stored,
      status: 'vervallen',
      versie: 1,
      controle: EMPTY_CONTROLE,
      vervallenOp: world.klok.now(),
    };
    await world.registratie.replaceAanmelding(VervallenAanmelding.parse(ended), regel);
    await world.kluis.eraseCandidate(first.aanmeldingId);
    expect(await signUp(world, form, KEY)).toEqual(first);
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('that was refused stays refused under this key, and is taken under another once the numbers are free', async () => {
    const world = createWorld();
    const id = await verified(world);
    expect(await signUp(world, form, KEY)).toEqual({ uitkomst: 'bezet' });
    const stored = await aanmeldingOf(world, id);
    const ended = {
      ...stored,
      status: 'vervallen',
      versie: stored.versie + 1,
      controle: EMPTY_CONTROLE,
      vervallenOp: world.klok.now(),
    };
    const regel = { aanmeldingId: id, op: world.klok.now(), wie: 'systeem', wat: 'voorbeeld.gebeurd' };
    await world.registratie.replaceAanmelding(VervallenAanmelding.parse(ended), regel);
    expect(await signUp(world, form, KEY)).toEqual({ uitkomst: 'bezet' });
    expect((await signUp(world, form, OTHER_KEY)).uitkomst).toBe('ontvangen');
  });

  it('is remembered for 24 hours', async () => {
    const world = createWorld();
    const first = await keyed(world);
    await verifyAanmelding(world, first.aanmeldingId);
    world.klok.advance(24 * 3600 * 1000 - 1);
    expect(await signUp(world, form, KEY)).toEqual(first);
    world.klok.advance(1);
    expect(await signUp(world, form, KEY)).toEqual({ uitkomst: 'bezet' });
  });

  it('sent several times at the same moment is one aanmelding with one answer', async () => {
    const world = createWorld();
    const answers = await Promise.all([1, 2, 3].map(() => signUp(world, form, KEY)));
    expect(answers).toEqual(Array.from({ length: 3 }, () => answers[0]));
    expect(answers[0]?.uitkomst).toBe('ontvangen');
    expect([world.kluis.geheimen.size, world.verloop.realisaties.size]).toEqual([1, 1]);
  });

  it('whose other try is stored between two of its looks gets that one’s answer, and keeps it', async () => {
    const world = createWorld();
    const other = await signUp(createWorld(), form, KEY);
    const isBezet = async (werkgever: Parameters<typeof world.registratie.isBezet>[0]) => {
      const { aanmeldingId } = await keyed(world);
      await verifyAanmelding(world, aanmeldingId);
      return world.registratie.isBezet(werkgever);
    };
    const late = await signUp({ ...world, registratie: { ...world.registratie, isBezet } }, form, KEY);
    expect(late).toEqual(other);
    expect(await signUp(world, form, KEY)).toEqual(other);
  });

  it('keeps its token when the nazorg of an earlier try looks just before it is stored', async () => {
    const world = createWorld();
    const registerAanmelding: World['registratie']['registerAanmelding'] = async (aanmelding, regel) => {
      expect(await settleAanmelding(world, aanmelding.aanmeldingId)).toBe('gewist');
      return world.registratie.registerAanmelding(aanmelding, regel);
    };
    const { aanmeldingId } = await keyed({ ...world, registratie: { ...world.registratie, registerAanmelding } });
    expect(await world.kluis.readCandidate(aanmeldingId)).toEqual(inloggegevens());
  });

  it('that was cut off anywhere is finished by sending it again, with the answer that it would have had', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => createWorld(),
      step: (world) => signUp(world, form, KEY),
      endState: async (world) => {
        const again = await keyed(world);
        const stored = await aanmeldingOf(world, again.aanmeldingId);
        expect(world.identiteit.matches(again.capability, stored.capabilityHash)).toBe(true);
        return [again, await stateOf(world, again.aanmeldingId)];
      },
    });
    expect(calls).toEqual([
      'registratie.claimIdempotentie',
      'registratie.findAanmelding',
      'registratie.findAanvraag',
      'registratie.findKantoor',
      'registratie.findAanmelding',
      'registratie.isBezet',
      'nazorg.schedule',
      'kluis.storeCandidate',
      'registratie.registerAanmelding',
      'kluis.readCandidate',
      'verloop.startRealisatie',
    ]);
    // Cut off before its key was stored, the second try is the first one, with a salt of its own.
    for (const [point, state] of afterCrash) {
      if (point !== 'before 1 registratie.claimIdempotentie') expect(state, point).toEqual(undisturbed);
    }
  });
});

describe('a sign-up that is cut off', () => {
  const CUTS = [1, 2, 3, 4, 5].flatMap((call) => (['before', 'after'] as const).map((moment) => ({ call, moment })));

  it.each(CUTS)('$moment call $call is mended by its aftercare: all there, or nothing', async (cutOff) => {
    const world = createWorld();
    await expect(signUp(cuttable(world, cutOff).ports, form)).rejects.toBeInstanceOf(Killed);
    for (const id of world.nazorg.gevraagd) await settleAanmelding(world, id);
    const isStored = (await world.registratie.findAanmelding(FIRST)) !== undefined;
    expect([isStored, world.kluis.geheimen.size, world.verloop.realisaties.size]).toEqual(
      isStored ? [true, 1, 1] : [false, 0, 0],
    );
    expect((await signUp(world, form)).uitkomst).toBe('ontvangen');
  });
});
