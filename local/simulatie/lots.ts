import { planFor, type UitwisselPlan } from '../../core/kalender/planning.ts';
import { type Datum, dateOf, epochMs, Kloktijd, momentInAmsterdam, partsOf } from '../../core/kalender/tijd.ts';
import { nextTijdvak, type Tijdvak, tijdvakAt, tijdvakOf, type Verloning } from '../../core/kalender/tijdvak.ts';
import type { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import type { Dice } from './dice.ts';
import type { Weather } from './weather.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** How the office confirms the address of a sign-up. */
export interface Bevestiging {
  /** How long nobody reads the mail that asks for it. */
  readonly naMs: number;
  /** It keeps the key that it gets, and sends the last one with this sign-up. */
  readonly metSleutel: boolean;
  /** It cannot find the mail, and asks for another one. */
  readonly zoekgeraakt: boolean;
  /** The address is typed wrongly, until somebody sees it. */
  readonly verkeerdAdres: boolean;
}

/** How a werkgever is signed up. */
export interface Intrede {
  /** When the office sends it. */
  readonly at: number;
  /** In one file with the others of the seed that are. */
  readonly bulk: boolean;
  /** With an `Idempotency-Key`. */
  readonly herhaalbaar: boolean;
  /** A colleague sends the same so much later; absent: nobody does. */
  readonly dubbelNaMs: number | undefined;
  /** With the other login of the office. */
  readonly andereLogin: boolean;
  /** The company is named otherwise than in Nmbrs, until the office hears. */
  readonly verkeerdeNaam: boolean;
  /**
   * When somebody signs the werkgever up of whom nobody hears again, with the same numbers and a company that is not in Nmbrs; absent:
   * nobody does.
   */
  readonly vreemdeAt?: number | undefined;
  /** By the code of that lot, whose login it gets, as long as that lasts; absent: as a sign-up of its own. */
  readonly metLoginVan?: number | undefined;
  readonly bevestiging: Bevestiging;
  /** What the assessors make of it, and how long each of them takes; absent: they never decide. */
  readonly besluit: { readonly soort: 'goedkeuren' | 'afwijzen'; readonly naMs: readonly number[] } | undefined;
}

/** How a werkgever is signed off. */
export interface Uittrede {
  /** When the office sends it, or later when the sign-up was not answered yet. */
  readonly at: number;
  /** The last day; absent: the day on which it is sent. */
  readonly per: Datum | undefined;
  readonly direct: boolean;
  /** What the office does with the mail about it: it confirms, or withdraws it once and signs off again; absent: it waits. */
  readonly reactie?: 'bevestigt' | 'trekt-in' | undefined;
}

/** How a.s.r. ends a koppeling. */
export interface Beeindiging {
  /** When it is sent, or later when there is no koppeling yet. */
  readonly at: number;
  /** The last day; absent: the day on which it is sent. */
  readonly per: Datum | undefined;
  readonly direct: boolean;
  /** A colleague sends the same so much later; absent: nobody does. */
  readonly dubbelNaMs: number | undefined;
  /** How long after its answer it is taken back; absent: it stands. */
  readonly intrekkingNaMs: number | undefined;
}

/** What becomes of the way in of the office, and of its address. */
export interface Toegangswissel {
  /** a.s.r. gives it a new code, perhaps at another address; absent: it does not. */
  readonly opnieuw: { readonly at: number; readonly anderAdres: boolean } | undefined;
  /**
   * Somebody who has its code gives another address, which is confirmed, and the one before puts itself back so much later; absent: nobody
   * does, or it stays so.
   */
  readonly adres:
    | { readonly at: number; readonly bevestigNaMs: number; readonly herstelNaMs: number | undefined }
    | undefined;
}

/** What will happen to one werkgever, drawn beforehand. */
export interface Lot {
  /** Absent: its koppeling is there from the beginning. */
  readonly intrede?: Intrede | undefined;
  /** Absent: it stays. */
  readonly uittrede?: Uittrede | undefined;
  /** Absent: a.s.r. does not end it. */
  readonly beeindiging?: Beeindiging | undefined;
  /** When a.s.r. gives it a DGA and a 13e maand; absent: it does not. */
  readonly wijzigingAt?: number | undefined;
  /** When a.s.r. mails the office how it is; absent: it does not. */
  readonly standAt?: number | undefined;
  /** Absent: the office comes in as it always did. */
  readonly toegang?: Toegangswissel | undefined;
  readonly verloning: Verloning;
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly headcount: number;
  /** Somebody who left years ago is in no data set. */
  readonly hasOldLeaver: boolean;
  /** The periods that fall due, in order. */
  readonly plans: readonly UitwisselPlan[];
  /** When the run of each of them is locked, in virtual milliseconds; absent: never. */
  readonly locks: readonly (number | undefined)[];
  /** The place of the period of which there is no run at all; absent: each has one. */
  readonly gemist?: number | undefined;
  /** From 1 January of which year payroll is run otherwise, and when a.s.r. hears; absent: it never is, or nobody tells a.s.r. */
  readonly jaarwissel?: { readonly jaar: number; readonly bekendAt: number | undefined } | undefined;
  /** When somebody changes what stands in Nmbrs, mostly while it is fetched. */
  readonly editsAt: readonly number[];
  readonly hireAt: number | undefined;
  readonly leaveAt: number | undefined;
  /** When half of the people vanish from every list, as if somebody had removed them. */
  readonly exodusAt: number | undefined;
}

/** From when on exchanges start on their day. */
export const startMs = (datum: Datum): number => epochMs(momentInAmsterdam(datum, Kloktijd.parse('05:00')));
export const dueMs = (datum: Datum): number => epochMs(momentInAmsterdam(datum, Kloktijd.parse('07:15')));

/** `goesOn`: whether there is one more period after these; absent: chance has it, and so it has what is peculiar about them. */
export function drawLot(
  dice: Dice,
  today: Datum,
  kind: Weather['kind'],
  goesOn: ((plans: readonly UitwisselPlan[]) => boolean) | undefined = undefined,
): Lot {
  const verloning: Verloning = dice.pick(['maandelijks', 'maandelijks', 'vierwekelijks']);
  const count = kind === 'calm' ? dice.pick([1, 1, 1, 1, 1, 2, 2, 3]) : dice.pick([1, 1, 1, 2]);
  const jaarwissel = goesOn === undefined ? drawJaarwissel(dice, today) : undefined;
  const plans = [planFor(tijdvakAt(verloning, today))];
  const isMore =
    goesOn ?? ((some) => some.length < count || (jaarwissel !== undefined && !reaches(some, jaarwissel.jaar)));
  for (let last = plans[0]; last !== undefined && isMore(plans); last = plans.at(-1))
    plans.push(planFor(tijdvakNa(verloning, last.tijdvak, jaarwissel)));
  const gemist =
    goesOn === undefined && plans.length > 1 && dice.chance(0.2) ? dice.between(0, plans.length - 2) : undefined;
  const people = headcount(dice);
  const start = dueMs(today);
  const end = dueMs(plans.at(-1)?.datum ?? today);
  return {
    verloning,
    headcount: people,
    hasOldLeaver: dice.chance(0.3),
    dekkingsprofiel: dice.chance(0.6) ? 'verzuim' : dice.pick(['wia', 'pensioen', 'volledig']),
    ...{ plans, gemist, jaarwissel },
    locks: plans.map(({ datum }, place) => (place === gemist ? undefined : drawLock(dice, dueMs(datum), kind))),
    editsAt: plans.flatMap(({ datum }) =>
      Array.from({ length: 4 }, () => startMs(datum) + dice.between(0, 7200) * 1000),
    ),
    hireAt: dice.chance(0.3) ? dice.between(start, end) : undefined,
    leaveAt: dice.chance(0.2) ? dice.between(start, end) : undefined,
    exodusAt:
      people > 5 && plans.length > 1 && dice.chance(0.5)
        ? dueMs(planFor(plans[0]?.tijdvak ?? tijdvakAt(verloning, today)).datum) + 10 * DAY_MS
        : undefined,
  };
}

/** Mostly one; now and then so many that parts have more than one, or nobody. */
const headcount = (dice: Dice): number => dice.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 6, 10]);

