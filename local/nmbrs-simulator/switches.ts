import * as z from 'zod';

/**
 * One switch for every point on which the sources about Nmbrs disagree or are silent. Each default is what the sources
 * make most likely; a client has to work with every setting.
 */
export const Switches = z.strictObject({
  /** The element around the answer of Contract_GetCurrentPeriod. */
  contractElement: z.enum(['EmployeeContractItem', 'Contract_GetCurrentPeriodResult']).default('EmployeeContractItem'),
  /** A nillable date without a value: `xsi:nil`, 0001-01-01, or no element. Other dates are always 0001-01-01. */
  nullDate: z.enum(['nil', 'min-date', 'absent']).default('nil'),
  /** A list without items: `<XResult />` or no element. */
  emptyList: z.enum(['empty', 'absent']).default('empty'),
  /** An object that is not there (schedule, SVW settings): no element or `xsi:nil`. */
  nullObject: z.enum(['absent', 'nil']).default('absent'),
  /** Partner_Get for somebody without a partner: like `nullObject`, or an object with Id 0 and default values. */
  noPartner: z.enum(['null-object', 'default-object']).default('null-object'),
  /** A string without a value: no element or `<X />`. */
  emptyString: z.enum(['omitted', 'empty']).default('omitted'),
  /** ParttimePercentage as 0.8 or as 80. */
  parttime: z.enum(['factor', 'percent']).default('factor'),
  /** The field names of SVW_GetCurrent. */
  svwFields: z.enum(['v3', 'v2.1']).default('v3'),
  /** DisplayName of an employee. */
  displayName: z.enum(['initials-first', 'last-name-first', 'first-name-first']).default('initials-first'),
  /** Company_GetCurrentPeriod: `2026-5-M` or `2026-05-M`, and the letters of a four-weekly company. */
  periodNumber: z.enum(['plain', 'padded']).default('plain'),
  periodWeek4: z.enum(['W4', '4W']).default('W4'),
  /** CreationDate and RunAt: whole seconds, with a fraction, or with a fraction and an offset. */
  creationDate: z.enum(['seconds', 'fraction', 'offset']).default('seconds'),
  /** The HTTP status of a fault. */
  faultStatus: z.union([z.literal(500), z.literal(200)]).default(500),
  /** The words around `1001: …`: as ASMX writes them, nothing, or with a stack trace (customErrors off). */
  faultText: z.enum(['asmx', 'bare', 'stack-trace']).default('asmx'),
  /** An id the login may not see: 2003, 2004, 2009 by kind, or 1003 for all. */
  dataFault: z.enum(['by-kind', '1003']).default('by-kind'),
  /** A header without Domain: refused, or every environment is searched. */
  missingDomain: z.enum(['1001', 'search']).default('1001'),
  /** A domain that does not exist. */
  unknownDomain: z.enum(['1001', '2043']).default('1001'),
  /** Whether a SOAP 1.1 request needs the SOAPAction header. */
  soapAction: z.enum(['optional', 'required']).default('optional'),
  /** A byte order mark before each answer. */
  responseBom: z.boolean().default(false),
  /** What EmployeeType_GetList answers; 2 (payroll) and 4 (former) are the known ones. */
  employeeTypes: z.array(z.strictObject({ id: z.int(), description: z.string() })).default([
    { id: 1, description: 'Applicant' },
    { id: 2, description: 'Payroll' },
    { id: 3, description: 'External' },
    { id: 4, description: 'Former payroll' },
  ]),
});
export type Switches = z.infer<typeof Switches>;

/** How the background report behaves and how its content is written. */
export const ReportBehaviour = z.strictObject({
  /** Polls that find the task unfinished; the first says Enqueued, the others Executing. */
  polls: z.int().nonnegative().default(1),
  /** Milliseconds on the simulator's clock that the task takes at least, besides `polls`. */
  durationMs: z.int().nonnegative().default(0),
  outcome: z.enum(['Success', 'Error', 'Failed', 'Unknown']).default('Success'),
  /** The first n tasks end in `outcome`, later ones in Success; absent: all. */
  first: z.int().positive().optional(),
  /** An XML declaration that says utf-16, as a .NET StringWriter writes it. */
  utf16Declaration: z.boolean().default(true),
  bom: z.boolean().default(false),
  doubleEscaped: z.boolean().default(false),
  commaDecimals: z.boolean().default(false),
  /** Success with no content at all. */
  emptyContent: z.boolean().default(false),
  /** `<runnumber>` in each report. */
  runNumber: z.boolean().default(true),
});
export type ReportBehaviour = z.infer<typeof ReportBehaviour>;

/** Milliseconds before each answer: `ms`, plus up to `spreadMs` more. */
export const Latency = z.strictObject({
  ms: z.number().nonnegative().default(0),
  spreadMs: z.number().nonnegative().default(0),
});
export type Latency = z.infer<typeof Latency>;

/** The vendor's own limit: above so many calls in a second every call waits. */
export const RateLimit = z.strictObject({
  callsPerSecond: z.int().positive().default(150),
  delayMs: z.number().nonnegative().default(500),
});
export type RateLimit = z.infer<typeof RateLimit>;

const faultScope = z.strictObject({
  /** `Service.Operation` or the operation alone; absent: every call. */
  operation: z.string().optional(),
  employeeId: z.int().optional(),
  companyId: z.int().optional(),
  /** Matching calls that are left alone before the fault starts. */
  skip: z.int().nonnegative().default(0),
  /** The number of matching calls that are hit; absent: all of them. */
  first: z.int().positive().optional(),
});

/** Trouble that a test or a demonstration asks for. */
export const InjectedFault = z.discriminatedUnion('kind', [
  /** A SOAP fault with this Nmbrs code, such as 9999. */
  faultScope.extend({ kind: z.literal('fault'), code: z.string().regex(/^\d{4}$/) }),
  /** A plain HTML page with this status, such as 502 or 503. */
  faultScope.extend({ kind: z.literal('html'), status: z.int().min(200).max(599) }),
  /** No answer; the connection stays open. */
  faultScope.extend({ kind: z.literal('hang') }),
  /** The connection is cut before the answer. */
  faultScope.extend({ kind: z.literal('reset') }),
  /** HTTP 200 with no body. */
  faultScope.extend({ kind: z.literal('empty') }),
  /** The first half of the answer, as if it were whole. */
  faultScope.extend({ kind: z.literal('truncated') }),
  /** The answer of another operation, without data. */
  faultScope.extend({ kind: z.literal('other-response') }),
  /** HTTP 307 to another address. */
  faultScope.extend({ kind: z.literal('redirect'), location: z.string() }),
  /** The answer in small pieces, one each `everyMs`. */
  faultScope.extend({ kind: z.literal('drip'), everyMs: z.int().positive() }),
]);
export type InjectedFault = z.infer<typeof InjectedFault>;
