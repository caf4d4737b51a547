import { describe, expect, it } from 'vitest';
import { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { remindPeople } from '../../../core/akkoord/remind-people.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { listWerkvoorraad } from '../../../core/weergave/list-werkvoorraad.ts';
import { presentAanmelding } from '../../../core/weergave/present-aanmelding.ts';
import { presentVoorstel } from '../../../core/weergave/present-voorstel.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  auditOf,
  goedkeuren,
  koppelingOf,
  proposed,
  token,
  waitingForAkkoord,
} from '../way.ts';
import { ASSESSORS, createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const FIRST = 'beoordelaar-1';
const SECOND = 'beoordelaar-2';
const DAY_MS = 86_400_000;

const decide = (world: World, formulier: BesluitFormulier, beoordelaar: string) =>
  decideAanmelding(world, { aanmeldingId: ID, formulier, beoordelaar });
const withDatum = (datum: string, dekkingsprofiel: Dekkingsprofiel = 'wia', huidigTijdvakMeenemen = true) =>
  BesluitFormulier.parse({
    ...{ besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen },
    afwijkendeDatum: { datum, reden: 'De run wordt later gedraaid.' },
  });
const withNote = (toelichting?: string) =>
  BesluitFormulier.parse({
    ...{ besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true, toelichting },
  });

async function waiting(): Promise<World> {
  const world = createWorld();
  await waitingForAkkoord(world);
  return world;
}
async function proposedBy1(): Promise<World> {
  const world = createWorld();
  await proposed(world);
  return world;
}

describe('an approval of a profile with the BSN', () => {
  it.each(['wia', 'pensioen', 'volledig'] as const)(
    '%s is a proposal until a second assessor agrees',
    async (profiel) => {
      const world = await waiting();
      const outcome = await decide(world, goedkeuren(profiel), FIRST);
      expect(outcome).toMatchObject({
        uitkomst: 'voorgesteld',
        voorgesteldDoor: FIRST,
        eersteUitwisseling: { datum: '2026-12-10' },
      });
      expect(world.verloop.hervat.size).toBe(0);
      const stored = await aanmeldingIn(world, ID, 'wacht-op-akkoord');
      expect(stored.voorgesteld).toMatchObject({ dekkingsprofiel: profiel, beoordelaar: FIRST });
    },
  );

  it('is told to the assessors: of which employer, by whom, and what to do; once, also when sent again', async () => {
    const world = await waiting();
    await decide(world, goedkeuren('pensioen'), FIRST);
    expect(await decide(world, goedkeuren('pensioen'), FIRST)).toMatchObject({
      uitkomst: 'voorgesteld',
      herhaald: true,
    });
    expect(world.post.sleutels.map(({ soort }) => soort)).toEqual(['tweede-akkoord-gevraagd']);
    const [mail] = world.post.verzonden;
    expect(mail?.aan).toBe(ASSESSORS);
    const text = JSON.stringify(mail);
    for (const phrase of [
      `${FIRST} heeft op dinsdag 24 november 2026 om 10:00 uur akkoord gegeven`,
      'Bakkerij Zonnedauw',
      JSON.stringify(['Dekkingsprofiel', 'pensioen']),
      JSON.stringify(['Voorgesteld door', FIRST]),
      'geef dan hetzelfde akkoord',
    ]) {
      expect(text).toContain(phrase);
    }
    expect(text).toContain('Raamwerkcontractnummer');
    expect(text).not.toContain('123456782');
  });

  it('is told again when it is changed, and not of an akkoord that is enough or that completes it', async () => {
    const world = await waiting();
    await decide(world, goedkeuren('pensioen'), FIRST);
    world.klok.advance(DAY_MS);
    const changed = await decide(world, goedkeuren('wia'), FIRST);
    expect(changed).not.toHaveProperty('herhaald');
    await decide(world, goedkeuren('wia'), SECOND);
    expect(world.post.sleutels.map(({ gelegenheid }) => gelegenheid)).toEqual([
      '2026-11-24T09:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
    ]);
    const other = await waiting();
    await decide(other, goedkeuren('verzuim'), FIRST);
    expect(other.post.sleutels).toEqual([]);
  });

  it.each(['herinnerd', 'aangedrongen'] as const)(
    'stands in the mail that it is %s, with who gave it',
    async (ronde) => {
      const world = await proposedBy1();
      await remindPeople(world, ID, ronde);
      expect(JSON.stringify(world.post.verzonden.at(-1))).toContain(
        'Eén akkoord is er al: beoordelaar-1 stelde het voor op 24 november 2026 (dekkingsprofiel wia, huidig tijdvak mee, vanaf november 2026). Er is nog een tweede beoordelaar nodig, zolang dat het eerste tijdvak blijft.',
      );
      const without = await waiting();
      await remindPeople(without, ID, ronde);
      expect(JSON.stringify(without.post.verzonden.at(-1))).not.toContain('Eén akkoord is er al');
    },
  );

  it('without the BSN needs no second one', async () => {
    const world = await waiting();
    expect(await decide(world, goedkeuren('verzuim'), FIRST)).toMatchObject({ uitkomst: 'besloten' });
    expect((await aanmeldingIn(world, ID, 'goedgekeurd')).besluit).not.toHaveProperty('bevestigdDoor');
  });

  it('holds from the moment that the second one confirms it, and lets the machine go on', async () => {
    const world = await proposedBy1();
    world.klok.advance(DAY_MS);
    expect(await decide(world, goedkeuren(), SECOND)).toMatchObject({ uitkomst: 'besloten', status: 'goedgekeurd' });
    const { besluit, ...rest } = await aanmeldingIn(world, ID, 'goedgekeurd');
    expect(besluit).toMatchObject({ beoordelaar: FIRST, bevestigdDoor: SECOND, besloten: world.klok.now() });
    expect(rest).not.toHaveProperty('voorgesteld');
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'goedgekeurd' });
  });

  it('leaves who did what in the trail, and why', async () => {
    const world = await proposedBy1();
    await decide(world, goedkeuren(), SECOND);
    expect((await world.registratie.listAudit(ID)).slice(-2)).toMatchObject([
      { wie: `beoordelaar:${FIRST}`, wat: 'besluit.voorgesteld', waarom: 'dekkingsprofiel wia, huidig tijdvak mee' },
      { wie: `beoordelaar:${SECOND}`, wat: 'besluit.bevestigd', waarom: 'dekkingsprofiel wia, huidig tijdvak mee' },
    ]);
  });

  it('cannot be confirmed by who proposed it, however often', async () => {
    const world = await proposedBy1();
    const before = await aanmeldingOf(world, ID);
    const again = [await decide(world, goedkeuren(), FIRST), await decide(world, goedkeuren(), FIRST)];
    expect(again[0]).toEqual(again[1]);
    expect(again[0]).toMatchObject({ uitkomst: 'voorgesteld' });
    expect(await aanmeldingOf(world, ID)).toEqual(before);
  });

  it.each([
    ['another profile', goedkeuren('volledig')],
    ['a profile without the BSN', goedkeuren('verzuim')],
    ['another first period', goedkeuren('wia', false)],
    ['another date', withDatum('2026-12-15')],
    ['a note of one’s own', withNote('Ik ben het ermee eens.')],
  ])('is not confirmed by %s', async (_name, formulier) => {
    const world = await proposedBy1();
    const before = await aanmeldingOf(world, ID);
    expect(await decide(world, formulier, SECOND)).toEqual({ uitkomst: 'wijkt-af' });
    expect(await aanmeldingOf(world, ID)).toEqual(before);
  });

  it('is confirmed without its note, which stays', async () => {
    const world = await waiting();
    await decide(world, withNote('Polis gezien.'), FIRST);
    expect(await decide(world, withNote(), SECOND)).toMatchObject({ uitkomst: 'besloten' });
    expect((await aanmeldingIn(world, ID, 'goedgekeurd')).besluit.toelichting).toBe('Polis gezien.');
  });

  it('can be replaced by who proposed it; the colleague confirms the new one', async () => {
    const world = await proposedBy1();
    expect(await decide(world, goedkeuren('pensioen'), FIRST)).toMatchObject({ uitkomst: 'voorgesteld' });
    expect(await decide(world, goedkeuren('wia'), SECOND)).toEqual({ uitkomst: 'wijkt-af' });
    expect(await decide(world, goedkeuren('pensioen'), SECOND)).toMatchObject({ uitkomst: 'besloten' });
    expect((await auditOf(world, ID)).filter((wat) => wat.startsWith('besluit.'))).toEqual([
      'besluit.voorgesteld',
      'besluit.voorgesteld',
      'besluit.bevestigd',
    ]);
  });

  it('can be replaced by who proposed it with one that needs no second', async () => {
    const world = await proposedBy1();
    expect(await decide(world, goedkeuren('verzuim'), FIRST)).toMatchObject({ uitkomst: 'besloten' });
    expect(await aanmeldingIn(world, ID, 'goedgekeurd')).not.toHaveProperty('voorgesteld');
  });

  it.each([FIRST, SECOND])('does not stand in the way of a rejection by %s', async (beoordelaar) => {
    const world = await proposedBy1();
    expect(await decide(world, afwijzen(), beoordelaar)).toMatchObject({ status: 'afgewezen' });
    expect(await aanmeldingIn(world, ID, 'afgewezen')).not.toHaveProperty('voorgesteld');
  });

  it('sent by two at the same moment is one proposal and one confirmation', async () => {
    const world = await waiting();
    const outcomes = await Promise.all([decide(world, goedkeuren(), FIRST), decide(world, goedkeuren(), SECOND)]);
    expect(outcomes.map(({ uitkomst }) => uitkomst).sort()).toEqual(['besloten', 'voorgesteld']);
    const { besluit } = await aanmeldingIn(world, ID, 'goedgekeurd');
    expect([besluit.beoordelaar, besluit.bevestigdDoor].sort()).toEqual([FIRST, SECOND]);
  });

  it('sent twice at the same moment by one person is one proposal', async () => {
    const world = await waiting();
    const outcomes = await Promise.all([decide(world, goedkeuren(), FIRST), decide(world, goedkeuren(), FIRST)]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'besluit.voorgesteld')).toHaveLength(1);
    expect((await aanmeldingOf(world, ID)).status).toBe('wacht-op-akkoord');
  });

  it('confirmed by two at the same moment is confirmed once, and both hear the same', async () => {
    const world = await proposedBy1();
    const outcomes = await Promise.all([decide(world, goedkeuren(), SECOND), decide(world, goedkeuren(), 'derde')]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'besluit.bevestigd')).toHaveLength(1);
  });

  it('cut off anywhere is finished by sending the confirmation again', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: proposedBy1,
      step: (world) => decide(world, goedkeuren(), SECOND),
      endState: (world) => endState(world, ID),
    });
    expect(afterCrash.size).toBeGreaterThan(0);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a proposal', () => {
  it('stays when the machine waits anew', async () => {
    const world = await proposedBy1();
    await askAkkoord(world, ID, { taakToken: token('opnieuw') });
    expect((await aanmeldingIn(world, ID, 'wacht-op-akkoord')).voorgesteld).toMatchObject({ beoordelaar: FIRST });
  });

  it('is dropped by a hercontrole: what was seen may have changed', async () => {
    const world = await proposedBy1();
    await recheckAanmelding(world, ID);
    await verifyAanmelding(world, ID);
    expect(await aanmeldingIn(world, ID, 'wacht-op-akkoord')).not.toHaveProperty('voorgesteld');
    expect(await decide(world, goedkeuren(), SECOND)).toMatchObject({
      uitkomst: 'voorgesteld',
      voorgesteldDoor: SECOND,
    });
  });

  it('of which the first period has gone by is no longer confirmed, but made anew', async () => {
    const world = await proposedBy1();
    world.klok.set('2026-12-01T09:00:00.000Z');
    expect(await decide(world, goedkeuren(), SECOND)).toMatchObject({
      ...{ uitkomst: 'voorgesteld', voorgesteldDoor: SECOND, vervallen: { beoordelaar: FIRST } },
      eersteUitwisseling: { tijdvak: { tijdvakId: '2026-M12' } },
    });
    expect(await decide(world, goedkeuren(), FIRST)).toMatchObject({
      ...{ uitkomst: 'besloten' },
      eersteUitwisseling: { tijdvak: { tijdvakId: '2026-M12' } },
    });
  });

  it('of which the first period has gone by is told to hold no more, wherever it is shown', async () => {
    const world = await proposedBy1();
    const shown = async () =>
      presentVoorstel(await aanmeldingIn(world, ID, 'wacht-op-akkoord'), { nu: world.klok.now() });
    const row = async () => (await listWerkvoorraad(world, { status: 'wacht-op-akkoord', aantal: 1 })).aanmeldingen[0];
    expect(await shown()).toMatchObject({
      ...{ voorgesteld: { beoordelaar: FIRST }, voorgesteldTijdvak: { tijdvakId: '2026-M11' } },
    });
    expect(await row()).toMatchObject({ tweedeAkkoord: true, voorgesteldDoor: FIRST });
    world.klok.set('2026-12-01T09:00:00.000Z');
    const lapsed = await shown();
    expect(lapsed).toMatchObject({ vervallenVoorstel: { beoordelaar: FIRST } });
    expect(lapsed).not.toHaveProperty('voorgesteld');
    expect(await row()).toMatchObject({ tweedeAkkoord: false });
    await remindPeople(world, ID, 'herinnerd');
    const text = JSON.stringify(world.post.verzonden.at(-1));
    expect(text).toContain(
      `Het akkoord dat ${FIRST} op 24 november 2026 gaf (dekkingsprofiel wia, huidig tijdvak mee, vanaf november 2026), geldt niet meer`,
    );
    expect(text).not.toContain('Eén akkoord is er al');
  });

  it('is gone when the aanmelding expires', async () => {
    const world = await proposedBy1();
    expect(await expireAanmelding(world, ID)).toBe('vervallen');
    expect(await aanmeldingIn(world, ID, 'vervallen')).not.toHaveProperty('voorgesteld');
  });

  it('is nothing that the office sees', async () => {
    const world = await proposedBy1();
    const text = JSON.stringify(presentAanmelding(await aanmeldingOf(world, ID), { nu: world.klok.now() }));
    expect(text).not.toMatch(/beoordelaar|voorgesteld|wia/);
  });
});

