import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Recht, RechtService } from '../../../core/nmbrs/rechten.ts';
import type { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';

/** XML Schema types that a request parameter can have. */
type ParameterType = 'int' | 'string';

/** The services in use; in `DebtorService` no right of the handleiding lies. */
export type Service = RechtService | 'DebtorService';

/** With the domain of the account, or (to ask what that domain is) without. */
export type HeaderName = 'AuthHeaderWithDomain' | 'AuthHeader';

interface Operation {
  readonly service: Service;
  /** In the order of the vendor's schema. The spelling (`CompanyId`, `CompanyID`, `companyId`) is the vendor's. */
  readonly parameters: Readonly<Record<string, ParameterType>>;
  readonly header?: HeaderName;
}

const EMPLOYEE = { service: 'EmployeeService', parameters: { EmployeeId: 'int' } } as const;

const IN_PERIOD = {
  service: 'EmployeeService',
  parameters: { EmployeeId: 'int', Period: 'int', Year: 'int' },
} as const;

const BULK = { service: 'EmployeeService', parameters: { CompanyID: 'int' } } as const;

/**
 * The calls, as far as a request needs them: the source of the WSDLs. A parameter with the wrong capitals is not
 * refused by Nmbrs but silently ignored, so these names are never derived. A name that two services share carries its
 * service before a dot.
 */
export const OPERATIONS = {
  Company_GetCurrentPeriod: { service: 'CompanyService', parameters: { CompanyId: 'int' } },
  List_GetAll: { service: 'CompanyService', parameters: {} },
  Run_GetList: { service: 'CompanyService', parameters: { CompanyId: 'int', Year: 'int' } },
  Address_GetListCurrent: EMPLOYEE,
  BankAccount_GetListCurrent: EMPLOYEE,
  Children_Get: EMPLOYEE,
  Contract_GetCurrentPeriod: EMPLOYEE,
  List_GetByCompany: { service: 'EmployeeService', parameters: { CompanyId: 'int', EmployeeType: 'int' } },
  Partner_Get: EMPLOYEE,
  PersonalInfo_GetCurrent: EMPLOYEE,
  Salary_GetAll_AllEmployeesByCompany: { service: 'EmployeeService', parameters: { CompanyID: 'int' } },
  Schedule_GetCurrent: EMPLOYEE,
  Schedule_GetList: IN_PERIOD,
  SVW_GetCurrent: EMPLOYEE,
  WageComponentFixed_GetCurrent: EMPLOYEE,
  WageComponentVar_GetCurrent: EMPLOYEE,
  Employment_GetAll_AllEmployeesByCompany: { service: 'EmployeeService', parameters: { CompanyID: 'int' } },
  Reports_GetWageCodesByRunCompany_FilterByWageCode_Background: {
    service: 'ReportService',
    parameters: { companyId: 'int', runId: 'int', year: 'int', wageCode: 'int' },
  },
  Reports_BackgroundTask_Result: { service: 'ReportService', parameters: { TaskId: 'string' } },
  WageComponentFixed_Get: IN_PERIOD,
  WageComponentVar_Get: IN_PERIOD,
  HourComponentFixed_Get: IN_PERIOD,
  HourComponentVar_Get: IN_PERIOD,
  BankAccount_GetList: IN_PERIOD,
  Address_GetAll_AllEmployeesByCompany: BULK,
  Children_GetAll_Employeesbycompany: { service: 'EmployeeService', parameters: { CompanyId: 'int' } },
  Contract_GetAll_AllEmployeesByCompany: BULK,
  Partner_GetAll_AllEmployeesByCompany: { service: 'EmployeeService', parameters: { CompanyId: 'int' } },
  PersonalInfo_GetAll_AllEmployeesByCompany: BULK,
  Schedule_GetAll_AllEmployeesByCompany: BULK,
  SVW_GetAll_AllEmployeesByCompany: BULK,
  EmployeeType_GetList: { service: 'EmployeeService', parameters: {} },
  Reports_GetWageCodesByRunCompany_v2_Background: {
    service: 'ReportService',
    parameters: { companyId: 'int', runId: 'int', year: 'int' },
  },
  List_GetByDebtor: { service: 'CompanyService', parameters: { DebtorId: 'int' } },
  Converter_GetByCompany_IntToGuid: {
    service: 'CompanyService',
    parameters: { Entity: 'string', CompanyId: 'int' },
  },
  'DebtorService.List_GetAll': { service: 'DebtorService', parameters: {} },
  Tags_Get: { service: 'DebtorService', parameters: { DebtorId: 'int' } },
  Environment_Get: { service: 'DebtorService', parameters: {}, header: 'AuthHeader' },
} as const satisfies Readonly<Record<Recht | BulkAanroep | TijdvakAanroep, Operation>> &
  Readonly<Record<string, Operation>>;

/** A call of ours. */
export type Aanroep = keyof typeof OPERATIONS;

/** All calls, in no order that matters. */
export const AANROEPEN = Object.keys(OPERATIONS).filter((name): name is Aanroep => name in OPERATIONS);

/** What the vendor needs to be told; the account's header when the call has no other. */
export const operationOf = (aanroep: Aanroep): Operation => OPERATIONS[aanroep];

/** The vendor's own name of the call. */
export const nameOf = (aanroep: Aanroep): string => aanroep.slice(aanroep.indexOf('.') + 1);

/** What a call to this operation must be given. */
export type ParametersOf<O extends Aanroep> = {
  readonly [P in keyof (typeof OPERATIONS)[O]['parameters']]: (typeof OPERATIONS)[O]['parameters'][P] extends 'int'
    ? number
    : string;
};

/** Header, body and types of a service all live in this namespace; it is the same on the sandbox host. */
export const namespaceOf = (service: Service): string => `https://api.nmbrs.nl/soap/v3/${service}`;
