import { describe, expect, it } from 'vitest';
import { type TijdvakId, uitwisselingIdOf } from '../../core/ids.ts';
import { planFor } from '../../core/kalender/planning.ts';
import { addDays, type Datum, dateInAmsterdam, dateOf, Kloktijd, momentInAmsterdam } from '../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakkenIn, type Verloning } from '../../core/kalender/tijdvak.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { startTimeOf } from '../../core/koppeling/starttijd.ts';
import { Naloop, reconcileKoppelingen } from '../../core/naloop/reconcile-koppelingen.ts';
import { PayrollTijdvak } from '../../core/nmbrs/payroll.ts';
import { startUitwisseling } from '../../core/uitwisseling/start-uitwisseling.ts';
import { GOOD_FORM } from './aanmeldformulier.ts';
import { carriedOut, decided, goedkeuren, koppelingOf, waitingForAkkoord } from './way.ts';
import { bedrijf, company, createWorld, run, type World, werknemer } from './world.ts';

/** 2026 has 53 ISO weeks; 2028 is a leap year. Signed up in the last days of 2025, so that every period of 2026 counts. */
const YEARS = [2026, 2027, 2028, 2029, 2030];
const LAST_DAY = dateOf(2031, 1, 31);
/** Some 1,850 days; two seconds on a machine that does nothing else. */
const PATIENCE_MS = 30_000;
const ROUND = Kloktijd.parse('04:30');

const periodsOf = (verloning: Verloning): readonly Tijdvak[] => YEARS.flatMap((jaar) => tijdvakkenIn(verloning, jaar));

const plansOf = (tijdvakken: readonly Tijdvak[]): readonly Delivery[] =>
  tijdvakken.map((tijdvak) => ({ tijdvakId: tijdvak.tijdvakId, datum: planFor(tijdvak).datum }));

/** An office that locks every run in time. */
async function realisedIn2025(verloning: Verloning): Promise<{ world: World; koppeling: Koppeling }> {
  const runs = periodsOf(verloning).map(({ jaar, nummer }) =>
    run(jaar * 100 + nummer, { jaar, nummer, tijdvakVan: nummer, tijdvakTot: nummer }),
  );
  const before = run(2025, { jaar: 2025, nummer: 1, tijdvakVan: 11, tijdvakTot: 11 });
  const world = createWorld({
    bedrijven: [
      company({
        bedrijf: bedrijf({ verloning }),
        tijdvak: PayrollTijdvak.parse({ jaar: 2025, nummer: 12, verloning }),
        runs: [before, ...runs],
        werknemers: [werknemer(7)],
      }),
    ],
  });
  world.klok.set('2025-12-22T10:00:00.000Z');
  const id = await waitingForAkkoord(world, { ...GOOD_FORM, verloning });
  await decided(world, id, goedkeuren('verzuim', false));
  await realiseKoppeling(world, id);
  return { world, koppeling: await koppelingOf(world, id) };
}

interface Delivery {
  readonly tijdvakId: TijdvakId;
  readonly datum: Datum;
}

/** One day: the round at half past four, then what the agenda holds for today. Gives what was delivered. */
async function live(world: World, { koppelingId }: Koppeling, vandaag: Datum): Promise<readonly Delivery[]> {
  const already = new Set(world.verloop.uitwisselingen);
  world.klok.set(momentInAmsterdam(vandaag, ROUND));
  const round = await reconcileKoppelingen(world, Naloop.parse({}));
  expect(round, vandaag).toMatchObject({ uitkomst: 'klaar', bekeken: 1, nietBekeken: 0 });
  expect(world.agenda.afspraken.size).toBe(1);
  const afspraak = await world.agenda.find(koppelingId);
  if (afspraak?.datum === vandaag) {
    world.klok.set(momentInAmsterdam(vandaag, afspraak.tijd));
    await startUitwisseling(world, afspraak);
  }
  const deliveries: Delivery[] = [];
  for (const id of world.verloop.uitwisselingen) {
    if (already.has(id)) continue;
    await carriedOut(world, id);
    const done = await world.registratie.findUitwisseling(id);
    if (done?.status === 'voltooid') {
      deliveries.push({ tijdvakId: done.tijdvakId, datum: dateInAmsterdam(done.voltooidOp) });
    }
  }
  return deliveries;
}

async function liveUntil(
  last: Datum,
  { world, koppeling }: { readonly world: World; readonly koppeling: Koppeling },
  disturb: (day: number) => Promise<void> = async () => undefined,
): Promise<readonly Delivery[]> {
  const all: Delivery[] = [];
  const first = dateOf(2025, 12, 23);
  for (let day = 0; addDays(first, day) <= last; day += 1) {
    await disturb(day);
    all.push(...(await live(world, koppeling, addDays(first, day))));
  }
  return all;
}

const mended = ({ logboek }: World) => logboek.lines.filter(({ code }) => code === 'naloop.hersteld').length;

describe.each(['maandelijks', 'vierwekelijks'] as const)('five years %s', (verloning) => {
  it(
    'give one exchange of each period, on its date, at its time on Dutch clocks, and nothing to mend',
    async () => {
      const { world, koppeling } = await realisedIn2025(verloning);
      const deliveries = await liveUntil(LAST_DAY, { world, koppeling });
      const expected = plansOf(periodsOf(verloning));
      expect(deliveries).toEqual(expected);
      expect(deliveries).toHaveLength(verloning === 'maandelijks' ? 60 : 65);
      expect(mended(world)).toBe(0);
      for (const { tijdvakId, datum } of expected) {
        const found = await world.registratie.findUitwisseling(uitwisselingIdOf(koppeling.koppelingId, tijdvakId, 1));
        expect(found).toMatchObject({
          gepland: datum,
          voltooidOp: momentInAmsterdam(datum, startTimeOf(koppeling.koppelingId)),
        });
      }
    },
    PATIENCE_MS,
  );
});

describe.each(['maandelijks', 'vierwekelijks'] as const)('a year %s', (verloning) => {
  it('in which the schedule gets lost every ten days gives one exchange of each period all the same', async () => {
    const { world, koppeling } = await realisedIn2025(verloning);
    const deliveries = await liveUntil(dateOf(2027, 1, 31), { world, koppeling }, async (day) => {
      if (day % 10 === 0) await world.agenda.cancel(koppeling.koppelingId);
    });
    expect(deliveries).toEqual(plansOf(tijdvakkenIn(verloning, 2026)));
    expect(mended(world)).toBeGreaterThan(30);
  });
});
