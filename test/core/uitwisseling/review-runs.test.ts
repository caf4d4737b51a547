import { describe, expect, it } from 'vitest';
import { Transient, Unclear } from '../../../core/errors.ts';
import { AanmeldingId, aanmeldingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Kloktijdstip, Tijdstip } from '../../../core/kalender/tijd.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import type { Run } from '../../../core/nmbrs/payroll.ts';
import type { PayrollGateway } from '../../../core/nmbrs/ports/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { reviewRuns } from '../../../core/uitwisseling/review-runs.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { LEVERING_AFGEKEURD } from '../../../core/uitwisseling/uitwisseling.ts';
import { aanmeldingIn, carriedOut, completed, koppelingOf, uitwisselingOf, worldWith } from '../way.ts';
import { company, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const NOVEMBER = TijdvakId.parse('2026-M11');
const RUN_AT = Kloktijdstip.parse('2026-11-27T10:00:00');
const LATER = Kloktijdstip.parse('2026-12-14T16:30:00');

const runsAre = (world: World, ...runs: readonly Run[]) => {
  world.nmbrs.bedrijven = [company({ runs })];
};

/** November was delivered on 10 December with run 811; it is the morning of the 15th. */
const delivered = () => deliveredWith(run(811, { gedraaidOp: RUN_AT }));
async function deliveredWith(...runs: readonly Run[]) {
  const { world, subject: first } = await worldWith((one) => {
    runsAre(one, ...runs);
    return completed(one);
  });
  const { koppelingId } = await uitwisselingOf(world, first);
  world.klok.set(Tijdstip.parse('2026-12-15T03:30:00.000Z'));
  const review = () => reviewRuns(world, koppelingId);
  return { world, koppelingId, review, second: uitwisselingIdOf(koppelingId, NOVEMBER, 2) };
}

describe('the runs of the last delivered period', () => {
  it('that are as they were ask for nothing', async () => {
    const { world, review } = await delivered();
    const before = await koppelingOf(world, ID);
    expect(await review()).toBe('ongewijzigd');
    expect(await koppelingOf(world, ID)).toEqual(before);
  });

  it.each([
    ['another locked one', [run(811, { gedraaidOp: RUN_AT }), run(815)]],
    ['another one instead', [run(815)]],
    ['the same one, run again', [run(811, { gedraaidOp: LATER })]],
  ])('with %s give a new version', async (_what, runs) => {
    const { world, review, second } = await delivered();
    runsAre(world, ...runs);
    expect(await review()).toBe('nieuwe-versie');
    expect(await uitwisselingOf(world, second)).toMatchObject({ status: 'gepland', aanleiding: 'nieuwe-run' });
    await carriedOut(world, second);
    expect(await review()).toBe('ongewijzigd');
    expect(await uitwisselingOf(world, second)).toMatchObject({ runIds: runs.map(({ runId }) => runId) });
  });

  it.each([
    ['one more that is still open', [run(811, { gedraaidOp: RUN_AT }), run(815, { vergrendeld: false })]],
    ['one of another period', [run(811, { gedraaidOp: RUN_AT }), run(815, { tijdvakVan: 12, tijdvakTot: 12 })]],
    ['one that no longer tells when it was run', [run(811)]],
  ])('with %s ask for nothing', async (_what, runs) => {
    const { world, review } = await delivered();
    runsAre(world, ...runs);
    expect(await review()).toBe('ongewijzigd');
  });

  it('unlocked, then locked again give a new version, once, also when it was run at the same moment', async () => {
    const { world, review, second } = await delivered();
    runsAre(world, run(811, { gedraaidOp: RUN_AT, vergrendeld: false }));
    expect(await review()).toBe('ontgrendeld');
    const noted = await koppelingOf(world, ID);
    world.klok.advance(86_400_000);
    expect(await review()).toBe('ontgrendeld');
    expect(await koppelingOf(world, ID)).toEqual(noted);
    runsAre(world, run(811, { gedraaidOp: RUN_AT }));
    expect(await review()).toBe('nieuwe-versie');
    await carriedOut(world, second);
    expect(await review()).toBe('ongewijzigd');
  });

  it.each([
    ['all gone', [], [run(815)]],
    ['drawn anew and not locked yet', [run(815, { vergrendeld: false })], [run(815)]],
    [
      'of two one drawn anew and not locked yet',
      [run(811, { gedraaidOp: RUN_AT }), run(816, { vergrendeld: false })],
      [run(811, { gedraaidOp: RUN_AT }), run(816)],
    ],
  ])('unlocked, deleted and %s wait for the new ones, whatever their ids', async (_what, repairing, repaired) => {
    const { world, review, second } = await deliveredWith(
      run(811, { gedraaidOp: RUN_AT }),
      ...(repaired.length > 1 ? [run(812)] : []),
    );
    runsAre(world, ...repairing);
    expect(await review()).toBe('ontgrendeld');
    expect(await world.registratie.findUitwisseling(second)).toBeUndefined();
    runsAre(world, ...repaired);
    expect(await review()).toBe('nieuwe-versie');
    await carriedOut(world, second);
    expect(await uitwisselingOf(world, second)).toMatchObject({ runIds: repaired.map(({ runId }) => runId) });
  });

  it('of which one was deleted and none came in its place give a new version', async () => {
    const { world, review } = await deliveredWith(run(811, { gedraaidOp: RUN_AT }), run(812));
    runsAre(world, run(811, { gedraaidOp: RUN_AT }));
    expect(await review()).toBe('nieuwe-versie');
  });

  it('unlocked a second time give a third version', async () => {
    const { world, koppelingId, review, second } = await delivered();
    for (const vergrendeld of [false, true]) {
      runsAre(world, run(811, { vergrendeld }));
      await review();
    }
    await carriedOut(world, second);
    for (const vergrendeld of [false, true]) {
      world.klok.advance(86_400_000);
      runsAre(world, run(811, { vergrendeld }));
      await review();
    }
    const third = uitwisselingIdOf(koppelingId, NOVEMBER, 3);
    expect(await uitwisselingOf(world, third)).toMatchObject({ status: 'gepland' });
  });

  it('of which the new version failed are tried again the next day', async () => {
    const { world, koppelingId, review, second } = await delivered();
    runsAre(world, run(815));
    await review();
    await failUitwisseling(world, second, 'Transient');
    world.klok.advance(86_400_000);
    expect(await review()).toBe('nieuwe-versie');
    expect(world.verloop.uitwisselingen.has(uitwisselingIdOf(koppelingId, NOVEMBER, 3))).toBe(true);
  });

  it('of which a person rejected the new version are tried again only after they changed once more', async () => {
    const { world, review, second } = await delivered();
    runsAre(world, run(815, { gedraaidOp: RUN_AT }));
    await review();
    await failUitwisseling(world, second, LEVERING_AFGEKEURD);
    world.klok.advance(86_400_000);
    expect(await review()).toBe('ongewijzigd');
    runsAre(world, run(815, { gedraaidOp: Kloktijdstip.parse('2026-12-16T09:00:00') }));
    expect(await review()).toBe('nieuwe-versie');
  });

  it('of which a person rejected the new version are tried again once they were unlocked', async () => {
    const { world, review, second } = await delivered();
    runsAre(world, run(811, { gedraaidOp: LATER }));
    await review();
    await failUitwisseling(world, second, LEVERING_AFGEKEURD);
    world.klok.advance(86_400_000);
    runsAre(world, run(811, { gedraaidOp: LATER, vergrendeld: false }));
    expect(await review()).toBe('ontgrendeld');
    runsAre(world, run(811, { gedraaidOp: LATER }));
    expect(await review()).toBe('nieuwe-versie');
  });

  it('are of no interest any more once the next period was delivered', async () => {
    const { world, koppelingId, review } = await delivered();
    world.klok.set(Tijdstip.parse('2027-01-11T05:00:00.000Z'));
    const december = run(901, { tijdvakVan: 12, tijdvakTot: 12 });
    runsAre(world, run(811, { gedraaidOp: RUN_AT }), december);
    const id = uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M12'), 1);
    await reconcileKoppelingen(world, Naloop.parse({}));
    world.klok.set(Tijdstip.parse('2027-01-12T03:30:00.000Z'));
    await reconcileKoppelingen(world, Naloop.parse({}));
    await carriedOut(world, id);
    runsAre(world, run(811, { gedraaidOp: LATER }), december);
    expect(await review()).toBe('ongewijzigd');
  });

  it('that change while the next period waits for its run give a new version once that is delivered', async () => {
    const { world, koppelingId, review, second } = await delivered();
    world.klok.set(Tijdstip.parse('2027-01-11T09:00:00.000Z'));
    const december = uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M12'), 1);
    await startWhenDue(world, koppelingId);
    expect(await checkRun(world, december)).toMatchObject({ uitkomst: 'wacht' });
    runsAre(world, run(811, { gedraaidOp: LATER }));
    expect(await review()).toBe('bezig');
    const noted = await koppelingOf(world, ID);
    expect(noted.inhalen).toEqual([{ tijdvakId: NOVEMBER, na: 1, aanleiding: 'nieuwe-run' }]);
    expect(await review()).toBe('bezig');
    expect(await koppelingOf(world, ID)).toEqual(noted);
    runsAre(world, run(811, { gedraaidOp: LATER }), run(901, { tijdvakVan: 12, tijdvakTot: 12 }));
    await carriedOut(world, december);
    expect(await uitwisselingOf(world, second)).toMatchObject({ status: 'gepland', aanleiding: 'nieuwe-run' });
    await carriedOut(world, second);
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2027-M01');
    expect(await review()).toBe('ongewijzigd');
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
  });

  it('are not looked at before the first delivery, nor while the koppeling is not active', async () => {
    const { world, review } = await delivered();
    world.nmbrs.bedrijven = [];
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    const next = { ...koppeling, versie: koppeling.versie + 1, status: 'gepauzeerd' as const };
    await world.registratie.replaceKoppeling(next, regel);
    expect(await review()).toBe('ongewijzigd');
  });
});

describe('a look that Nmbrs holds up, spoils or refuses', () => {
  it.each([
    ['holds up', new Transient({ code: 'nmbrs-druk', message: 'too many calls' }), 'nmbrs-druk'],
    ['answers without sense', new Unclear({ code: 'nmbrs-unreadable', message: 'no XML' }), 'nmbrs-unreadable'],
    ['refuses', undefined, 'recht-niet-actief.Run_GetList'],
  ])('%s is no failure of the loop: the schedule is mended all the same', async (_what, held, foutcode) => {
    const { world, koppelingId } = await delivered();
    await world.agenda.cancel(koppelingId);
    if (held === undefined) world.nmbrs.weigeringen = { Run_GetList: { reden: 'recht-niet-actief', code: '1002' } };
    const gateway: PayrollGateway = {
      open: (inloggegevens) => ({
        ...world.gateway.open(inloggegevens),
        ...(held === undefined ? {} : { listRuns: () => Promise.reject(held) }),
      }),
    };
    expect(await reconcileKoppelingen({ ...world, gateway }, Naloop.parse({}))).toEqual({
      uitkomst: 'klaar',
      ...{ bekeken: 1, hersteld: 1, nieuweVersies: 0, nietBekeken: 1, mislukt: 0 },
    });
    expect(world.logboek.lines.at(-1)).toMatchObject({ code: 'naloop.niet-bekeken', foutcode });
    expect(world.agenda.afspraken.size).toBe(1);
  });

  it('refuses for the token is not repeated for each koppeling of that login: an office may have hundreds', async () => {
    const { world } = await delivered();
    const one = await aanmeldingIn(world, ID, 'gerealiseerd');
    const koppeling = await koppelingOf(world, ID);
    const exchanges = await world.registratie.listUitwisselingen(koppeling.koppelingId);
    const ids = Array.from({ length: 40 }, (_, index) => ID.replace(/..$/, String(index + 10)));
    const aanmeldingen = ids.map((id) => ({ ...one, aanmeldingId: AanmeldingId.parse(id) }));
    const registratie: World['registratie'] = {
      ...world.registratie,
      listAanmeldingen: async ({ status }) => ({
        aanmeldingen: status === 'gerealiseerd' ? aanmeldingen : [],
        meer: false,
      }),
      listUitwisselingen: async () => exchanges,
      findKoppeling: async (koppelingId) => ({ ...koppeling, koppelingId, aanmeldingId: aanmeldingIdOf(koppelingId) }),
      replaceKoppeling: async () => 'opgeslagen',
    };
    let calls = 0;
    const gateway: PayrollGateway = {
      open: (inloggegevens) => ({
        ...world.gateway.open(inloggegevens),
        listRuns: async () => {
          calls += 1;
          return {
            ok: false,
            refusal: { reden: 'inloggegevens-ongeldig', code: '1001', aanroep: 'Run_GetList' },
          };
        },
      }),
    };
    const outcome = await reconcileKoppelingen({ ...world, registratie, gateway }, Naloop.parse({}));
    expect(outcome).toMatchObject({ uitkomst: 'klaar', bekeken: 40, nietBekeken: 40 });
    expect(calls).toBeLessThanOrEqual(5);
  });
});
