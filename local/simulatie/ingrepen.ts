import {
  addDays,
  type Datum,
  dateInAmsterdam,
  dayNumberOf,
  epochMs,
  Tijdstip,
  tijdstipAt,
} from '../../core/kalender/tijd.ts';
import { uiterlijk } from '../../core/koppeling/laatste-tijdvakken.ts';
import { createDice, type Dice } from './dice.ts';
import { type Beeindiging, DAY_MS, dueMs, HOUR_MS, type Lot } from './lots.ts';
import { type Plot, roundMs } from './plot.ts';

const MINUTE_MS = 60_000;
/** Other numbers than those of the seed itself. */
const OTHER = 0x5eed;
const EINDIGT = 0.1;
const WISSELT_TOEGANG = 0.1;
const MAILT_STAND = 0.15;
const WIJZIGT = 0.1;
/** What is not confirmed lapses after a week; in bad weather some days are lost. */
const LAPSED_MS = 10 * DAY_MS;

/**
 * What a.s.r. does to koppelingen besides. It has chances of its own: what else a seed has in store stays as it was where nothing of
 * this happens.
 */
export function withIngrepen(plot: Plot, seed: number): Plot {
  const dice = createDice(seed ^ OTHER);
  const ends = plot.lots.map((lot) => ({ ...lot, beeindiging: drawBeeindiging(dice, lot, plot) }));
  const changes = ends.map((lot) => ({ ...lot, toegang: drawToegang(dice, lot, plot) }));
  const told = changes.map((lot) => ({ ...lot, standAt: drawStandAt(dice, lot, plot) }));
  const changed = told.map((lot) => ({ ...lot, wijzigingAt: drawWijzigingAt(dice, lot, plot) }));
  const koppeling = changed.findIndex(({ intrede }) => intrede === undefined);
  const lots = changed.map((lot) => ({ ...lot, intrede: drawErbij(dice, lot, koppeling) }));
  const ended = lots.flatMap((lot) => (lot.beeindiging === undefined ? [] : [{ lot, beeindiging: lot.beeindiging }]));
  const limits = ended.map(({ lot, beeindiging }) => limitOf(lot, beeindiging));
  const isStorm = plot.weather.kind === 'storm';
  const rondes = ended.flatMap(({ beeindiging }, place) => rondesOf(beeindiging, limits[place]));
  const comes = lots.flatMap(({ intrede }) => (intrede === undefined ? [] : [intrede.at]));
  const wissingAt = Math.min(...comes) + dice.between(2, 40) * DAY_MS;
  return {
    ...plot,
    lots,
    wissingAt: comes.length > 0 && dice.chance(0.5) ? wissingAt : undefined,
    end: Math.max(
      ...[plot.end, ...(isStorm ? limits.map((limit) => limit + 5 * DAY_MS) : [])],
      ...lots.flatMap(({ toegang }) => (toegang?.adres === undefined ? [] : [toegang.adres.at + LAPSED_MS])),
    ),
    naloop: [...new Set([...plot.naloop, ...rondes])].filter((moment) => moment > plot.start),
  };
}

const dateOf = (ms: number): Datum => dateInAmsterdam(tijdstipAt(ms));
const min = (a: Datum, b: Datum): Datum => (a < b ? a : b);

/** Before the last day that is played, mostly when something else happens to it. */
function drawBeeindiging(dice: Dice, lot: Lot, { start }: Plot): Beeindiging | undefined {
  const { intrede, plans } = lot;
  const [last, direct] = [plans.at(-1), dice.chance(0.35)];
  // Of a period that nobody waits for no run is needed.
  const end = direct ? last?.datum : last?.tijdvak.eind;
  const from = intrede === undefined ? start + HOUR_MS : intrede.at + 3 * DAY_MS;
  const to = end === undefined ? 0 : dueMs(end) - (direct ? 0 : 5 * DAY_MS);
  if (!dice.chance(EINDIGT) || end === undefined || to <= from) return undefined;
  const at = Math.min(to, Math.max(from, drawAt(dice, lot, { from, to })));
  return {
    at,
    per: dice.chance(0.5) ? undefined : min(end, addDays(dateOf(at), dice.between(0, 40))),
    direct,
    dubbelNaMs: dice.chance(0.3) ? dice.between(0, 3000) : undefined,
    intrekkingNaMs: dice.chance(0.45) ? drawIntrekking(dice) : undefined,
  };
}

