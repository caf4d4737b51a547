import { describe, expect, it } from 'vitest';
import { pauseKoppeling } from '../../../core/beheer/pause-koppeling.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, type UitwisselingId } from '../../../core/ids.ts';
import { askVrijgave } from '../../../core/levering/ask-vrijgave.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { decideVrijgave } from '../../../core/levering/decide-vrijgave.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { presentUitwisseling } from '../../../core/weergave/present-koppeling.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { firstDelivered, nextDelivered, nextFetched, type Staff, setOf } from '../deliveries.ts';
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
    expect(regel).toMatchObject({
      wat: 'uitwisseling.vastgehouden',
      waarom: 'spoorloos: 7 in dienst, 2026-M11 had er 10; 0 uit dienst gemeld, 3 zonder datum weg',
    });
  });

  it('is told to a.s.r. once, in counts', async () => {
    const { world, id } = await waitingForVrijgave();
    await askVrijgave(world, id, token('tweede'));
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail?.aan).toBe(ASSESSORS);
    const text = JSON.stringify(mail);
    expect(text).toContain('zijn er 7 werknemers in dienst; in november 2026 waren dat er 10.');
    expect(text).toContain('kies «leveren» en geef de reden');
    expect(text).toContain(id);
    for (const canary of [TOKEN, BSN, 'Sterrenstof', '1001']) expect(text).not.toContain(canary);
  });

  it('is what the office reads: a.s.r. looks at it', async () => {
    const { world, id } = await waitingForVrijgave();
    const show = async () =>
      presentStatus(await aanmeldingOf(world, ID), {
        koppeling: await koppelingOf(world, ID),
        regels: await world.registratie.listAudit(ID),
        nu: world.klok.now(),
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

describe('who went out of service', () => {
  const dienst = (...rows: object[]) => ({ dienstverbanden: rows.map((row) => Dienstverband.parse(row)) });
  const left = (nummer: number, eind: string) => ({
    ...werknemer(nummer, dienst({ begin: '2020-01-01', eind })),
    soort: 'uit-dienst' as const,
  });
  const staff = (...nummers: number[]) => nummers.map((nummer) => werknemer(nummer));
  const TEN = [7, 1, 2, 3, 4, 5, 6, 8, 9, 10];
  /** The months after November 2026, each with its people; the last one is assembled. */
  async function months(first: Staff, ...later: readonly Staff[]) {
    const { world, id } = await firstDelivered(first, goedkeuren('verzuim'));
    let last = id;
    for (const people of later.slice(0, -1)) last = await nextDelivered(world, last, people);
    last = await nextFetched(world, last, later.at(-1) ?? []);
    return { world, id: last, came: await assembleGegevensset(world, last) };
  }
  const heldFor = async ({ world, id }: Awaited<ReturnType<typeof months>>) => {
    const found = await uitwisselingOf(world, id);
    return found.status === 'vastgehouden' ? found : undefined;
  };

  it('by a mistake that takes nine of ten is held at once, and not two periods later', async () => {
    const wrong = [werknemer(7), ...TEN.slice(1).map((nummer) => left(nummer, '2026-12-15'))];
    const made = await months(staff(...TEN), wrong);
    expect(made.came).toBe('vastgehouden');
    expect(await heldFor(made)).toMatchObject({
      reden: 'veel-uit-dienst',
      werknemers: 10,
      bezetting: { nu: 1, eraf: 9, spoorloos: 0, gemeld: 9 },
      vorige: { tijdvakId: '2026-M11', inDienst: 10 },
      vertrokken: TEN.slice(1)
        .sort((a, b) => a - b)
        .map((nummer) => ({ werknemerId: 1000 + nummer, laatsteDag: '2026-12-15' })),
    });
    expect(
      presentUitwisseling(await uitwisselingOf(made.world, made.id), { delen: [], nu: made.world.klok.now() }),
    ).toMatchObject({
      vastgehouden: {
        reden: 'veel-uit-dienst',
        uitleg:
          'Aan het eind van dit tijdvak is er 1 werknemer in dienst; in november 2026 waren dat er 10. Van 9 werknemers is nu een laatste dag gemeld: een vijfde of meer van wie in dienst was.',
      },
    });
  });

  it('on a day that is still to come, five of ten at once, is held when it is entered', async () => {
    const ending = TEN.map((nummer, index) => (index < 5 ? left(nummer, '2027-06-30') : werknemer(nummer)));
    expect(await heldFor(await months(staff(...TEN), ending))).toMatchObject({ reden: 'veel-uit-dienst' });
    const four = TEN.map((nummer, index) => (index < 4 ? left(nummer, '2027-06-30') : werknemer(nummer)));
    expect((await months(staff(...TEN), four)).came).toBe('compleet');
  });

  it('is not held against a werkgever of four, in that period or a later one', async () => {
    const gone = [...staff(7, 1, 2), left(3, '2026-12-31')];
    for (const later of [[gone], [gone, gone], [gone, gone, staff(7, 1, 2)]]) {
      expect((await months(staff(7, 1, 2, 3), ...later)).came).toBe('compleet');
    }
  });

  it('without a word is held against a werkgever of four, and says whom', async () => {
    expect(await heldFor(await months(staff(7, 1, 2, 3), staff(7, 1, 2)))).toMatchObject({
      reden: 'spoorloos',
      bezetting: { nu: 3, eraf: 0, spoorloos: 1, gemeld: 0 },
      vertrokken: [{ werknemerId: 1003 }],
    });
  });

  it('without a word, a fifth of them, is held also when as many others came', async () => {
    const others = [11, 12, 13].map((nummer) => werknemer(nummer));
    expect(await heldFor(await months(staff(...TEN), [...staff(...TEN.slice(3)), ...others]))).toMatchObject({
      reden: 'spoorloos',
      bezetting: { nu: 10, spoorloos: 3 },
    });
    const two = await months(staff(...TEN), [...staff(...TEN.slice(2)), ...others]);
    expect(two.came).toBe('compleet');
  });

  it('and was told explains that there are fewer; who goes on top of them without a word does not', async () => {
    const fewer = (gone: number) => [
      ...staff(...TEN.slice(4 + gone)),
      ...TEN.slice(0, 4).map((nr) => left(nr, '2026-12-31')),
    ];
    expect((await months(staff(...TEN), fewer(1))).came).toBe('compleet');
    expect(await heldFor(await months(staff(...TEN), fewer(2)))).toMatchObject({
      reden: 'veel-minder',
      bezetting: { nu: 4, eraf: 4, spoorloos: 2, gemeld: 4 },
    });
  });

  it('is counted in the manifest: those before, and who came, less who went, are those of now', async () => {
    const people = [...staff(...TEN.slice(2)), left(1, '2026-12-10'), werknemer(11, dienst({ begin: '2026-12-20' }))];
    const made = await months(staff(...TEN), people);
    expect((await setOf(made.world, made.id)).manifest.inDienst).toEqual({
      nu: 9,
      verloop: { vorige: 10, erbij: 1, eraf: 1, spoorloos: 1 },
    });
  });
});

describe('a first data set', () => {
  const staff = (count: number) => Array.from({ length: count }, (_, index) => werknemer(index === 0 ? 7 : 20 + index));
  /** The controle counted so many; by the day of the exchange both lists and the employments have fewer. */
  async function firstSet(counted: Staff, now: Staff) {
    const world = createWorld({ bedrijven: [company({ werknemers: counted })] });
    const id = await running(world, goedkeuren('verzuim'));
    world.nmbrs.bedrijven = [company({ werknemers: now })];
    await gathered(world, id);
    return { world, id, came: await assembleGegevensset(world, id) };
  }
  const firstOf = (counted: number, now: number) => firstSet(staff(counted), staff(now));
  const during = (nummer: number, begin: string, eind?: string) =>
    werknemer(nummer, { dienstverbanden: [Dienstverband.parse({ begin, eind })] });

  it('of a werkgever of whom one of two only begins after the period is delivered (case 12)', async () => {
    const both = [werknemer(7), during(1, '2026-12-01')];
    const { world, id, came } = await firstSet(both, both);
    expect(came).toBe('compleet');
    expect((await setOf(world, id)).werknemers.map(({ werknemerId }) => werknemerId)).toEqual([1007]);
  });

  it('of a small werkgever is held when somebody is gone without a word, and not for who left with a day', async () => {
    const counted = [werknemer(7), werknemer(1), werknemer(2)];
    const gone = { ...during(2, '2020-01-01', '2026-11-25'), soort: 'uit-dienst' as const };
    expect((await firstSet(counted, [werknemer(7), werknemer(1), gone])).came).toBe('compleet');
    expect((await firstSet(counted, [werknemer(7), werknemer(1)])).came).toBe('vastgehouden');
  });

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
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vastgehouden', vorige: { inDienst: 9 } });
    await askVrijgave(world, id, VRIJGAVE);
    expect(JSON.stringify(world.post.verzonden)).toContain('in de controle bij de aanmelding waren dat er 9.');
  });
});
