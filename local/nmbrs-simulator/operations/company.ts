import type { Period } from '../calendar.ts';
import type { Company } from '../environment.ts';
import { currentPeriodOn, runsOn } from '../runs.ts';
import type { Switches } from '../switches.ts';
import type { Writer } from '../writer.ts';
import { type Call, intParam, type Operation } from './call.ts';

const companyFields = (w: Writer, company: Company): string =>
  [
    w.int('ID', company.id),
    w.int('Number', company.number),
    w.string('Name', company.name),
    w.string('PhoneNumber', company.phoneNumber),
    w.string('FaxNumber', undefined),
    w.string('Email', company.email),
    w.string('Website', company.website),
    w.word('LoonaangifteTijdvak', company.loonaangifteTijdvak),
    w.string('KvkNr', company.kvkNr),
  ].join('');

const companyList = ({ write: w }: Call, name: string, companies: readonly Company[]): string =>
  w.list(
    name,
    companies.map((company) => w.object('Company', companyFields(w, company))),
  );

/** `2026-5-M`, `2026-05-W4` … */
function periodText(period: Period, switches: Switches): string {
  const number = switches.periodNumber === 'padded' ? String(period.number).padStart(2, '0') : period.number;
  return `${period.year}-${number}-${period.kind === 'month' ? 'M' : switches.periodWeek4}`;
}

const getCurrentPeriod: Operation = ({ world, login, params, write, today }) => {
  const company = world.company(login, intParam(params, 'CompanyId'));
  const text = periodText(currentPeriodOn(company, today), world.scenario.switches);
  return write.word('Company_GetCurrentPeriodResult', text);
};

const listAll: Operation = (call) => companyList(call, 'List_GetAllResult', call.world.companiesFor(call.login));

const listByDebtor: Operation = (call) => {
  const debtor = call.world.debtor(call.login, intParam(call.params, 'DebtorId'));
  return companyList(call, 'List_GetByDebtorResult', debtor.companies);
};

const getByEmployee: Operation = ({ world, login, params, write: w }) => {
  const { company } = world.employee(login, intParam(params, 'EmployeeId'));
  return w.object('Company_GetCurrentByEmployeeIdResult', companyFields(w, company));
};

const listRuns: Operation = ({ world, login, params, write: w, today }) => {
  const company = world.company(login, intParam(params, 'CompanyId'));
  const year = intParam(params, 'Year');
  const runs = runsOn(company, today).filter((run) => run.year === year);
  const items = runs.map((run) =>
    w.object(
      'RunInfo',
      [
        w.int('ID', run.id),
        w.int('Number', run.number),
        w.int('Year', run.year),
        w.int('PeriodStart', run.periodStart),
        w.int('PeriodEnd', run.periodEnd),
        w.string('Description', run.description),
        w.moment('RunAt', run.runAt),
        w.boolean('IsLocked', run.locked),
      ].join(''),
    ),
  );
  return w.list('Run_GetListResult', items);
};

const listWageCodes: Operation = ({ world, login, params, write: w }) => {
  const company = world.company(login, intParam(params, 'CompanyId'));
  const items = company.wageCodes.map(({ code, description }) =>
    w.object('WageCode', w.int('Code', code) + w.string('Description', description)),
  );
  return w.list('WageModel_GetWageCodesResult', items);
};

/** A GUID that belongs to the id for ever: the same entity and id give the same one. */
const guidOf = (entity: string, id: number): string => {
  const kind = [...entity].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_536, 7);
  return `00000000-${kind.toString(16).padStart(4, '0')}-4000-8000-${id.toString(16).padStart(12, '0')}`;
};

/** Entity is `Company` or `Employee`; other entities give no mappings. */
const convertToGuid: Operation = ({ world, login, params, write: w }) => {
  const company = world.company(login, intParam(params, 'CompanyId'));
  const entity = params.get('Entity')?.trim() ?? '';
  const employeeIds = company.employees.map(({ id }) => id);
  const ids = entity === 'Company' ? [company.id] : entity === 'Employee' ? employeeIds : [];
  const mappings = ids.map((id) => w.object('Mapping', w.int('IdInt', id) + w.word('IdGuid', guidOf(entity, id))));
  return w.object('Converter_GetByCompany_IntToGuidResult', w.word('Entity', entity) + w.list('Mappings', mappings));
};

export const COMPANY_OPERATIONS: Readonly<Record<string, Operation>> = {
  Company_GetCurrentPeriod: getCurrentPeriod,
  Company_GetCurrentByEmployeeId: getByEmployee,
  Converter_GetByCompany_IntToGuid: convertToGuid,
  List_GetAll: listAll,
  List_GetByDebtor: listByDebtor,
  Run_GetList: listRuns,
  WageModel_GetWageCodes: listWageCodes,
};
