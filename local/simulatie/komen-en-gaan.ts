import { addDays, type Datum, dateInAmsterdam, epochMs, Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import { uiterlijk } from '../../core/koppeling/laatste-tijdvakken.ts';
import type { Dice } from './dice.ts';
import { type Bevestiging, DAY_MS, drawLot, dueMs, HOUR_MS, type Intrede, type Lot, type Uittrede } from './lots.ts';
import type { Weather } from './weather.ts';

/** Somebody signs werkgevers up that are not his, one or in one file, with a login of his own, and confirms nothing. */
export interface Vreemde {
  readonly at: number;
  /** The places of the lots. */
  readonly lots: readonly number[];
  /** He gives the address of the office. */
  readonly alsKantoor: boolean;
}

/** Werkgevers that come and go, with what has to be played for it. */
export interface KomenEnGaan {
  readonly lots: readonly Lot[];
  /** When all of it is over, what was never realised erased. */
  readonly end: number;
  /** On which days the round has something to see of it. */
  readonly rondes: readonly Datum[];
  readonly wissel: number | undefined;
  readonly vreemden: readonly Vreemde[];
  readonly bevestigtAlles: boolean;
}

/** A week until it is confirmed, herstel 30 days, akkoord 30 days, 90 days until it is erased, and some days in between. */
const LONGEST_MS = 172 * DAY_MS;
/** The office may be kept waiting: the last day is then later than was drawn. */
const LATER_DAYS = 31;

/** One to three werkgevers are signed up and end; now and then beside one that is there already, and goes last. */
export function drawKomenEnGaan(dice: Dice, start: number, kind: Weather['kind']): KomenEnGaan {
  const count = dice.pick([1, 1, 1, 2, 2, 3]);
  const shared = { bulk: count > 1 && dice.chance(0.6), herhaalbaar: dice.chance(0.75), andereLogin: dice.chance(0.2) };
  const comers = Array.from({ length: count }, () => drawComer(dice, start, kind, shared));
  const lastDay = [...comers.map(lastDayOf)].toSorted().at(-1) ?? dateOf(start);
  const lots = dice.chance(0.35) ? [...comers, drawNeighbour(dice, start, kind, lastDay)] : comers;
  const isStorm = kind === 'storm';
  const ends = lots.flatMap((lot) => [
    (lot.intrede?.at ?? start) + LONGEST_MS,
    epochMs(Tijdstip.parse(isStorm ? uiterlijkOf(lot) : tijdstipAt(start))) + 5 * DAY_MS,
  ]);
  const end = Math.max(...ends);
  return {
    lots,
    end,
    rondes: rondesOf(lots, end),
    wissel: dice.chance(0.25) ? start + dice.between(1, 60) * DAY_MS : undefined,
    ...drawBevestigen(dice, start, comers),
  };
}

const dateOf = (ms: number): Datum => dateInAmsterdam(tijdstipAt(ms));
const lastDayOf = ({ uittrede, intrede }: Lot): Datum => uittrede?.per ?? dateOf(uittrede?.at ?? intrede?.at ?? 0);
const uiterlijkOf = (lot: Lot): Tijdstip => {
  const ingangsdatum = addDays(lastDayOf(lot), LATER_DAYS);
  return uiterlijk({ ingangsdatum, aangevraagdOp: tijdstipAt(0) }, lot);
};

/** The day after each beginning and end, and after what waits for them. */
function rondesOf(lots: readonly Lot[], end: number): Datum[] {
  const after = (datum: Datum, days: readonly number[]) => days.map((day) => addDays(datum, day));
  return [
    ...lots.flatMap((lot) => after(dateOf(lot.intrede?.at ?? end), [1, 2, 3, 4])),
    ...lots.flatMap((lot) => after(lastDayOf(lot), [1, 2, 3, 4])),
    ...lots.flatMap((lot) => after(dateInAmsterdam(uiterlijkOf(lot)), [0, 1, 2, 3])),
    ...after(dateOf(end), [-3, -2, -1]),
  ];
}

type Shared = Pick<Intrede, 'bulk' | 'herhaalbaar' | 'andereLogin'>;

function drawComer(dice: Dice, start: number, kind: Weather['kind'], shared: Shared): Lot {
  const at = start + (shared.bulk ? HOUR_MS : dice.between(1, 72) * HOUR_MS);
  const intrede: Intrede = {
    ...{ ...shared, at },
    vreemdeAt: dice.chance(0.3) ? Math.max(start, at + dice.between(-72 * 60, 60) * 60_000) : undefined,
    dubbelNaMs: shared.bulk || !dice.chance(0.3) ? undefined : drawDubbel(dice),
    verkeerdeNaam: dice.chance(0.2),
    bevestiging: drawBevestiging(dice),
    besluit: drawBesluit(dice),
  };
  const uittrede = drawUittrede(dice, intrede);
  const lastDay = addDays(uittrede === undefined ? dateOf(start) : (uittrede.per ?? dateOf(uittrede.at)), LATER_DAYS);
  const goesOn: Parameters<typeof drawLot>[3] = (plans) => (plans.at(-1)?.tijdvak.eind ?? lastDay) < lastDay;
  return { ...drawLot(dice, dateOf(start), kind, goesOn), intrede, uittrede };
}

/** At the same moment, or when the first may have passed its controle, or wait for somebody. */
const drawDubbel = (dice: Dice): number => (dice.chance(0.5) ? dice.between(0, 3000) : dice.between(1, 72) * HOUR_MS);
const MINUTE_MS = 60_000;

/** Mostly the same day; now and then when the token is erased already. */
const drawBevestiging = (dice: Dice): Bevestiging => ({
  naMs: dice.chance(0.75) ? dice.between(2, 8 * 60) * MINUTE_MS : dice.between(25, 100) * HOUR_MS,
  metSleutel: dice.chance(0.6),
  zoekgeraakt: dice.chance(0.2),
  verkeerdAdres: dice.chance(0.15),
});

/** Who confirms whatever he is asked to would confirm a stranger's too: then no stranger has his address. */
function drawBevestigen(
  dice: Dice,
  start: number,
  comers: readonly Lot[],
): Pick<KomenEnGaan, 'vreemden' | 'bevestigtAlles'> {
  const isSafe = comers.every(({ intrede }) => intrede?.herhaalbaar === true && intrede.dubbelNaMs === undefined);
  const bevestigtAlles = isSafe && dice.chance(0.4);
  const vreemden = Array.from({ length: dice.pick([0, 0, 1, 1, 2]) }, () => ({
    at: start + dice.between(0, 96 * 60) * MINUTE_MS,
    lots: dice.chance(0.3) ? [...comers.keys()] : [dice.between(0, comers.length - 1)],
    alsKantoor: !bevestigtAlles && dice.chance(0.4),
  }));
  return { vreemden, bevestigtAlles };
}

function drawBesluit(dice: Dice): Intrede['besluit'] {
  if (dice.chance(0.08)) return undefined;
  const soort = dice.chance(0.88) ? 'goedkeuren' : 'afwijzen';
  const first = dice.between(1, 72) * HOUR_MS;
  return { soort, naMs: soort === 'afwijzen' ? [first] : [first, dice.between(1, 96) * HOUR_MS] };
}

const REACTIES = [undefined, undefined, 'bevestigt', 'trekt-in'] as const;
/** By the minute at which it was sent: what else chance has in store stays as it was. */
const met = (uittrede: Omit<Uittrede, 'reactie'>): Uittrede => ({
  ...uittrede,
  reactie: REACTIES[Math.floor(uittrede.at / 60_000) % REACTIES.length],
});

/** Before anybody decided, or about a delivery later. What is not approved is sometimes left alone. */
function drawUittrede(dice: Dice, { at, besluit }: Intrede): Uittrede | undefined {
  if (besluit?.soort !== 'goedkeuren')
    return dice.chance(0.5) ? undefined : { at: at + dice.between(2, 40) * DAY_MS, per: undefined, direct: false };
  const direct = dice.chance(0.3);
  if (dice.chance(0.2)) return met({ at: at + dice.between(0, 4 * 24 * 60) * 60_000, per: undefined, direct });
  const sent = at + dice.between(10, 60) * DAY_MS + dice.between(0, DAY_MS);
  return met({ at: sent, per: dice.chance(0.5) ? undefined : addDays(dateOf(sent), dice.between(0, 40)), direct });
}

function drawNeighbour(dice: Dice, start: number, kind: Weather['kind'], others: Datum): Lot {
  const at = dueMs(others) + dice.between(35, 60) * DAY_MS;
  const goesOn: Parameters<typeof drawLot>[3] = (plans) =>
    (plans.at(-1)?.tijdvak.eind ?? others) < dateOf(at + LATER_DAYS * DAY_MS);
  return { ...drawLot(dice, dateOf(start), kind, goesOn), uittrede: { at, per: undefined, direct: false } };
}
