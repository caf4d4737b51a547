import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId } from '../../../core/ids.ts';
import { dateInAmsterdam } from '../../../core/kalender/tijd.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { skipTijdvak } from '../../../core/uitwisseling/skip-tijdvak.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { started, uitwisselingOf } from '../way.ts';
import { BSN, company, createWorld, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function waiting() {
  const world = createWorld();
  const id = await started(world);
  world.nmbrs.bedrijven = [company({ runs: [run(811, { vergrendeld: false })] })];
  world.post.forget();
  return { world, id };
}

/** Looks as the machine does, on each day that the look before it named. */
async function look({ world, id }: Awaited<ReturnType<typeof waiting>>, until: string): Promise<void> {
  for (;;) {
    const outcome = await checkRun(world, id);
    if (outcome.uitkomst !== 'wacht' || dateInAmsterdam(outcome.tot) > until) return;
    world.klok.set(outcome.tot);
  }
}

const remindersOf = ({ post }: World) =>
  post.sleutels.filter(({ soort }) => soort === 'run-herinnering').map(({ gelegenheid }) => gelegenheid.split('.')[1]);

describe('the office of a run that stays open', () => {
  it('is reminded every third working day until the deadline, and weekly from then on', async () => {
    const at = await waiting();
    await look(at, '2027-01-18');
    expect(remindersOf(at.world)).toEqual([
      ...['werkdag-3', 'werkdag-6', 'werkdag-9', 'werkdag-12'],
      ...['week-0', 'week-1', 'week-2'],
    ]);
  });

  it('reads since when, what to do and until when, and nothing that is secret', async () => {
    const at = await waiting();
    await look(at, '2026-12-15');
    const mail = at.world.post.verzonden.at(-1);
    expect(mail?.onderwerp).toMatch(/^Herinnering salariskoppeling: de run is nog niet vergrendeld/);
    const text = JSON.stringify(mail);
    for (const phrase of [
      'Sinds donderdag 10 december 2026',
      'run van november 2026',
      'Salarisrun vergrendelen',
      'de volgende keer op woensdag 16 december 2026',
      'De uiterste datum van de loonaangifte is 31 december 2026.',
    ]) {
      expect(text).toContain(phrase);
    }
    for (const canary of [TOKEN, BSN, '123456782']) expect(text).not.toContain(canary);
    await look(at, '2027-01-04');
    expect(JSON.stringify(at.world.post.verzonden.at(-1))).toContain('(31 december 2026) is voorbij');
  });

  it('is told once per occasion, however often is looked on one day', async () => {
    const at = await waiting();
    await look(at, '2026-12-15');
    await checkRun(at.world, at.id);
    await checkRun(at.world, at.id);
    expect(remindersOf(at.world)).toEqual(['werkdag-3']);
  });

  it('keeps since when it waits, through all looks', async () => {
    const at = await waiting();
    await look(at, '2026-12-18');
    expect(await uitwisselingOf(at.world, at.id)).toMatchObject({
      wachtSinds: '2026-12-10',
      volgendeBlik: '2026-12-21',
    });
  });

  it('hears no more once the run is locked, or the period is passed over', async () => {
    const locked = await waiting();
    await look(locked, '2026-12-14');
    locked.world.nmbrs.bedrijven = [company()];
    await look(locked, '2027-02-01');
    expect(remindersOf(locked.world)).toEqual([]);

    const skipped = await waiting();
    await look(skipped, '2026-12-15');
    const tijdvakId = TijdvakId.parse('2026-M11');
    const request = { koppelingId: koppelingIdOf(ID), tijdvakId, reden: 'geen run', beoordelaar: 'beoordelaar-1' };
    expect(await skipTijdvak(skipped.world, request)).toMatchObject({ uitkomst: 'overgeslagen' });
    await look(skipped, '2027-02-01');
    expect(remindersOf(skipped.world)).toEqual(['werkdag-3']);
  });
});
