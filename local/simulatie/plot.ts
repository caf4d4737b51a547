import {
  type Datum,
  dateInAmsterdam,
  dateOfDayNumber,
  dayNumberOf,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  tijdstipAt,
} from '../../core/kalender/tijd.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import type { Recht } from '../../core/nmbrs/rechten.ts';
import type { Vrijgave } from '../../core/uitwisseling/uitwisseling.ts';
import type { Dice } from './dice.ts';
import { drawKomenEnGaan, type Vreemde } from './komen-en-gaan.ts';
import { DAY_MS, drawLot, dueMs, HOUR_MS, type Lot, startMs } from './lots.ts';
import type { Weather } from './weather.ts';

/** Everything that a seed decides beforehand; the faults are drawn on the way. */
export interface Plot {
  readonly start: number;
  readonly end: number;
  readonly lots: readonly Lot[];
  readonly weather: Weather;
  /** So long that the buckets remove what grew too old. */
  readonly isLang?: true;
  /** How many the stores list at once, so few that there are second pages; and for how long the index shows what was. */
  readonly lijsten: { readonly aanmeldingen: number; readonly objecten: number; readonly achterMs: number };
  /** After how many calls a deployment begins, so that some functions are newer than others; absent: there is none. */
  readonly uitrolNa?: number | undefined;
  /** The company-wide calls that are active. */
  readonly bulk: readonly BulkAanroep[];
  /** How often a report is not ready yet. */
  readonly rapportRondes: number;
  /** From when the token no longer works, and how long the office takes to give a new one; absent: never. */
  readonly tokenReset: { readonly at: number; readonly repairMs: number | undefined } | undefined;
  /** From when a call is refused, and how long the office takes to activate it again once it has heard. */
  readonly rightLost:
    | { readonly recht: Recht | BulkAanroep; readonly at: number; readonly repairMs: number | undefined }
    | undefined;
  /** When the daily round over all koppelingen is made. */
  readonly naloop: readonly number[];
  /** From when what Nmbrs says of somebody cannot be read, until an operator has seen to it. */
  readonly poisonAt: number | undefined;
  /** a.s.r. pauses the koppelingen, and ends the pause; absent: it does not. */
  readonly pause: { readonly at: number; readonly resumeAt: number | undefined } | undefined;
  /** When a.s.r. asks for the first period once more. */
  readonly againAt: number | undefined;
  /** The run of the first period is opened again after its delivery, and locked anew. */
  readonly relock: { readonly openAt: number; readonly lockAt: number; readonly redrawn?: boolean } | undefined;
  /** How long a.s.r. takes to pass over a period without a run, or to note another verloning; absent: it does neither. */
  readonly ingreepMs?: number | undefined;
  /** Somebody deletes the login of the account in the console; how long the office takes to give its token again. */
  readonly loginWeg?: { readonly at: number; readonly repairMs: number } | undefined;
  /** When the key of the fingerprints is lost for good. */
  readonly sleutelWeg?: number | undefined;
  /** When the office goes over to its other login, with all werkgevers of the account; absent: it does not. */
  readonly wissel?: number | undefined;
  /** From when a.s.r. erases what ended without a koppeling; absent: the round does, in its time. */
  readonly wissingAt?: number | undefined;
  /** Who signs up what is not his, and confirms nothing. */
  readonly vreemden?: readonly Vreemde[] | undefined;
  /** The office confirms whatever it is asked to, also of a sign-up that it was not answered yet. */
  readonly bevestigtAlles?: boolean | undefined;
  /** What a.s.r. decides about a set that is held, and how long it takes; absent: nobody decides. */
  readonly decision: { readonly besluit: Vrijgave['besluit']; readonly afterMs: number } | undefined;
}

