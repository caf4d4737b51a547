import { describe, expect, it } from 'vitest';
import { AanmeldingId, KoppelingId, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { assembled, koppelingOf, realised, started, uitwisselingOf } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

const TIJDVAK = TijdvakId.parse('2026-M11');
const start = (world: World, { koppelingId }: { koppelingId: KoppelingId }) =>
  startUitwisseling(world, { koppelingId, tijdvakId: TIJDVAK });

async function withStatus(world: World, koppeling: Koppeling, status: Koppeling['status']): Promise<void> {
  const { aanmeldingId } = koppeling;
  const { versie } = await koppelingOf(world, aanmeldingId);
  const regel = { aanmeldingId, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
  expect(await world.registratie.replaceKoppeling({ ...koppeling, versie: versie + 1, status }, regel)).toBe(
    'opgeslagen',
  );
}

describe('the start of an exchange', () => {
  it('plans it with its date and deadline, and starts the machine', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    expect(await start(world, koppeling)).toBe('gestart');
    const id = uitwisselingIdOf(koppeling.koppelingId, TIJDVAK, 1);
    expect(await uitwisselingOf(world, id)).toEqual({
      status: 'gepland',
      uitwisselingId: id,
      koppelingId: koppeling.koppelingId,
      tijdvakId: TIJDVAK,
      datasetVersie: 1,
      versie: 0,
      gepland: '2026-12-10',
      deadline: '2026-12-31',
    });
    expect([...world.verloop.uitwisselingen]).toEqual([id]);
  });

  it('notes the date on which it was really planned, which an assessor may have chosen', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    const volgende = { tijdvakId: TIJDVAK, datum: Datum.parse('2026-12-15') };
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    await world.registratie.replaceKoppeling({ ...koppeling, volgende, versie: koppeling.versie + 1 }, regel);
    await start(world, koppeling);
    const id = uitwisselingIdOf(koppeling.koppelingId, TIJDVAK, 1);
    expect(await uitwisselingOf(world, id)).toMatchObject({ gepland: '2026-12-15', deadline: '2026-12-31' });
  });

  it('twice, also at the same moment, starts one', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    await Promise.all([start(world, koppeling), start(world, koppeling)]);
    await start(world, koppeling);
    expect(world.verloop.uitwisselingen.size).toBe(1);
  });

  it('is skipped for a koppeling that is not active', async () => {
    for (const status of ['onderbroken', 'gepauzeerd', 'gestopt'] as const) {
      const world = createWorld();
      const koppeling = await realised(world);
      await withStatus(world, koppeling, status);
      expect(await start(world, koppeling)).toBe('overgeslagen');
      expect(world.verloop.uitwisselingen.size).toBe(0);
    }
  });

  it('is a defect for a koppeling that nobody knows', async () => {
    const koppelingId = KoppelingId.parse('kop-00000000-0000-4000-8000-000000000009');
    await expect(start(createWorld(), { koppelingId })).rejects.toMatchObject({ code: 'koppeling-onbekend' });
  });

  it('after a crash anywhere starts one', async () => {
    const setting = createWorld();
    const { aanmeldingId, koppelingId } = await realised(setting);
    const id = uitwisselingIdOf(koppelingId, TIJDVAK, 1);
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await realised(world);
        return world;
      },
      step: (world) => start(world, { koppelingId }),
      endState: (world) => endState(world, aanmeldingId, id),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('the start of an exchange whose last version', () => {
  it('failed is the start of the next version', async () => {
    const world = createWorld();
    const first = await started(world);
    const { koppelingId } = await uitwisselingOf(world, first);
    await failUitwisseling(world, first, 'Transient');
    await start(world, { koppelingId });
    await start(world, { koppelingId });
    const second = uitwisselingIdOf(koppelingId, TIJDVAK, 2);
    expect(await uitwisselingOf(world, second)).toMatchObject({ status: 'gepland', datasetVersie: 2 });
    expect([...world.verloop.uitwisselingen]).toEqual([first, second]);
  });

  it('lapsed while the koppeling was paused is the start of the next version', async () => {
    const world = createWorld();
    const first = await started(world);
    const { koppelingId } = await uitwisselingOf(world, first);
    const koppeling = await koppelingOf(world, ID);
    await withStatus(world, koppeling, 'gepauzeerd');
    expect(await checkRun(world, first)).toEqual({ uitkomst: 'vervallen' });
    await withStatus(world, koppeling, 'actief');
    await start(world, { koppelingId });
    const second = uitwisselingIdOf(koppelingId, TIJDVAK, 2);
    expect([...world.verloop.uitwisselingen]).toEqual([first, second]);
    expect(await checkRun(world, second)).toEqual({ uitkomst: 'run-vergrendeld' });
  });

  it('was delivered starts nothing new', async () => {
    const world = createWorld();
    const first = await assembled(world);
    await completeUitwisseling(world, first);
    const { koppelingId } = await uitwisselingOf(world, first);
    await start(world, { koppelingId });
    expect([...world.verloop.uitwisselingen]).toEqual([first]);
  });
});
