import { type Period, periodAt } from '../calendar.ts';
import type { Employee } from '../employee.ts';
import type { Company } from '../environment.ts';
import { periodKindOf } from '../runs.ts';
import { type Call, intParam, type Operation } from './call.ts';
import * as fields from './employee-fields.ts';

/** What a company-wide call writes per employee; undefined leaves the employee out. */
type PerEmployee = (employee: Employee, company: Company, call: Call) => string | undefined;

interface BulkShape {
  readonly operation: string;
  /** `CompanyID` or `CompanyId`: the vendor is not consistent, and the case counts. */
  readonly parameter: 'CompanyID' | 'CompanyId';
  /** The element of one employee. */
  readonly item: string;
}

/** An operation that answers for every employee of one company, former ones included. */
const perCompany =
  ({ operation, parameter, item }: BulkShape, answer: PerEmployee): Operation =>
  (call) => {
    const { world, login, params, write: w } = call;
    const company = world.company(login, intParam(params, parameter));
    const items = company.employees.flatMap((employee) => {
      const content = answer(employee, company, call);
      return content === undefined ? [] : [w.object(item, w.int('EmployeeId', employee.id) + content)];
    });
    return w.list(`${operation}Result`, items);
  };

const startOf = (company: Company, date: string): Period => periodAt(periodKindOf(company), date);

const shape = (operation: string, item: string, parameter: BulkShape['parameter'] = 'CompanyID'): BulkShape => ({
  operation,
  item,
  parameter,
});

const employments = perCompany(
  shape('Employment_GetAll_AllEmployeesByCompany', 'EmployeeEmploymentItem'),
  (employee, _company, { write: w }) =>
    w.list(
      'EmployeeEmployments',
      employee.employments.map((row) => w.object('Employment', fields.employment(w, row))),
    ),
);

const salaries = perCompany(
  shape('Salary_GetAll_AllEmployeesByCompany', 'EmployeeSalaryItem'),
  (employee, _company, { write: w }) =>
    w.list(
      'EmployeeSalaries',
      employee.salaries.map((row) => w.object('Salary_V2', fields.salaryV2(w, row))),
    ),
);

const contracts = perCompany(
  shape('Contract_GetAll_AllEmployeesByCompany', 'EmployeeContractItemGlobal'),
  (employee, _company, { write: w }) =>
    w.list(
      'EmployeeContracts',
      employee.contracts.map((row) => w.object('EmployeeContract', fields.contract(w, row))),
    ),
);

const schedules = perCompany(
  shape('Schedule_GetAll_AllEmployeesByCompany', 'EmployeeScheduleItem'),
  (employee, _company, { write: w, world }) => {
    const rows = employee.schedules.map((row) =>
      w.object(
        'Schedule_V2',
        [
          w.decimal('Id', String(row.id)),
          ...fields.scheduleHours(w, row, world.scenario.switches),
          w.created('CreationDate', row.creationDate),
        ].join(''),
      ),
    );
    return w.list('EmployeeSchedules', rows);
  },
);

const addresses = perCompany(
  shape('Address_GetAll_AllEmployeesByCompany', 'EmployeeAddressItem'),
  (employee, company, { write: w }) => {
    const rows = employee.addresses.map((row) => {
      const start = startOf(company, row.from);
      const end = row.to === undefined ? undefined : startOf(company, row.to);
      return w.object(
        'EmployeeAddress_V2',
        [
          w.int('Id', row.id),
          w.int('StartPeriod', start.number),
          w.int('StartYear', start.year),
          w.nillableInt('EndPeriod', end?.number),
          w.nillableInt('EndYear', end?.year),
          ...fields.placeFields(w, row),
          w.created('CreationDate', row.from),
          w.string('CountryISOCode', row.country),
          w.word('Type', row.type),
        ].join(''),
      );
    });
    return w.list('EmployeeAddresses', rows);
  },
);

const personalInfos = perCompany(
  shape('PersonalInfo_GetAll_AllEmployeesByCompany', 'PersonalInfoItem'),
  (employee, company, { write: w, world }) => {
    const start = startOf(company, employee.employments[0]?.startDate ?? '2000-01-01');
    const row = fields.personalInfoV2(w, employee, { switches: world.scenario.switches, start });
    return w.list('EmployeePersonalInfos', [w.object('PersonalInfo_V2', row)]);
  },
);

const svwSettings = perCompany(
  shape('SVW_GetAll_AllEmployeesByCompany', 'EmployeeSVWItem'),
  (employee, company, { write: w }) => {
    const code = (name: string, prefix: string, id: number): string =>
      w.object(
        name,
        [
          w.int(`${prefix}Id`, id),
          w.int(`${prefix}Code`, id),
          w.string(`${prefix}Description`, `${prefix} ${id}`),
        ].join(''),
      );
    const rows = employee.svw.map((row) => {
      const start = startOf(company, row.from);
      return w.object(
        'EmployeeSVWSettings',
        [
          w.int('Id', row.id),
          w.created('CreationDate', row.from),
          w.int('StartPeriod', start.number),
          w.int('StartYear', start.year),
          w.int('InfluenceObligedInsurance', row.influence),
          w.boolean('Wao_Wia', row.wia),
          w.boolean('Ww', row.ww),
          w.boolean('Zw', row.zw),
          w.int('IncomeRelatedContributionZvw', row.contributionZvw),
          w.string('CodeZvw', row.codeZvw),
          code('RiskGroup', 'RiskGroup', row.riskGroup),
          code('Sector', 'Sector', row.sector),
          w.object(
            'WageCostBenefit',
            [
              w.int('WageCostBenefitCode', row.wageCostBenefit),
              w.nillableInt('EndPeriod', undefined),
              w.nillableInt('EndYear', undefined),
            ].join(''),
          ),
          code('CAO', 'CAO', row.codeCao),
          w.int('EmploymentType', row.employmentType),
          w.int('PhaseClassification', 0),
          w.int('EmploymentSequenceTaxId', 1),
        ].join(''),
      );
    });
    return w.list('EmployeeSVWSettings', rows);
  },
);

const children = perCompany(
  shape('Children_GetAll_Employeesbycompany', 'EmployeeChildrenItem', 'CompanyId'),
  (employee, _company, { write: w }) =>
    employee.children.length === 0
      ? undefined
      : w.list(
          'EmployeeChildren',
          employee.children.map((row) => w.object('Child', fields.child(w, row))),
        ),
);

const partners = perCompany(
  shape('Partner_GetAll_AllEmployeesByCompany', 'EmployeePartner', 'CompanyId'),
  (employee, _company, { write: w }) => employee.partner && w.object('Partner', fields.partner(w, employee.partner)),
);

export const BULK_OPERATIONS: Readonly<Record<string, Operation>> = {
  Address_GetAll_AllEmployeesByCompany: addresses,
  Children_GetAll_Employeesbycompany: children,
  Contract_GetAll_AllEmployeesByCompany: contracts,
  Employment_GetAll_AllEmployeesByCompany: employments,
  Partner_GetAll_AllEmployeesByCompany: partners,
  PersonalInfo_GetAll_AllEmployeesByCompany: personalInfos,
  Salary_GetAll_AllEmployeesByCompany: salaries,
  Schedule_GetAll_AllEmployeesByCompany: schedules,
  SVW_GetAll_AllEmployeesByCompany: svwSettings,
};
