import * as z from 'zod';
import { Employee, IsoDate } from './employee.ts';

/** From which date a run is locked; null: it stays open. */
const LockedFrom = IsoDate.nullable();

/** A run that does not come with the calendar. `periodStart` to `periodEnd` are the periods that it covers. */
export const ExtraRun = z
  .strictObject({
    id: z.int().positive(),
    number: z.int(),
    year: z.int(),
    periodStart: z.int(),
    periodEnd: z.int(),
    description: z.string().optional(),
    runAt: IsoDate,
    lockedFrom: LockedFrom,
  })
  .meta({ id: 'ExtraRun' });

/**
 * The runs of a company follow the clock: one run per period, from `from` on, listed from `daysBeforeEnd` days before the
 * period's end and locked from the `lockWeekdays`th weekday after it. `locks` moves that date for single periods,
 * `extra` adds runs (a correction, a second run of a period).
 */
export const Runs = z.strictObject({
  firstId: z
    .int()
    .positive()
    .describe('The run id of the first period; the next periods count on. Keep 1000 apart between companies.'),
  from: z.strictObject({ year: z.int(), period: z.int().min(1).max(13) }),
  daysBeforeEnd: z.int().nonnegative().default(7),
  lockWeekdays: z.int().positive().default(5),
  locks: z.array(z.strictObject({ year: z.int(), period: z.int().min(1).max(13), lockedFrom: LockedFrom })).default([]),
  extra: z.array(ExtraRun).default([]),
});
export type Runs = z.infer<typeof Runs>;

/**
 * A code of the wage model. `salary` lines carry the salary times the part-time factor, or the hourly wage times the hours
 * of the schedule and of the hour components; `percentage` lines a share of that, `component` lines the sum of the
 * employee's own wage components with this code. The thirteenth period of a year of 53 weeks pays five of them.
 */
export const WageCode = z.discriminatedUnion('source', [
  z.strictObject({ code: z.int(), description: z.string(), source: z.literal('salary') }),
  z.strictObject({ code: z.int(), description: z.string(), source: z.literal('component') }),
  z.strictObject({ code: z.int(), description: z.string(), source: z.literal('percentage'), percentage: z.number() }),
]);
export type WageCode = z.infer<typeof WageCode>;

/**
 * What the company's "current period" is. Nmbrs moves on when a run is drawn: `after-drawn` is the period after the latest
 * one with a run, `calendar` follows the date, `first-open` lags until the run is locked. A fixed one can lie ahead or
 * behind, as after an office has set its active year back.
 */
export const CurrentPeriod = z
  .union([
    z.enum(['after-drawn', 'calendar', 'first-open']),
    z.strictObject({ year: z.int(), period: z.int().min(1).max(13) }),
  ])
  .meta({ id: 'CurrentPeriod' });
export type CurrentPeriod = z.infer<typeof CurrentPeriod>;

export const Company = z
  .strictObject({
    id: z.int().positive().describe('`ID` on the wire; `number` is the human one.'),
    number: z.int(),
    name: z.string(),
    phoneNumber: z.string().optional(),
    email: z.string().optional(),
    website: z.string().optional(),
    kvkNr: z.string().optional(),
    loonaangifteTijdvak: z.enum(['None', 'Month', 'Week4', 'Month6', 'Year']),
    currentPeriod: CurrentPeriod.default('after-drawn'),
    yearTransitions: z
      .array(IsoDate)
      .min(1)
      .optional()
      .describe(
        'When the office does its year transition, a date in each new year: until then the current period does not pass into that year. Absent: it passes by itself.',
      ),
    runs: Runs,
    wageCodes: z.array(WageCode).default([]),
    employees: z.array(Employee),
  })
  .meta({ id: 'Company' });
export type Company = z.infer<typeof Company>;

export const Debtor = z
  .strictObject({
    id: z.int().positive(),
    number: z.string(),
    name: z.string(),
    tags: z.array(z.string()),
    companies: z.array(Company),
  })
  .meta({ id: 'Debtor' });
export type Debtor = z.infer<typeof Debtor>;

const login = z.strictObject({
  email: z.string(),
  token: z.string(),
  disabled: z.boolean().default(false).describe('Deleted or switched off: every call answers 1001.'),
  inactiveCalls: z
    .array(z.string())
    .default([])
    .describe(
      "The calls that the user's API template has switched off, as `Service.Operation` or the operation alone.",
    ),
});

/** A login of the office with a filter on debtor tags, or a login of one debtor. */
export const User = z
  .discriminatedUnion('kind', [
    login.extend({ kind: z.literal('overkoepelend'), tagFilter: z.union([z.literal('all'), z.array(z.string())]) }),
    login.extend({ kind: z.literal('per-debiteur'), debtorId: z.int().positive() }),
  ])
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const Environment = z
  .strictObject({
    subdomain: z.string().describe("The label before `.nmbrs.nl`: what goes into the header's Domain."),
    name: z.string(),
    subscription: z.boolean().default(true).describe('Without a subscription every call answers 1004.'),
    users: z.array(User),
    debtors: z.array(Debtor),
  })
  .meta({ id: 'Environment' });
export type Environment = z.infer<typeof Environment>;
