import type { Payroll } from '../../core/nmbrs/ports/payroll.ts';
import { ask } from './ask.ts';
import type { Caller } from './calls.ts';
import { readBedrijven } from './readers/company.ts';
import { readDebiteuren, readOmgeving, readRestSleutels, readTags, readWerknemerSoorten } from './readers/directory.ts';

type Directory = Pick<
  Payroll,
  'fetchOmgeving' | 'listDebiteuren' | 'listTags' | 'listBedrijvenVan' | 'listWerknemerSoorten' | 'listRestSleutels'
>;

const ENTITY = { bedrijf: 'Company', werknemer: 'Employee' } as const;

/** The questions about the environment around the companies: what a login sees, and why. */
export const directoryOf = (caller: Caller): Directory => ({
  fetchOmgeving: () => ask(caller, { operation: 'Environment_Get', parameters: {}, read: readOmgeving }),
  listDebiteuren: () => ask(caller, { operation: 'DebtorService.List_GetAll', parameters: {}, read: readDebiteuren }),
  listTags: (debiteurId) =>
    ask(caller, { operation: 'Tags_Get', parameters: { DebtorId: debiteurId }, read: readTags }),
  listBedrijvenVan: (debiteurId) =>
    ask(caller, {
      operation: 'List_GetByDebtor',
      parameters: { DebtorId: debiteurId },
      read: (response) => readBedrijven(response, 'List_GetByDebtor'),
    }),
  listWerknemerSoorten: () =>
    ask(caller, { operation: 'EmployeeType_GetList', parameters: {}, read: readWerknemerSoorten }),
  listRestSleutels: (bedrijfId, soort) =>
    ask(caller, {
      operation: 'Converter_GetByCompany_IntToGuid',
      parameters: { Entity: ENTITY[soort], CompanyId: bedrijfId },
      read: (response) => readRestSleutels(response, ENTITY[soort]),
    }),
});
