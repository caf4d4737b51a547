import type { Recht, RechtService } from '../../../core/domain/rechten.ts';

/** XML Schema types that a request parameter can have. */
type ParameterType = 'int' | 'string';

interface Operation {
  readonly service: RechtService;
  /** In the order of the vendor's schema. The spelling (`CompanyId`, `CompanyID`, `companyId`) is the vendor's. */
  readonly parameters: Readonly<Record<string, ParameterType>>;
}

const EMPLOYEE = { service: 'EmployeeService', parameters: { EmployeeId: 'int' } } as const;

/**
 * The 19 calls, as far as a request needs them: the source of the WSDLs. A parameter with the wrong capitals is not
 * refused by Nmbrs but silently ignored, so these names are never derived.
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
  Schedule_GetList: { service: 'EmployeeService', parameters: { EmployeeId: 'int', Period: 'int', Year: 'int' } },
  SVW_GetCurrent: EMPLOYEE,
  WageComponentFixed_GetCurrent: EMPLOYEE,
  WageComponentVar_GetCurrent: EMPLOYEE,
  Employment_GetAll_AllEmployeesByCompany: { service: 'EmployeeService', parameters: { CompanyID: 'int' } },
  Reports_GetWageCodesByRunCompany_FilterByWageCode_Background: {
    service: 'ReportService',
    parameters: { companyId: 'int', runId: 'int', year: 'int', wageCode: 'int' },
  },
  Reports_BackgroundTask_Result: { service: 'ReportService', parameters: { TaskId: 'string' } },
} as const satisfies Record<Recht, Operation>;

/** What a call to this operation must be given. */
export type ParametersOf<O extends Recht> = {
  readonly [P in keyof (typeof OPERATIONS)[O]['parameters']]: (typeof OPERATIONS)[O]['parameters'][P] extends 'int'
    ? number
    : string;
};

/** Header, body and types of a service all live in this namespace; it is the same on the sandbox host. */
export const namespaceOf = (service: RechtService): string => `https://api.nmbrs.nl/soap/v3/${service}`;