/** At any moment, but for who is given another code: which of the two counts is a matter of seconds then. */
function drawStandAt(dice: Dice, { intrede, toegang }: Lot, { start, weather }: Plot): number | undefined {
  const at = dice.between(start + HOUR_MS, weather.clearsAt);
  const afterwards = (intrede?.at ?? start) + dice.between(1, 40) * DAY_MS;
  if (!dice.chance(MAILT_STAND) || toegang?.opnieuw !== undefined) return undefined;
  return intrede === undefined ? at : afterwards;
}

/** With the login of the koppeling that is there, when there is one. */
function drawErbij(dice: Dice, { intrede }: Lot, koppeling: number): Lot['intrede'] {
  const isErbij = dice.chance(0.6) && koppeling >= 0;
  if (intrede === undefined || intrede.bulk || intrede.andereLogin || !isErbij) return intrede;
  return { ...intrede, metLoginVan: koppeling };
}

/** Mostly while a set is made, or shortly before. */
function drawWijzigingAt(dice: Dice, lot: Lot, { start, weather }: Plot): number | undefined {
  const from = lot.intrede === undefined ? start + HOUR_MS : lot.intrede.at + 7 * DAY_MS;
  const at = drawAt(dice, { ...lot, uittrede: undefined }, { from, to: Math.max(from, weather.clearsAt) });
  return dice.chance(WIJZIGT) ? Math.max(from, at) : undefined;
}

/** Before the weather clears. */
function drawToegang(dice: Dice, lot: Lot, { start, weather }: Plot): Lot['toegang'] {
  const { intrede } = lot;
  const from = intrede === undefined ? start + HOUR_MS : intrede.at + 3 * DAY_MS;
  const to = weather.clearsAt - 3 * DAY_MS;
  const [isAddress, at, other] = [dice.chance(0.6), () => dice.between(from, to), dice.chance(0.4)];
  if (!dice.chance(WISSELT_TOEGANG) || to <= from) return undefined;
  const bevestigNaMs = dice.between(2, 8 * 60) * MINUTE_MS;
  const herstelNaMs = dice.chance(0.75) ? dice.pick([dice.between(1, 40), dice.between(1, 190)]) * HOUR_MS : undefined;
  const adres = { at: at(), bevestigNaMs, herstelNaMs };
  // Of what works already.
  const isKoppeling = intrede === undefined;
  return {
    adres: isKoppeling && isAddress ? adres : undefined,
    opnieuw: !isKoppeling || !isAddress || dice.chance(0.3) ? { at: at(), anderAdres: other } : undefined,
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** While the office signs off, on the day before a set is made or while it is, or at any moment. */
function drawAt(dice: Dice, { uittrede, plans }: Lot, { from, to }: Span): number {
  if (uittrede !== undefined && dice.chance(0.5)) return uittrede.at + dice.between(-60, 60) * MINUTE_MS;
  const plan = plans[dice.between(0, plans.length - 1)];
  if (plan === undefined || dice.chance(0.4)) return dice.between(from, to);
  return dueMs(plan.datum) + dice.between(dice.pick([-3, -30]) * HOUR_MS, 20_000);
}

/** At once, within the day in which nothing is erased, or after it. */
const drawIntrekking = (dice: Dice): number =>
  dice.pick([dice.between(2, 30) * MINUTE_MS, dice.between(1, 30) * HOUR_MS, dice.between(1, 40) * DAY_MS]);

/** Until when its periods are waited for, also when it was sent some days later. */
const limitOf = (lot: Lot, { per, at }: Beeindiging): number => {
  const ingangsdatum = addDays(per ?? dateOf(at), 5);
  return epochMs(Tijdstip.parse(uiterlijk({ ingangsdatum, aangevraagdOp: tijdstipAt(at) }, lot)));
};

/** After the last day, after it was taken back, and after everything that is waited for. */
function rondesOf({ per, at, intrekkingNaMs = 0 }: Beeindiging, limit = at): number[] {
  const after = (datum: Datum, days: readonly number[]) => days.map((day) => roundMs(dayNumberOf(datum) + day));
  return [
    ...after(per ?? dateOf(at), [1, 2, 3, 4]),
    ...after(dateOf(at + intrekkingNaMs), [1, 2, 3]),
    ...after(dateOf(limit), [0, 1, 2, 3]),
  ];
}
