import * as z from 'zod';

/**
 * The 19 webservice calls that the handleiding asks the Template User to have active, by their real names: the
 * handleiding's own layout breaks some of them, and its "Report_…" calls are named "Reports_…" at Nmbrs.
 */
export const RECHTEN_PER_SERVICE = {
  CompanyService: ['Company_GetCurrentPeriod', 'List_GetAll', 'Run_GetList'],
  EmployeeService: [
    'Address_GetListCurrent',
    'BankAccount_GetListCurrent',
    'Children_Get',
    'Contract_GetCurrentPeriod',
    'List_GetByCompany',
    'Partner_Get',
    'PersonalInfo_GetCurrent',
    'Salary_GetAll_AllEmployeesByCompany',
    'Schedule_GetCurrent',
    'Schedule_GetList',
    'SVW_GetCurrent',
    'WageComponentFixed_GetCurrent',
    'WageComponentVar_GetCurrent',
    'Employment_GetAll_AllEmployeesByCompany',
  ],
  ReportService: ['Reports_GetWageCodesByRunCompany_FilterByWageCode_Background', 'Reports_BackgroundTask_Result'],
} as const;

export const RechtService = z.enum(['CompanyService', 'EmployeeService', 'ReportService']);
export type RechtService = z.infer<typeof RechtService>;

export const Recht = z.enum([
  ...RECHTEN_PER_SERVICE.CompanyService,
  ...RECHTEN_PER_SERVICE.EmployeeService,
  ...RECHTEN_PER_SERVICE.ReportService,
]);
export type Recht = z.infer<typeof Recht>;

const SERVICE_BY_RECHT: ReadonlyMap<string, RechtService> = new Map(
  RechtService.options.flatMap((service) =>
    RECHTEN_PER_SERVICE[service].map((recht): [string, RechtService] => [recht, service]),
  ),
);

const NIET_ACTIEF = 'recht-niet-actief';

/** The code of an exchange that stopped on a call that is not active: the call is part of it, so that the remedy can name it. */
export const rechtNietActief = (aanroep: string): string => `${NIET_ACTIEF}.${aanroep}`;

/** The call in such a code; `undefined` in any other. */
export function aanroepNietActief(code: string | undefined): string | undefined {
  return code?.startsWith(`${NIET_ACTIEF}.`) === true ? code.slice(NIET_ACTIEF.length + 1) : undefined;
}

/** The service in whose tab of "Webservices rights edit" this call is ticked. */
export function serviceOf(recht: Recht): RechtService {
  const service = SERVICE_BY_RECHT.get(recht);
  if (service === undefined) throw new RangeError(`unknown recht ${recht}`);
  return service;
}

/**
 * What probing one call told. Only the call, the outcome, the vendor's code and the latency in ms are kept: the answer
 * itself is discarded inside the adapter.
 */
export const RechtUitslag = z.strictObject({
  recht: Recht,
  uitkomst: z.enum(['actief', 'niet-actief', 'niet-te-toetsen']),
  code: z.string().max(40).optional(),
  ms: z.number().nonnegative().optional(),
});
export type RechtUitslag = z.infer<typeof RechtUitslag>;