describe('another date for the first exchange', () => {
  it.each(['verzuim', 'wia'] as const)('is the one that is planned (%s)', async (profiel) => {
    const world = await waiting();
    await decide(world, withDatum('2026-12-15', profiel), FIRST);
    expect(await decide(world, withDatum('2026-12-15', profiel), SECOND)).toMatchObject({
      eersteUitwisseling: { tijdvak: { tijdvakId: '2026-M11' }, datum: '2026-12-15' },
    });
    await realiseKoppeling(world, ID);
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).eersteUitwisseling.datum).toBe('2026-12-15');
    const { koppelingId, volgende } = await koppelingOf(world, ID);
    expect(volgende).toEqual({ tijdvakId: '2026-M11', datum: '2026-12-15' });
    expect(world.agenda.afspraken.get(koppelingId)).toMatchObject({ datum: '2026-12-15' });
  });

  it('leaves its reason in the trail, and out of sight of the office', async () => {
    const world = await waiting();
    await decide(world, withDatum('2026-12-15', 'verzuim'), FIRST);
    expect((await world.registratie.listAudit(ID)).at(-1)?.waarom).toBe(
      'dekkingsprofiel verzuim, huidig tijdvak mee, eerste uitwisseling op 2026-12-15: De run wordt later gedraaid.',
    );
    expect(JSON.stringify(presentAanmelding(await aanmeldingOf(world, ID), { nu: world.klok.now() }))).not.toContain(
      'later gedraaid',
    );
  });

  it.each([
    ['2026-11-24', true, 'datum-voorbij'],
    ['2020-01-06', true, 'datum-voorbij'],
    ['2026-11-25', true, 'datum-te-vroeg'],
    ['2026-11-30', true, 'datum-te-vroeg'],
    ['2026-12-31', false, 'datum-te-vroeg'],
    ['2026-12-12', true, 'geen-werkdag'],
    ['2026-12-25', true, 'geen-werkdag'],
    ['2027-02-01', true, 'datum-te-laat'],
    ['2027-03-03', false, 'datum-te-laat'],
  ])('%s with the current period %s is refused: %s', async (datum, meenemen, code) => {
    const world = await waiting();
    const before = await aanmeldingOf(world, ID);
    const outcome = await decide(world, withDatum(datum, 'verzuim', meenemen), FIRST);
    expect(outcome).toEqual({
      uitkomst: 'ongeldig',
      fouten: [{ veld: 'afwijkendeDatum.datum', code, tekst: expect.stringContaining('Kies een werkdag van') }],
    });
    expect(await aanmeldingOf(world, ID)).toEqual(before);
  });

  it.each([
    ['2026-12-01', true],
    ['2027-01-29', true],
    ['2027-01-04', false],
    ['2027-03-02', false],
  ])('%s with the current period %s is taken', async (datum, meenemen) => {
    expect(await decide(await waiting(), withDatum(datum, 'verzuim', meenemen), FIRST)).toMatchObject({
      uitkomst: 'besloten',
      eersteUitwisseling: { datum },
    });
  });

  it('that has passed while the proposal lay there is refused to who confirms', async () => {
    const world = await waiting();
    await decide(world, withDatum('2026-12-01'), FIRST);
    world.klok.set('2026-12-01T09:00:00.000Z');
    expect(await decide(world, withDatum('2026-12-01'), SECOND)).toMatchObject({
      uitkomst: 'ongeldig',
      fouten: [{ code: 'datum-voorbij' }],
    });
  });
});
