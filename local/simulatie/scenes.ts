import { planAfter, planFor } from '../../core/kalender/planning.ts';
import { Datum, epochMs, Kloktijd, momentInAmsterdam } from '../../core/kalender/tijd.ts';
import { tijdvakAt } from '../../core/kalender/tijdvak.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import { DAY_MS, HOUR_MS, type Intrede, type Lot } from './lots.ts';
import { GROTE_LIJSTEN, type Plot } from './plot.ts';

/** A course of events in which nothing goes wrong by itself: the crash matrix cuts it off at each of its calls. */
export interface Scene {
  readonly name: string;
  readonly plot: Plot;
}

const at = (datum: string, tijd: string): number =>
  epochMs(momentInAmsterdam(Datum.parse(datum), Kloktijd.parse(tijd)));

/** November 2026 is exchanged on 10 December, December on 11 January. */
const FIRST = planFor(tijdvakAt('maandelijks', Datum.parse('2026-11-20')));
const SECOND = planAfter(FIRST.tijdvak);
const START = at('2026-11-24', '12:00');

const lot = (over: Partial<Lot> = {}): Lot => ({
  ...{ verloning: 'maandelijks', dekkingsprofiel: 'wia', headcount: 2, hasOldLeaver: false },
  ...{ plans: [FIRST], locks: [at('2026-12-04', '15:00'), at('2027-01-06', '15:00')], editsAt: [] },
  ...{ hireAt: undefined, leaveAt: undefined, exodusAt: undefined },
  ...over,
});

function plotOf(own: Lot, over: Partial<Plot> = {}): Plot {
  const clearsAt = at(own.plans.at(-1)?.datum ?? '2026-12-10', '12:00') + 7 * DAY_MS;
  return {
    start: START,
    end: clearsAt + DAY_MS,
    lots: [own],
    ...{ bulk: [], lijsten: GROTE_LIJSTEN },
    rapportRondes: 1,
    weather: { kind: 'calm', share: 0, twice: 0, outages: [], clearsAt },
    tokenReset: undefined,
    rightLost: undefined,
    naloop: [at(own.plans[0]?.datum ?? '2026-12-10', '12:00') + 40 * HOUR_MS],
    ...{ poisonAt: undefined, pause: undefined, againAt: undefined, relock: undefined, decision: undefined },
    ...over,
  };
}

/** Where people must act, an exchange may end without a delivery. */
const mended = (plot: Plot): Plot => ({ ...plot, weather: { ...plot.weather, kind: 'storm' } });

/** It is signed off per today, before anything was exchanged. */
const leaving = (reactie: 'bevestigt' | 'trekt-in'): Plot => {
  const uittrede = { at: START + HOUR_MS, per: undefined, direct: true, reactie } as const;
  return mended(plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1, uittrede })));
};
/** a.s.r. ends it per today, before anything was exchanged. */
const ended = (intrekkingNaMs: number | undefined): Plot => {
  const beeindiging = { at: START + HOUR_MS, per: undefined, direct: true, dubbelNaMs: undefined, intrekkingNaMs };
  return mended(plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1, beeindiging })));
};
/** Two werkgevers in one file, rejected a day after the office confirmed its address. */
const WITH_CONFIRMATION = lot({
  ...{ dekkingsprofiel: 'verzuim', headcount: 1, plans: [FIRST] },
  intrede: {
    ...{
      at: START + HOUR_MS,
      bulk: true,
      herhaalbaar: true,
      dubbelNaMs: undefined,
      andereLogin: false,
      verkeerdeNaam: false,
    },
    bevestiging: { naMs: 2 * HOUR_MS, metSleutel: false, zoekgeraakt: false, verkeerdAdres: false },
    besluit: { soort: 'afwijzen', naMs: [HOUR_MS] },
  },
});

const BULK = BulkAanroep.options;
const JUST_BEFORE = at('2026-12-10', '04:00');

/** Somebody holds the numbers whose controle does not pass, and another one passes. */
const CONTENDED: Intrede = {
  at: START + 2 * HOUR_MS,
  ...{ bulk: false, herhaalbaar: true, dubbelNaMs: 30 * 60_000, andereLogin: false, verkeerdeNaam: false },
  vreemdeAt: START + HOUR_MS,
  bevestiging: { naMs: 10 * 60_000, metSleutel: true, zoekgeraakt: false, verkeerdAdres: false },
  besluit: { soort: 'goedkeuren', naMs: [2 * HOUR_MS] },
};

export const SCENES: readonly Scene[] = [
  {
    name: 'aanmelding-met-bevestiging',
    plot: plotOf(WITH_CONFIRMATION, {
      lots: [WITH_CONFIRMATION, WITH_CONFIRMATION],
      ...{ naloop: [START + 4 * DAY_MS], end: START + 6 * DAY_MS },
    }),
  },
  { name: 'eerste-uitwisseling', plot: plotOf(lot()) },
  {
    name: 'tweede-tijdvak',
    plot: plotOf(
      lot({ plans: [FIRST, SECOND], dekkingsprofiel: 'verzuim', headcount: 1, hireAt: START + 30 * DAY_MS }),
    ),
  },
  { name: 'bedrijfsbreed', plot: plotOf(lot({ dekkingsprofiel: 'pensioen', headcount: 1 }), { bulk: BULK }) },
  { name: 'afmelden-bevestigd', plot: leaving('bevestigt') },
  { name: 'afmelden-ingetrokken', plot: leaving('trekt-in') },
  { name: 'beeindigd', plot: ended(undefined) },
  { name: 'beeindigd-en-teruggedraaid', plot: ended(2 * HOUR_MS) },
  {
    name: 'run-nog-open',
    plot: plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1, locks: [at('2026-12-14', '15:00')] })),
  },
  {
    name: 'twee-dingen-mee',
    plot: mended(plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1, intrede: CONTENDED }))),
  },
  {
    name: 'token-vervangen',
    plot: mended(
      plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1 }), {
        tokenReset: { at: JUST_BEFORE, repairMs: 5 * HOUR_MS },
      }),
    ),
  },
  {
    name: 'recht-verdwenen',
    plot: mended(
      plotOf(lot({ dekkingsprofiel: 'verzuim', headcount: 1 }), {
        rightLost: { recht: 'Contract_GetCurrentPeriod', at: JUST_BEFORE, repairMs: 5 * HOUR_MS },
      }),
    ),
  },
];
