import {
  boolean,
  complex,
  dateTime,
  enumeration,
  int,
  listOf,
  one,
  operation,
  type ServiceShape,
  string,
  word,
} from './shape.ts';

const tijdvak = enumeration('LoonaangifteTijdvak', 'None', 'Month', 'Week4', 'Month6', 'Year');

const company = complex(
  'Company',
  int('ID', 'Number'),
  string('Name', 'PhoneNumber', 'FaxNumber', 'Email', 'Website'),
  word('LoonaangifteTijdvak', tijdvak),
  string('KvkNr'),
);

const runInfo = complex(
  'RunInfo',
  int('ID', 'Number', 'Year', 'PeriodStart', 'PeriodEnd'),
  string('Description'),
  dateTime('RunAt'),
  boolean('IsLocked'),
);

const wageCode = complex('WageCode', int('Code'), string('Description'));

const mapping = complex('Mapping', int('IdInt'), string('IdGuid'));
const converter = complex('Converter', string('Entity'), one('Mappings', listOf(mapping)));

export const companyService: ServiceShape = {
  name: 'CompanyService',
  operations: [
    operation('Company_GetCurrentByEmployeeId', int('EmployeeId'), company),
    operation('Company_GetCurrentPeriod', int('CompanyId'), 'string'),
    operation('Converter_GetByCompany_IntToGuid', [...string('Entity'), ...int('CompanyId')], converter),
    operation('List_GetAll', [], listOf(company)),
    operation('List_GetByDebtor', int('DebtorId'), listOf(company)),
    operation('Run_GetList', int('CompanyId', 'Year'), listOf(runInfo)),
    operation('WageModel_GetWageCodes', int('CompanyId'), listOf(wageCode)),
  ],
};
