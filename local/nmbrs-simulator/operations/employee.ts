import { overlaps, type Period } from '../calendar.ts';
import type { Employee } from '../employee.ts';
import { currentPeriodOn } from '../runs.ts';
import type { Switches } from '../switches.ts';
import type { Writer } from '../writer.ts';
import { BULK_OPERATIONS } from './bulk.ts';
import { BY_PERIOD_OPERATIONS } from './by-period.ts';
import { intParam, type Operation } from './call.ts';
import * as fields from './employee-fields.ts';
import { during, isOfPeriod, latest } from './rows.ts';

const PAYROLL = 2;
const FORMER = 4;

/** What a per-employee call works on: the employee, as of the company's current period. */
interface Subject {
  readonly employee: Employee;
  readonly period: Period;
  readonly write: Writer;
  readonly switches: Switches;
}

/** An operation whose one subject is the parameter `EmployeeId`. */
const perEmployee =
  (answer: (subject: Subject) => string): Operation =>
  (call) => {
    const { employee, company } = call.world.employee(call.login, intParam(call.params, 'EmployeeId'));
    const period = currentPeriodOn(company, call.today);
    return answer({ employee, period, write: call.write, switches: call.world.scenario.switches });
  };

/**
 * The employee's type: payroll while an employment touches the company's current period or is still to come, former when
 * the last one ended before it.
 */
export function employeeTypeOf(employee: Employee, period: Period): number {
  if (employee.type !== undefined) return employee.type;
  const active = employee.employments.some(({ endDate }) => endDate === undefined || endDate >= period.begin);
  return active ? PAYROLL : FORMER;
}

const listByCompany: Operation = ({ world, login, params, write: w, today }) => {
  const company = world.company(login, intParam(params, 'CompanyId'));
  const type = intParam(params, 'EmployeeType');
  const period = currentPeriodOn(company, today);
  const items = company.employees
    .filter((employee) => employeeTypeOf(employee, period) === type)
    .map((employee) =>
      w.object(
        'Employee',
        [
          w.int('Id', employee.id),
          w.int('Number', employee.number),
          w.name('DisplayName', fields.displayName(employee, world.scenario.switches), employee.personal.lastName),
        ].join(''),
      ),
    );
  return w.list('List_GetByCompanyResult', items);
};

const listTypes: Operation = ({ world, write: w }) =>
  w.list(
    'EmployeeType_GetListResult',
    world.scenario.switches.employeeTypes.map(({ id, description }) =>
      w.object('EmployeeType', w.int('Id', id) + w.string('Description', description)),
    ),
  );

const getPersonalInfo = perEmployee(({ employee, write: w, switches }) =>
  w.object('PersonalInfo_GetCurrentResult', fields.personalInfo(w, employee, switches)),
);

const getAddresses = perEmployee(({ employee, period, write: w }) => {
  const rows = during(employee.addresses, period);
  return w.list(
    'Address_GetListCurrentResult',
    rows.map((row) => w.object('EmployeeAddress', fields.address(w, row))),
  );
});

const getBankAccounts = perEmployee(({ employee, period, write: w }) => {
  const rows = during(employee.bankAccounts, period);
  return w.list(
    'BankAccount_GetListCurrentResult',
    rows.map((row) => w.object('BankAccount', fields.bankAccount(w, row))),
  );
});

const getChildren = perEmployee(({ employee, write: w }) => {
  const items = employee.children.map((row) => w.object('Child', fields.child(w, row)));
  return w.object('Children_GetResult', w.int('EmployeeId', employee.id) + w.list('EmployeeChildren', items));
});

const getPartner = perEmployee(({ employee, write: w, switches }) => {
  const none = switches.noPartner === 'default-object' ? fields.partner(w, { id: 0, gender: 'undefined' }) : undefined;
  return w.object('Partner_GetResult', employee.partner === undefined ? none : fields.partner(w, employee.partner));
});

const getContracts = perEmployee(({ employee, period, write: w, switches }) => {
  const rows = employee.contracts.filter((row) => overlaps(period, row.startDate, row.endDate));
  const items = rows.map((row) => w.object('EmployeeContract', fields.contract(w, row)));
  return w.object(switches.contractElement, w.int('EmployeeId', employee.id) + w.list('EmployeeContracts', items));
});

const getSchedule = perEmployee(({ employee, period, write: w, switches }) => {
  const row = latest(employee.schedules, period.end, ({ startDate, creationDate }) => [startDate, creationDate]);
  return w.object('Schedule_GetCurrentResult', row && fields.schedule(w, row, switches));
});

const getSvw = perEmployee(({ employee, period, write: w, switches }) => {
  const row = latest(employee.svw, period.end, ({ from }) => [from, '']);
  return w.object('SVW_GetCurrentResult', row && fields.svw(w, row, switches));
});

const getFixedComponents = perEmployee(({ employee, period, write: w }) => {
  const rows = during(employee.fixedComponents, period);
  return w.list(
    'WageComponentFixed_GetCurrentResult',
    rows.map((row) => w.object('WageComponent', fields.wageComponent(w, row))),
  );
});

const getVariableComponents = perEmployee(({ employee, period, write: w }) => {
  const rows = employee.variableComponents.filter((row) => isOfPeriod(row, period));
  return w.list(
    'WageComponentVar_GetCurrentResult',
    rows.map((row) => w.object('WageComponent', fields.wageComponent(w, row))),
  );
});

export const EMPLOYEE_OPERATIONS: Readonly<Record<string, Operation>> = {
  ...BULK_OPERATIONS,
  ...BY_PERIOD_OPERATIONS,
  Address_GetListCurrent: getAddresses,
  BankAccount_GetListCurrent: getBankAccounts,
  Children_Get: getChildren,
  Contract_GetCurrentPeriod: getContracts,
  EmployeeType_GetList: listTypes,
  List_GetByCompany: listByCompany,
  Partner_Get: getPartner,
  PersonalInfo_GetCurrent: getPersonalInfo,
  Schedule_GetCurrent: getSchedule,
  SVW_GetCurrent: getSvw,
  WageComponentFixed_GetCurrent: getFixedComponents,
  WageComponentVar_GetCurrent: getVariableComponents,
};