const NEEDED: readonly [Recht, ...Recht[]] = [
  'Run_GetList',
  'List_GetByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'PersonalInfo_GetCurrent',
  'Contract_GetCurrentPeriod',
];
/** As large as they are asked for; an index of DynamoDB follows its table within a second, as a rule. */
export const GROTE_LIJSTEN: Plot['lijsten'] = { aanmeldingen: 100, objecten: 1000, achterMs: 1000 };
/** In so many of the seeds werkgevers are signed up and off. */
const KOMT_EN_GAAT = 0.12;
const OUTAGES = ['payroll', 'registratie', 'opslag', 'post', 'agenda', 'verloop', 'wachtrij', 'kluis'] as const;

export function drawPlot(dice: Dice): Plot {
  const first = dayNumberOf(momentDate(2026, 9)) + dice.between(0, 900);
  const start = epochMs(momentInAmsterdam(dateOfDayNumber(first), Kloktijd.parse('12:00')));
  const kind = dice.chance(0.65) ? 'calm' : 'storm';
  const today = dateInAmsterdam(tijdstipAt(start));
  const komtEnGaat = dice.chance(KOMT_EN_GAAT) ? drawKomenEnGaan(dice, start, kind) : undefined;
  const lots = komtEnGaat?.lots ?? Array.from({ length: dice.chance(0.1) ? 2 : 1 }, () => drawLot(dice, today, kind));
  const lastDue = Math.max(start, ...lots.flatMap(({ plans }) => plans.map(({ datum }) => dueMs(datum))));
  const clearsAt = lastDue + (kind === 'calm' ? 9 : 3) * DAY_MS;
  const isOver = clearsAt + (kind === 'storm' ? 12 : 1) * DAY_MS + 6 * HOUR_MS;
  const firstDue = dueMs(lots[0]?.plans[0]?.datum ?? dateInAmsterdam(tijdstipAt(start)));
  const within = () => dice.between(start, lastDue + DAY_MS);
  const weather = {
    kind,
    share: dice.pick([0, 0.01, 0.01, 0.03, 0.03, 0.08, 0.08, ...(kind === 'storm' ? [0.15, 0.25] : [])]),
    twice: dice.pick([0, 0.03, 0.2]),
  } as const;
  const storm = kind === 'storm';
  return {
    start,
    end: Math.max(isOver, komtEnGaat?.end ?? 0),
    lots,
    lijsten: lots.length > 1 || dice.chance(0.2) ? drawLijsten(dice, storm) : GROTE_LIJSTEN,
    uitrolNa: dice.chance(0.05) ? dice.between(0, 400) : undefined,
    bulk: dice.chance(0.5) ? BulkAanroep.options.filter(() => dice.chance(0.7)) : [],
    rapportRondes: dice.between(0, 2),
    weather: { ...weather, clearsAt, outages: storm && dice.chance(0.4) ? [drawOutage(dice, lots)] : [] },
    tokenReset:
      storm && dice.chance(0.25) ? { at: nearDue(dice, lots, within), repairMs: drawRepair(dice, lots) } : undefined,
    rightLost:
      storm && dice.chance(0.25)
        ? {
            recht: dice.pick([...NEEDED, ...BulkAanroep.options]),
            at: nearDue(dice, lots, within),
            repairMs: drawRepair(dice, lots),
          }
        : undefined,
    naloop: naloopOf(lots, kind, komtEnGaat?.rondes ?? []),
    wissel: komtEnGaat?.wissel,
    ...{ vreemden: komtEnGaat?.vreemden, bevestigtAlles: komtEnGaat?.bevestigtAlles },
    poisonAt: storm && dice.chance(0.12) ? nearDue(dice, lots, within) : undefined,
    pause: storm && dice.chance(0.15) ? drawPause(dice, nearDue(dice, lots, within)) : undefined,
    againAt: dice.chance(0.1) ? firstDue + dice.between(26, 120) * HOUR_MS : undefined,
    relock:
      isInTime(lots) && dice.chance(0.1)
        ? { openAt: firstDue + 29 * HOUR_MS, lockAt: firstDue + 53 * HOUR_MS, redrawn: dice.chance(0.5) }
        : undefined,
    ingreepMs: storm && dice.chance(0.2) ? undefined : dice.between(1, storm ? 72 : 3) * HOUR_MS,
    loginWeg:
      storm && dice.chance(0.08)
        ? { at: nearDue(dice, lots, within), repairMs: dice.between(1, 4 * 24) * HOUR_MS }
        : undefined,
    sleutelWeg: dice.chance(storm ? 0.1 : 0.05) ? within() : undefined,
    decision: storm ? drawDecision(dice) : { besluit: 'leveren', afterMs: dice.between(1, 4) * HOUR_MS },
  };
}

