import { addDays, type Datum } from '../../../core/kalender/tijd.ts';
import { nextTijdvak, type Tijdvak, tijdvakAt, tijdvakOf, type Verloning } from '../../../core/kalender/tijdvak.ts';
import type { Dice } from '../dice.ts';

/** The periods around the first exchange of a werkgever, in which everything happens. */
export interface Kalender {
  readonly eerste: Tijdvak;
  /** From three before the first exchanged period to four after the last. */
  readonly tijdvakken: readonly [Tijdvak, ...Tijdvak[]];
}

export const TIJDVAKKEN = 6;
const ERVOOR = 3;
const ERNA = 4;

/** Mostly somewhere in 2025 and 2026; often so that the turn of a year, and the five weeks of P13-2026, are in it. */
export function drawKalender(dice: Dice): Kalender {
  const verloning: Verloning = dice.chance(0.5) ? 'maandelijks' : 'vierwekelijks';
  const nummer = dice.chance(0.5) ? dice.between(8, 12) : dice.between(1, 12);
  const eerste = tijdvakOf(verloning, dice.pick([2025, 2026, 2026]), nummer);
  return { eerste, tijdvakken: around(eerste) };
}

function around(eerste: Tijdvak): readonly [Tijdvak, ...Tijdvak[]] {
  let first = eerste;
  for (let back = 0; back < ERVOOR; back += 1) first = previousTijdvak(first);
  const all: [Tijdvak, ...Tijdvak[]] = [first];
  for (let last = first; all.length < ERVOOR + TIJDVAKKEN + ERNA; ) {
    last = nextTijdvak(last);
    all.push(last);
  }
  return all;
}

export const previousTijdvak = ({ verloning, begin }: Tijdvak): Tijdvak => tijdvakAt(verloning, addDays(begin, -1));

/** This many periods further; fewer than none is back. */
export function shifted(tijdvak: Tijdvak, by: number): Tijdvak {
  let found = tijdvak;
  for (let step = 0; step < Math.abs(by); step += 1) found = by > 0 ? nextTijdvak(found) : previousTijdvak(found);
  return found;
}

/** Mostly a day on a boundary of a period, where mistakes are. */
export function drawDag(dice: Dice, { tijdvakken }: Kalender): Datum {
  const { begin, eind } = dice.pick(tijdvakken);
  return dice.pick([
    ...([begin, begin, begin, eind, eind, addDays(begin, 1), addDays(eind, -1)] as const),
    addDays(begin, dice.between(2, 24)),
  ]);
}

const KNOWN = new Map<string, readonly Datum[]>();

/** All days from the first of these periods to the last of the last one. */
export function dagenVan(tijdvakken: readonly Tijdvak[]): readonly Datum[] {
  const [first, last] = [tijdvakken[0], tijdvakken.at(-1)];
  if (first === undefined || last === undefined) return [];
  const key = `${first.begin} ${last.eind}`;
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  const days: Datum[] = [];
  for (let dag = first.begin; dag <= last.eind; dag = addDays(dag, 1)) days.push(dag);
  KNOWN.set(key, days);
  return days;
}
