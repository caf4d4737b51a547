import * as z from 'zod';

const FaultStatus = z.union([z.literal(500), z.literal(200)]);

/**
 * One switch for every point on which the sources about Nmbrs disagree or are silent. Each default is what the sources
 * make most likely; a client has to work with every setting.
 */
export const Switches = z.strictObject({
  contractElement: z
    .enum(['EmployeeContractItem', 'Contract_GetCurrentPeriodResult'])
    .default('EmployeeContractItem')
    .describe('The element around the answer of Contract_GetCurrentPeriod.'),
  nullDate: z
    .enum(['nil', 'min-date', 'absent'])
    .default('nil')
    .describe(
      'A nillable date without a value: `xsi:nil`, 0001-01-01, or no element. Other dates are always 0001-01-01.',
    ),
  emptyList: z
    .enum(['empty', 'absent'])
    .default('empty')
    .describe('A list without items: `<XResult />` or no element.'),
  nullObject: z
    .enum(['absent', 'nil'])
    .default('absent')
    .describe('An object that is not there (schedule, SVW settings): no element or `xsi:nil`.'),
  noPartner: z
    .enum(['null-object', 'default-object'])
    .default('null-object')
    .describe(
      'Partner_Get for somebody without a partner: like `nullObject`, or an object with Id 0 and default values.',
    ),
  emptyString: z
    .enum(['omitted', 'empty'])
    .default('omitted')
    .describe('A string without a value: no element or `<X />`.'),
  parttime: z.enum(['factor', 'percent']).default('factor').describe('ParttimePercentage as 0.8 or as 80.'),
  svwFields: z.enum(['v3', 'v2.1']).default('v3').describe('The field names of SVW_GetCurrent.'),
  naamstelling: z
    .enum(['words', 'number'])
    .default('words')
    .describe(
      'Naamstelling of PersonalInfo_GetCurrent: words ("Eigen naam"), or the number that the company-wide call gives.',
    ),
  environmentAnswer: z
    .enum(['result', 'bare'])
    .default('result')
    .describe('Environment_Get: its fields in `<Environment_GetResult>`, or straight in the response.'),
  displayName: z
    .enum(['initials-first', 'last-name-first', 'first-name-first'])
    .default('initials-first')
    .describe('DisplayName of an employee.'),
  periodNumber: z
    .enum(['plain', 'padded'])
    .default('plain')
    .describe('Company_GetCurrentPeriod: `2026-5-M` or `2026-05-M`, and the letters of a four-weekly company.'),
  periodWeek4: z.enum(['W4', '4W']).default('W4'),
  creationDate: z
    .enum(['seconds', 'fraction', 'offset'])
    .default('seconds')
    .describe('CreationDate and RunAt: whole seconds, with a fraction, or with a fraction and an offset.'),
  faultStatus: FaultStatus.default(500).describe('The HTTP status of a fault.'),
  faultText: z
    .enum(['asmx', 'bare', 'stack-trace'])
    .default('asmx')
    .describe('The words around `1001: …`: as ASMX writes them, nothing, or with a stack trace (customErrors off).'),
  dataFault: z
    .enum(['by-kind', '1003'])
    .default('by-kind')
    .describe('An id the login may not see: 2003, 2004, 2009 by kind, or 1003 for all.'),
  missingDomain: z
    .enum(['1001', 'search'])
    .default('1001')
    .describe('A header without Domain: refused, or every environment is searched.'),
  unknownDomain: z.enum(['1001', '2043']).default('1001').describe('A domain that does not exist.'),
  soapAction: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe('Whether a SOAP 1.1 request needs the SOAPAction header.'),
  compression: z
    .enum(['when-accepted', 'never'])
    .default('when-accepted')
    .describe('Whether an answer is sent as gzip to a client that accepts it.'),
  byPeriodOutside: z
    .enum(['rows', 'empty', 'absent', 'fault'])
    .default('rows')
    .describe(
      "A call by period (Schedule_GetList too) about one before the employee's first employment, or after the company's current period: its rows as for any other, an empty list, no element, or 2006.",
    ),
  scheduleList: z
    .enum(['until-period', 'in-period'])
    .default('until-period')
    .describe(
      'Schedule_GetList: every schedule that started by the end of the period, or those that are in force on a day of it.',
    ),
  controlCharacter: z
    .enum(['none', 'reference', 'raw', 'surrogates', 'half'])
    .default('none')
    .describe(
      'What stands inside each last name, as .NET writes what somebody pasted: nothing, `&#x1F;`, that character itself, an emoji as two halves (`&#xD83D;&#xDE00;`), or one half. None but the first is XML.',
    ),
  responseBom: z.boolean().default(false).describe('A byte order mark before each answer.'),
  employeeTypes: z
    .array(z.strictObject({ id: z.int(), description: z.string() }))
    .default([
      { id: 1, description: 'Applicant' },
      { id: 2, description: 'Payroll' },
      { id: 3, description: 'External' },
      { id: 4, description: 'Former payroll' },
    ])
    .describe('What EmployeeType_GetList answers; 2 (payroll) and 4 (former) are the known ones.'),
});
export type Switches = z.infer<typeof Switches>;