/** The days of the daily round that are played, counted from each planned day: the others would find nothing new. */
const NALOOP_DAYS: Readonly<Record<Weather['kind'], readonly number[]>> = {
  calm: [2, 3, 4],
  storm: [1, 2, 5, 9, 13],
};

const naloopOf = (lots: readonly Lot[], kind: Weather['kind'], rondes: readonly Datum[]): number[] => {
  const due = lots.flatMap(({ plans }) => plans.map(({ datum }) => dayNumberOf(datum)));
  const days = new Set(due.flatMap((day) => NALOOP_DAYS[kind].map((after) => day + after)));
  for (const datum of rondes) days.add(dayNumberOf(datum));
  return [...days].map(roundMs);
};

/** When the round of a day begins. */
export const roundMs = (day: number): number =>
  epochMs(momentInAmsterdam(dateOfDayNumber(day), Kloktijd.parse('04:30')));

/** Whether the first run is locked when it is looked for. */
const isInTime = ([first]: readonly Lot[]): boolean =>
  first?.locks[0] !== undefined && first.locks[0] < startMs(first.plans[0]?.datum ?? dateOfDayNumber(0));

const drawLijsten = (dice: Dice, storm: boolean): Plot['lijsten'] => ({
  ...{ aanmeldingen: dice.between(1, 2), objecten: dice.between(1, 7) },
  achterMs: storm ? dice.pick([1000, 15 * 60_000, 3 * HOUR_MS]) : 1000,
});

const drawPause = (dice: Dice, at: number): Plot['pause'] => ({
  at,
  resumeAt: dice.chance(0.2) ? undefined : at + dice.between(1, 72) * HOUR_MS,
});

const drawDecision = (dice: Dice): Plot['decision'] =>
  dice.chance(0.2)
    ? undefined
    : { besluit: dice.chance(0.75) ? 'leveren' : 'afkeuren', afterMs: dice.between(1, 48) * HOUR_MS };

const momentDate = (jaar: number, maand: number): Datum => dateOfDayNumber(Date.UTC(jaar, maand - 1, 1) / DAY_MS);
/** Most of what goes wrong goes wrong where it hurts: while an exchange runs. */
function nearDue(dice: Dice, lots: readonly Lot[], within: () => number): number {
  const plans = plansOfOne(dice, lots);
  const plan = plans[dice.between(0, plans.length - 1)];
  if (plan === undefined || dice.chance(0.3)) return within();
  return dueMs(plan.datum) + dice.between(-3 * HOUR_MS, 20_000);
}

/** Of whichever werkgever. */
const plansOfOne = (dice: Dice, lots: readonly Lot[]): Lot['plans'] =>
  lots[dice.between(0, lots.length - 1)]?.plans ?? [];

/** What nobody ever mends is tried every working day: of one period that says all. */
const drawRepair = (dice: Dice, lots: readonly Lot[]): number | undefined =>
  dice.chance(0.15) && lots.every(({ plans }) => plans.length === 1) ? undefined : dice.between(1, 4 * 24) * HOUR_MS;

function drawOutage(dice: Dice, lots: readonly Lot[]): Weather['outages'][number] {
  const [plan] = plansOfOne(dice, lots);
  const from = (plan === undefined ? 0 : dueMs(plan.datum)) - dice.between(0, 3 * HOUR_MS);
  return { port: dice.pick(OUTAGES), from, to: from + dice.between(1, 40 * 60) * 60_000 };
}
