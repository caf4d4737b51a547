import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { koppelingIdOf } from '../../../core/domain/koppeling.ts';
import { isOpen, type UitwisselingId } from '../../../core/domain/uitwisseling.ts';
import { Transient } from '../../../core/errors.ts';
import { askVrijgave } from '../../../core/use-cases/ask-vrijgave.ts';
import { assembleGegevensset } from '../../../core/use-cases/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/use-cases/complete-uitwisseling.ts';
import { decideVrijgave } from '../../../core/use-cases/decide-vrijgave.ts';
import { endKoppeling } from '../../../core/use-cases/end-koppeling.ts';
import { failUitwisseling } from '../../../core/use-cases/fail-uitwisseling.ts';
import { pauseKoppeling } from '../../../core/use-cases/pause-koppeling.ts';
import { presentStatus } from '../../../core/use-cases/present-status.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/use-cases/reconcile-koppelingen.ts';
import { signOffAanmelding } from '../../../core/use-cases/sign-off-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { afterNovember, waitingForVrijgave } from '../held.ts';
import { aanmeldingOf, gathered, goedkeuren, koppelingOf, running, token, uitwisselingOf } from '../way.ts';
import { ASSESSORS, BSN, company, createWorld, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const VRIJGAVE = token('vrijgave');

const decide = (world: World, uitwisselingId: UitwisselingId, besluit: 'leveren' | 'afkeuren', beoordelaar = 'b-1') =>
  decideVrijgave(world, { uitwisselingId, formulier: { besluit, reden: 'Nagevraagd.' }, beoordelaar });
const reconcile = (world: World) => reconcileKoppelingen(world, Naloop.parse({}));
const resumed = ({ verloop }: World) => verloop.hervat.get(VRIJGAVE);
const delivered = ({ opslag }: World) => [...opslag.objecten.keys()].filter((key) => key.includes('/2026-M12/'));

describe('a data set with fewer employees than the one before', () => {
  it.each([
    [10, 8, 'compleet'],
    [10, 7, 'vastgehouden'],
    [5, 4, 'compleet'],
    [5, 3, 'vastgehouden'],
    [5, 0, 'vastgehouden'],
    [4, 3, 'vastgehouden'],
    [1, 0, 'vastgehouden'],
    [3, 12, 'compleet'],
  ])('of %i employees before and %i now is %s', async (before, now, expected) => {
    const { world, id, came } = await afterNovember(before, now);
    expect(came).toBe(expected);
    const isHeld = expected === 'vastgehouden';
    expect((await uitwisselingOf(world, id)).status).toBe(isHeld ? 'vastgehouden' : 'loopt');
    expect(delivered(world).length === 0).toBe(isHeld);
  });

  it('stays held when the step is run again, and after a crash anywhere', async () => {
    const { world, id } = await afterNovember(10, 7);
    const before = await endState(world, ID, id);
    expect(await assembleGegevensset(world, id)).toBe('vastgehouden');
    expect(await endState(world, ID, id)).toEqual(before);
    const regel = (await world.registratie.listAudit(ID)).at(-1);
    expect(regel).toMatchObject({ wat: 'uitwisseling.vastgehouden', waarom: '7 werknemers, 2026-M11 had er 10' });
  });

  it('is told to a.s.r. once, in counts', async () => {
    const { world, id } = await waitingForVrijgave();
    await askVrijgave(world, id, token('tweede'));
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail?.aan).toBe(ASSESSORS);
    const text = JSON.stringify(mail);
    expect(text).toContain('7 werknemers. In november 2026 waren dat er 10.');
    expect(text).toContain(`POST /uitwisselingen/${id}/vrijgave`);
    for (const canary of [TOKEN, BSN, 'Sterrenstof', '1001']) expect(text).not.toContain(canary);
  });

  it('is what the office reads: a.s.r. looks at it', async () => {
    const { world, id } = await waitingForVrijgave();
    const show = async () =>
      presentStatus(await aanmeldingOf(world, ID), {
        koppeling: await koppelingOf(world, ID),
        regels: await world.registratie.listAudit(ID),
      }).watNu;
    expect(await show()).toContain('daarom kijkt a.s.r. er eerst naar');
    await decide(world, id, 'leveren');
    expect(await show()).not.toContain('a.s.r.');
    await pauseKoppeling(world, { koppelingId: koppelingIdOf(ID), reden: 'x', beoordelaar: 'b' });
    expect(await show()).toContain('gepauzeerd');
  });
});

describe('a set that is released', () => {
  it('is delivered as it was fetched, and is not held again', async () => {
    const { world, id } = await waitingForVrijgave();
    expect(await decide(world, id, 'leveren')).toEqual({ uitkomst: 'besloten', besluit: 'leveren' });
    expect(resumed(world)).toEqual({ uitkomst: 'leveren' });
    expect(await assembleGegevensset(world, id)).toBe('compleet');
    await completeUitwisseling(world, id);
    expect(await uitwisselingOf(world, id)).toMatchObject({
      status: 'voltooid',
      werknemers: 7,
      vrijgave: { besluit: 'leveren', beoordelaar: 'b-1' },
    });
    const regels = await world.registratie.listAudit(ID);
    expect(regels.find(({ wat }) => wat === 'uitwisseling.vrijgegeven')).toMatchObject({
      wie: 'beoordelaar:b-1',
      waarom: 'Nagevraagd.',
    });
  });

  it('before the machine waits lets it go on when it does', async () => {
    const { world, id } = await afterNovember(10, 7);
    await decide(world, id, 'leveren');
    world.verloop.wait(VRIJGAVE);
    await askVrijgave(world, id, VRIJGAVE);
    expect(resumed(world)).toEqual({ uitkomst: 'leveren' });
    expect(world.post.verzonden).toEqual([]);
  });
});

