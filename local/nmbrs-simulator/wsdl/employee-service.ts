import type { Switches } from '../switches.ts';
import * as types from './employee-types.ts';
import {
  type ComplexType,
  complex,
  int,
  listOf,
  type OperationShape,
  one,
  operation,
  type ServiceShape,
} from './shape.ts';

/** What a company-wide call gives per employee: the id, and one element with the rest. */
const perEmployee = (name: string, element: string, type: ComplexType): ComplexType =>
  complex(name, int('EmployeeId'), one(element, type));

const childrenItem = perEmployee('EmployeeChildrenItem', 'EmployeeChildren', listOf(types.child));
const contractList = listOf(types.contract);
const contractItem = perEmployee('EmployeeContractItem', 'EmployeeContracts', contractList);

/** A company-wide call, with the parameter as the vendor spells it for this one. */
const bulk = (name: string, parameter: 'CompanyID' | 'CompanyId', item: ComplexType): OperationShape =>
  operation(name, int(parameter), listOf(item));

const BULK_OPERATIONS: readonly OperationShape[] = [
  bulk(
    'Address_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeAddressItem', 'EmployeeAddresses', listOf(types.addressV2)),
  ),
  bulk('Children_GetAll_Employeesbycompany', 'CompanyId', childrenItem),
  bulk(
    'Contract_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeContractItemGlobal', 'EmployeeContracts', contractList),
  ),
  bulk(
    'Employment_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeEmploymentItem', 'EmployeeEmployments', listOf(types.employment)),
  ),
  bulk('Partner_GetAll_AllEmployeesByCompany', 'CompanyId', perEmployee('EmployeePartner', 'Partner', types.partner)),
  bulk(
    'PersonalInfo_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('PersonalInfoItem', 'EmployeePersonalInfos', listOf(types.personalInfoV2)),
  ),
  bulk(
    'Salary_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeSalaryItem', 'EmployeeSalaries', listOf(types.salaryV2)),
  ),
  bulk(
    'Schedule_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeScheduleItem', 'EmployeeSchedules', listOf(types.scheduleV2)),
  ),
  bulk(
    'SVW_GetAll_AllEmployeesByCompany',
    'CompanyID',
    perEmployee('EmployeeSVWItem', 'EmployeeSVWSettings', listOf(types.svwRow)),
  ),
];

const byEmployee = (name: string, result: ComplexType): OperationShape => operation(name, int('EmployeeId'), result);

/** A call about one employee in a given period; all three are required, in this order. */
const byPeriod = (name: string, item: ComplexType): OperationShape =>
  operation(name, int('EmployeeId', 'Period', 'Year'), listOf(item));

const contractGet = ({ contractElement }: Switches): OperationShape => ({
  ...byEmployee('Contract_GetCurrentPeriod', contractItem),
  response: one(contractElement, contractItem),
});

export const employeeService = (switches: Switches): ServiceShape => ({
  name: 'EmployeeService',
  operations: [
    ...BULK_OPERATIONS,
    byEmployee('Address_GetListCurrent', listOf(types.address)),
    byPeriod('BankAccount_GetList', types.bankAccount),
    byEmployee('BankAccount_GetListCurrent', listOf(types.bankAccount)),
    byEmployee('Children_Get', childrenItem),
    contractGet(switches),
    operation('EmployeeType_GetList', [], listOf(types.employeeType)),
    byPeriod('HourComponentFixed_Get', types.hourComponent),
    byPeriod('HourComponentVar_Get', types.hourComponent),
    operation('List_GetByCompany', int('CompanyId', 'EmployeeType'), listOf(types.employee)),
    byEmployee('Partner_Get', types.partner),
    byEmployee('PersonalInfo_GetCurrent', types.personalInfo),
    byEmployee('Schedule_GetCurrent', types.schedule),
    byPeriod('Schedule_GetList', types.schedule),
    byEmployee('SVW_GetCurrent', types.svw(switches)),
    byPeriod('WageComponentFixed_Get', types.wageComponent),
    byEmployee('WageComponentFixed_GetCurrent', listOf(types.wageComponent)),
    byPeriod('WageComponentVar_Get', types.wageComponent),
    byEmployee('WageComponentVar_GetCurrent', listOf(types.wageComponent)),
  ],
});
