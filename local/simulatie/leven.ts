import { planFor, type UitwisselPlan } from '../../core/kalender/planning.ts';
import { dateOf } from '../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakkenIn, type Verloning } from '../../core/kalender/tijdvak.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import type { Dice } from './dice.ts';
import { andereVerloning, DAY_MS, dueMs, HOUR_MS, type Intrede, type Lot } from './lots.ts';
import { type Plot, roundMs } from './plot.ts';

/** The first of the years. */
const BEGIN = 2027;
/** A delivered set is kept 400 days; some days after that all of it is gone. */
export const DAARNA_MS = 405 * DAY_MS;

/** When each of the troubles comes: near the planned day of a period, by its place. */
type Place = number;

/** The life of one koppeling: from its sign-up on 4 January, through so many years, to the end of March after its last day. */
export function drawLeven(dice: Dice, jaren: number): Plot {
  const verloning: Verloning = dice.pick(['maandelijks', 'vierwekelijks']);
  const wisseljaar = BEGIN + Math.min(2, jaren - 1);
  const plans = plansOf(verloning, jaren, wisseljaar);
  const near = (place: Place) =>
    dueMs(plans[place % plans.length]?.datum ?? dateOf(BEGIN, 2, 10)) + dice.between(-3 * HOUR_MS, 60_000);
  const places = shuffled(dice, plans.length - 8).map((place) => place + 4);
  const next = () => places.pop() ?? 4;
  const gemist = next();
  const lot = lotOf(dice, { verloning, plans, gemist, wisseljaar, jaren });
  const lastDue = dueMs(plans.at(-1)?.datum ?? dateOf(BEGIN, 1, 1));
  const start = dueMs(dateOf(BEGIN, 1, 3));
  const clearsAt = lastDue + 2 * DAY_MS;
  const end = dueMs(dateOf(BEGIN + jaren, 3, 31));
  const repairMs = dice.between(2, 30) * HOUR_MS;
  const pauseAt = near(next());
  return {
    ...{ start, end, lots: [lot], bulk: BulkAanroep.options, rapportRondes: 1 },
    isLang: true,
    uitrolNa: dice.between(500, 5000),
    lijsten: { aanmeldingen: 1, objecten: 50, achterMs: 3 * HOUR_MS },
    weather: {
      ...{ kind: 'storm', share: dice.pick([0.01, 0.03]), twice: 0.05, clearsAt },
      outages: (['payroll', 'registratie', 'opslag', 'post', 'agenda', 'verloop', 'wachtrij', 'kluis'] as const).map(
        (port) => {
          const from = near(next()) - HOUR_MS;
          return { port, from, to: from + dice.between(2, 30) * HOUR_MS };
        },
      ),
    },
    tokenReset: { at: near(next()), repairMs },
    rightLost: { recht: 'Run_GetList', at: near(next()), repairMs },
    naloop: roundsBetween(start, end + DAARNA_MS),
    poisonAt: near(next()),
    pause: { at: pauseAt, resumeAt: pauseAt + dice.between(1, 10) * DAY_MS },
    againAt: near(next()) + 5 * DAY_MS,
    relock: {
      openAt: dueMs(plans[0]?.datum ?? dateOf(BEGIN, 2, 10)) + 29 * HOUR_MS,
      lockAt: dueMs(plans[0]?.datum ?? dateOf(BEGIN, 2, 10)) + 77 * HOUR_MS,
      redrawn: true,
    },
    ingreepMs: 5 * HOUR_MS,
    loginWeg: { at: near(next()), repairMs },
    // Between two sets: one of them is of the key of before, for sure.
    sleutelWeg: near(next()) - 5 * DAY_MS,
    wissel: near(next()) + 8 * DAY_MS,
    decision: { besluit: 'afkeuren', afterMs: 20 * HOUR_MS },
  };
}

function plansOf(verloning: Verloning, jaren: number, wisseljaar: number): UitwisselPlan[] {
  const ofYear = (jaar: number): readonly Tijdvak[] =>
    tijdvakkenIn(jaar < wisseljaar ? verloning : andereVerloning(verloning), jaar);
  const years = Array.from({ length: jaren }, (_, index) => BEGIN + index);
  return years.flatMap(ofYear).map(planFor);
}

interface Course {
  readonly verloning: Verloning;
  readonly plans: readonly UitwisselPlan[];
  readonly gemist: number;
  readonly wisseljaar: number;
  readonly jaren: number;
}

function lotOf(dice: Dice, { verloning, plans, gemist, wisseljaar, jaren }: Course): Lot {
  const at = dueMs(dateOf(BEGIN, 1, 4));
  const intrede: Intrede = {
    // A colleague who sends the same without a key may be the one that is taken in and never hears of it: then it lapses.
    ...{
      at,
      bulk: dice.chance(0.5),
      herhaalbaar: true,
      dubbelNaMs: undefined,
      andereLogin: false,
      verkeerdeNaam: true,
    },
    bevestiging: { naMs: 30 * HOUR_MS, metSleutel: true, zoekgeraakt: true, verkeerdAdres: true },
    besluit: { soort: 'goedkeuren', naMs: [5 * HOUR_MS, 30 * HOUR_MS] },
  };
  const locks = plans.map(({ datum }, place) => {
    if (place === gemist) return undefined;
    return dueMs(datum) + (dice.chance(0.8) || place === 0 ? -dice.between(1, 9) : dice.between(0, 6)) * DAY_MS;
  });
  return {
    ...{ intrede, verloning, plans, gemist, locks },
    uittrede: {
      at: dueMs(dateOf(BEGIN + jaren - 1, 12, 15)),
      per: dateOf(BEGIN + jaren - 1, 12, 31),
      direct: false,
      reactie: 'trekt-in',
    },
    jaarwissel: jaren > 1 ? { jaar: wisseljaar, bekendAt: undefined } : undefined,
    ...{ dekkingsprofiel: 'wia', headcount: 6, hasOldLeaver: true },
    editsAt: plans.map(({ datum }) => dueMs(datum) - dice.between(1, 20) * DAY_MS),
    hireAt: dueMs(plans[5]?.datum ?? dateOf(BEGIN, 7, 1)),
    leaveAt: dueMs(plans[7]?.datum ?? dateOf(BEGIN, 9, 1)),
    exodusAt: dueMs(plans[9]?.datum ?? dateOf(BEGIN, 11, 1)) + 10 * DAY_MS,
  };
}

/** The places from 0 on, in an order of chance. */
function shuffled(dice: Dice, length: number): number[] {
  const all = Array.from({ length: Math.max(0, length) }, (_, place) => place);
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = dice.between(0, last);
    const [a = 0, b = 0] = [all[last], all[other]];
    all[last] = b;
    all[other] = a;
  }
  return all;
}

/** Every morning. */
function roundsBetween(start: number, end: number): number[] {
  const first = Math.floor(start / DAY_MS) + 1;
  const days = Math.floor((end - start) / DAY_MS) - 1;
  return Array.from({ length: days }, (_, day) => roundMs(first + day));
}