describe('a set that is rejected', () => {
  it('is not delivered; the period is fetched again on the next working day', async () => {
    const { world, id } = await waitingForVrijgave();
    expect(await decide(world, id, 'afkeuren')).toEqual({ uitkomst: 'besloten', besluit: 'afkeuren' });
    expect(resumed(world)).toEqual({ uitkomst: 'afkeuren' });
    await failUitwisseling(world, id, 'levering-afgekeurd');
    expect(delivered(world)).toEqual([]);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'mislukt', code: 'levering-afgekeurd' });
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: '2026-M12', datum: '2027-01-12' }]);
    expect(JSON.stringify(world.post.verzonden.at(-1))).toContain('door a.s.r. afgekeurd');
    expect(await decide(world, id, 'afkeuren')).toEqual({ uitkomst: 'besloten', besluit: 'afkeuren' });
    expect(await decide(world, id, 'leveren')).toEqual({ uitkomst: 'al-besloten' });
  });
});

describe('the decision', () => {
  it.each(['leveren', 'afkeuren'] as const)(
    '%s, sent again, is the same, and the other is refused',
    async (besluit) => {
      const { world, id } = await waitingForVrijgave();
      await decide(world, id, besluit);
      expect(await decide(world, id, besluit, 'b-2')).toEqual({ uitkomst: 'besloten', besluit });
      const other = besluit === 'leveren' ? 'afkeuren' : 'leveren';
      expect(await decide(world, id, other)).toEqual({ uitkomst: 'al-besloten' });
    },
  );

  it.each(['leveren', 'afkeuren'] as const)(
    '%s, after a crash anywhere, is taken when it is sent again',
    async (besluit) => {
      const { id } = await waitingForVrijgave();
      const { calls, undisturbed, afterCrash } = await crashEverywhere({
        prepare: async () => (await waitingForVrijgave()).world,
        step: (world) => decide(world, id, besluit),
        endState: (world) => endState(world, ID, id),
      });
      expect(calls).toContain('verloop.resume');
      for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
    },
  );

  it.each(['leveren', 'afkeuren'] as const)(
    '%s, that did not reach the machine and is not sent again, is passed on by the daily round',
    async (besluit) => {
      const { world, id } = await waitingForVrijgave();
      const resume = () => Promise.reject(new Transient({ code: 'aws.verloop.resume', message: 'gone' }));
      const deps = { ...world, verloop: { ...world.verloop, resume } };
      await expect(decide(deps, id, besluit)).rejects.toBeInstanceOf(Transient);
      const rounds = [await reconcile(world), await reconcile(world)];
      expect(rounds.map(({ hersteld }) => hersteld)).toEqual([1, 0]);
      expect(resumed(world)).toEqual({ uitkomst: besluit });
    },
  );

  it('that nobody took yet is left to a person by the daily round', async () => {
    const { world } = await waitingForVrijgave();
    expect(await reconcile(world)).toMatchObject({ hersteld: 0, mislukt: 0 });
    expect(resumed(world)).toBeUndefined();
  });

  it('of two at the same moment holds for one', async () => {
    const { world, id } = await waitingForVrijgave();
    const both = await Promise.all([decide(world, id, 'leveren', 'a'), decide(world, id, 'afkeuren', 'b')]);
    expect(both.map(({ uitkomst }) => uitkomst).sort()).toEqual(['al-besloten', 'besloten']);
  });

  it('cannot be taken about what is not held', async () => {
    const { world, id } = await afterNovember(10, 10);
    expect(await decide(world, id, 'leveren')).toEqual({ uitkomst: 'niet-vastgehouden' });
  });
});

describe('a werkgever that leaves while a set is held', () => {
  it('is not kept waiting for the person: the machine goes on, nothing is delivered', async () => {
    const { world, id } = await waitingForVrijgave();
    await signOffAanmelding(world, ID);
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    world.klok.advance(5 * 3_600_000);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(resumed(world)).toEqual({ uitkomst: 'vervallen' });
    const found = await uitwisselingOf(world, id);
    expect([found.status, isOpen(found), delivered(world)]).toEqual(['vervallen', false, []]);
    expect([...world.opslag.objecten.keys()].filter((key) => key.startsWith('werk/'))).toEqual([]);
  });
});

describe('a first data set', () => {
  const staff = (count: number) => Array.from({ length: count }, (_, index) => werknemer(index === 0 ? 7 : 20 + index));
  /** The controle counted so many; by the day of the exchange both lists and the employments have fewer. */
  async function firstOf(counted: number, now: number) {
    const world = createWorld({ bedrijven: [company({ werknemers: staff(counted) })] });
    const id = await running(world, goedkeuren('verzuim'));
    world.nmbrs.bedrijven = [company({ werknemers: staff(now) })];
    await gathered(world, id);
    return { world, id, came: await assembleGegevensset(world, id) };
  }

  it.each([
    [9, 9, 'compleet'],
    [10, 8, 'compleet'],
    [9, 5, 'vastgehouden'],
    [9, 0, 'vastgehouden'],
    [9, 12, 'compleet'],
  ])('is held against the number that the controle counted: %i, now %i: %s', async (counted, now, expected) => {
    expect((await firstOf(counted, now)).came).toBe(expected);
  });

  it('that is held says against what, to a.s.r. in words too', async () => {
    const { world, id } = await firstOf(9, 5);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vastgehouden', vorige: { werknemers: 9 } });
    await askVrijgave(world, id, VRIJGAVE);
    expect(JSON.stringify(world.post.verzonden)).toContain('In de controle bij de aanmelding waren dat er 9.');
  });
});