/** The time on the simulator's clock: what it is at the start (or at the change), and how fast it goes on from there. */
export const Time = z
  .strictObject({
    now: z.iso.datetime({ offset: true }).describe('An instant such as `2026-12-08T09:00:00+01:00`.'),
    speed: z
      .number()
      .nonnegative()
      .default(1)
      .describe('1 keeps pace with the real clock, 86400 makes a day of each second, 0 stands still.'),
  })
  .meta({ id: 'Time' });
export type Time = z.infer<typeof Time>;

/** How the background report behaves and how its content is written. */
export const ReportBehaviour = z.strictObject({
  polls: z
    .int()
    .nonnegative()
    .default(1)
    .describe('Polls that find the task unfinished; the first says Enqueued, the others Executing.'),
  durationMs: z
    .int()
    .nonnegative()
    .default(0)
    .describe("Milliseconds on the simulator's clock that the task takes at least, besides `polls`."),
  outcome: z.enum(['Success', 'Error', 'Failed', 'Unknown']).default('Success'),
  keptMs: z
    .int()
    .positive()
    .optional()
    .describe("Milliseconds on the simulator's clock that a task is known; later polls get 2019. Absent: for ever."),
  first: z
    .int()
    .positive()
    .optional()
    .describe('The first n tasks end in `outcome`, later ones in Success; absent: all.'),
  utf16Declaration: z
    .boolean()
    .default(true)
    .describe('An XML declaration that says utf-16, as a .NET StringWriter writes it.'),
  bom: z.boolean().default(false),
  doubleEscaped: z.boolean().default(false),
  commaDecimals: z.boolean().default(false),
  emptyContent: z.boolean().default(false).describe('Success with no content at all.'),
  runNumber: z.boolean().default(true).describe('`<runnumber>` in each report.'),
});
export type ReportBehaviour = z.infer<typeof ReportBehaviour>;

/** Milliseconds before each answer: `ms`, plus up to `spreadMs` more. */
export const Latency = z.strictObject({
  ms: z.number().nonnegative().default(0),
  spreadMs: z.number().nonnegative().default(0),
});
export type Latency = z.infer<typeof Latency>;

/** The vendor's own limit, over any sliding second. */
export const RateLimit = z.strictObject({
  callsPerSecond: z.int().positive().default(150),
  over: z
    .enum(['delay', 'refuse'])
    .default('delay')
    .describe('What happens to a call above it: it waits `delayMs`, or it is refused with `status`.'),
  delayMs: z.number().nonnegative().default(500),
  status: z.union([z.literal(429), z.literal(503)]).default(429),
  retryAfterSeconds: z.int().nonnegative().optional().describe('The Retry-After of a refusal; absent: none.'),
  per: z
    .enum(['platform', 'token'])
    .default('platform')
    .describe("Whose calls are counted together: everybody's, or those with one token."),
});
export type RateLimit = z.infer<typeof RateLimit>;

const faultScope = z.strictObject({
  operation: z.string().optional().describe('`Service.Operation` or the operation alone; absent: every call.'),
  employeeId: z.int().optional(),
  companyId: z.int().optional(),
  skip: z.int().nonnegative().default(0).describe('Matching calls that are left alone before the fault starts.'),
  first: z.int().positive().optional().describe('The number of matching calls that are hit; absent: all of them.'),
  chance: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Of the calls that would be hit, the share that is, drawn from the scenario's seed; absent: all of them.",
    ),
});

/** Trouble that a test or a demonstration asks for. */
export const InjectedFault = z
  .discriminatedUnion('kind', [
    faultScope
      .extend({ kind: z.literal('fault'), code: z.string().regex(/^\d{4}$/), status: FaultStatus.optional() })
      .describe('A SOAP fault with this Nmbrs code, such as 9999, with the HTTP status of `faultStatus` or its own.'),
    faultScope
      .extend({
        kind: z.literal('html'),
        status: z.int().min(200).max(599),
        retryAfterSeconds: z.int().nonnegative().optional(),
      })
      .describe('A plain HTML page with this status, such as 502 or 503; with a Retry-After when asked.'),
    faultScope
      .extend({ kind: z.literal('delay'), ms: z.int().positive() })
      .describe('The answer, but so many milliseconds later.'),
    faultScope.extend({ kind: z.literal('hang') }).describe('No answer; the connection stays open.'),
    faultScope
      .extend({ kind: z.literal('stall') })
      .describe('The headers and half of the answer, and then nothing; the connection stays open.'),
    faultScope.extend({ kind: z.literal('reset') }).describe('The connection is cut before the answer.'),
    faultScope.extend({ kind: z.literal('empty') }).describe('HTTP 200 with no body.'),
    faultScope.extend({ kind: z.literal('truncated') }).describe('The first half of the answer, as if it were whole.'),
    faultScope.extend({ kind: z.literal('other-response') }).describe('The answer of another operation, without data.'),
    faultScope.extend({ kind: z.literal('redirect'), location: z.string() }).describe('HTTP 307 to another address.'),
    faultScope
      .extend({ kind: z.literal('drip'), everyMs: z.int().positive() })
      .describe('The answer in small pieces, one each `everyMs`.'),
  ])
  .meta({ id: 'InjectedFault' });
export type InjectedFault = z.infer<typeof InjectedFault>;