/** Mostly in time; sometimes so late that people are warned. */
function drawLock(dice: Dice, due: number, kind: Weather['kind']): number | undefined {
  if (dice.chance(0.75)) return due - dice.between(1, 9 * 24) * HOUR_MS;
  if (kind === 'storm' && dice.chance(0.15)) return undefined;
  return due + dice.between(-2, 6 * 24) * HOUR_MS;
}

/** Who is at the end of a year may begin the next one otherwise. */
function drawJaarwissel(dice: Dice, today: Datum): Lot['jaarwissel'] {
  const { jaar, maand } = partsOf(today);
  if (maand < 11 || !dice.chance(0.35)) return undefined;
  const begin = dueMs(dateOf(jaar + 1, 1, 1));
  return { jaar: jaar + 1, bekendAt: dice.chance(0.5) ? begin - dice.between(1, 20) * DAY_MS : undefined };
}

const reaches = (plans: readonly UitwisselPlan[], jaar: number): boolean => plans.at(-1)?.tijdvak.jaar === jaar;

/** The other of the two. */
export const andereVerloning = (verloning: Verloning): Verloning =>
  verloning === 'maandelijks' ? 'vierwekelijks' : 'maandelijks';

function tijdvakNa(verloning: Verloning, tijdvak: Tijdvak, jaarwissel: Lot['jaarwissel']): Tijdvak {
  const next = nextTijdvak(tijdvak);
  const isOther = next.jaar > tijdvak.jaar && next.jaar === jaarwissel?.jaar;
  return isOther ? tijdvakOf(andereVerloning(verloning), next.jaar, 1) : next;
}
