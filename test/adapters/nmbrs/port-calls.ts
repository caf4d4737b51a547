import { BulkAanroep } from '../../../core/domain/bulk-aanroep.ts';
import type { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import { Recht } from '../../../core/domain/rechten.ts';
import { tijdvakOf } from '../../../core/domain/tijdvak.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import type { Payroll } from '../../../core/ports/payroll.ts';
import { BEDRIJF, DEBITEUR, RUN, TASK, WERKNEMER } from './loopback.ts';

/** The calls beside the 19 rights and the company-wide ones. */
const OTHERS = [
  'EmployeeType_GetList',
  'Reports_GetWageCodesByRunCompany_v2_Background',
  'List_GetByDebtor',
  'Converter_GetByCompany_IntToGuid',
  'DebtorService.List_GetAll',
  'Tags_Get',
  'Environment_Get',
] as const;

export type PortCall = Recht | BulkAanroep | (typeof OTHERS)[number];

/** Every call that the port can make. */
export const PORT_CALLS: readonly PortCall[] = [...Recht.options, ...BulkAanroep.options, ...OTHERS];

const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;
const groep = (value: Gegevensgroep) => (payroll: Payroll) => payroll.fetchWerknemer(WERKNEMER, [value]);

/** The employees whom the company-wide calls are asked about: 50002 is in no fixture of one employee. */
const wide =
  (aanroep: BulkAanroep, ...groepen: Gegevensgroep[]) =>
  (payroll: Payroll) =>
    payroll.fetchBedrijfsbreed({
      bedrijfId: BEDRIJF,
      aanroep,
      werknemerIds: [WERKNEMER, WerknemerId.parse(50002)],
      groepen,
      tijdvak: tijdvakOf('maandelijks', 2026, 11),
    });

/** How the port makes each call. The wage components come in two calls of one group, so those are served both. */
export const CALLS: Readonly<Record<PortCall, (payroll: Payroll) => Promise<unknown>>> = {
  List_GetAll: (payroll) => payroll.listBedrijven(),
  Company_GetCurrentPeriod: (payroll) => payroll.fetchTijdvak(BEDRIJF),
  Run_GetList: (payroll) => payroll.listRuns(BEDRIJF, 2026),
  List_GetByCompany: (payroll) => payroll.listWerknemers(BEDRIJF, 'in-dienst'),
  Employment_GetAll_AllEmployeesByCompany: (payroll) => payroll.listDienstverbanden(BEDRIJF),
  Salary_GetAll_AllEmployeesByCompany: (payroll) => payroll.listSalarissen(BEDRIJF),
  PersonalInfo_GetCurrent: (payroll) => payroll.fetchWerknemer(WERKNEMER, ['persoon', 'bsn']),
  Contract_GetCurrentPeriod: groep('contract'),
  Schedule_GetCurrent: groep('rooster'),
  Schedule_GetList: (payroll) =>
    payroll.probe('Schedule_GetList', { bedrijfId: BEDRIJF, tijdvak: TIJDVAK, werknemerId: WERKNEMER }),
  Address_GetListCurrent: groep('adres'),
  SVW_GetCurrent: groep('verzekering'),
  Partner_Get: groep('partner'),
  Children_Get: groep('kinderen'),
  WageComponentFixed_GetCurrent: groep('looncomponenten'),
  WageComponentVar_GetCurrent: groep('looncomponenten'),
  BankAccount_GetListCurrent: groep('bankrekening'),
  Reports_GetWageCodesByRunCompany_FilterByWageCode_Background: (payroll) =>
    payroll.startLooncodeRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026, looncode: 2100 }),
  Reports_BackgroundTask_Result: (payroll) => payroll.pollLooncodeRapport(TASK, RUN),
  PersonalInfo_GetAll_AllEmployeesByCompany: wide('PersonalInfo_GetAll_AllEmployeesByCompany', 'persoon', 'bsn'),
  Contract_GetAll_AllEmployeesByCompany: wide('Contract_GetAll_AllEmployeesByCompany', 'contract'),
  Schedule_GetAll_AllEmployeesByCompany: wide('Schedule_GetAll_AllEmployeesByCompany', 'rooster'),
  Address_GetAll_AllEmployeesByCompany: wide('Address_GetAll_AllEmployeesByCompany', 'adres'),
  SVW_GetAll_AllEmployeesByCompany: wide('SVW_GetAll_AllEmployeesByCompany', 'verzekering'),
  Partner_GetAll_AllEmployeesByCompany: wide('Partner_GetAll_AllEmployeesByCompany', 'partner'),
  Children_GetAll_Employeesbycompany: wide('Children_GetAll_Employeesbycompany', 'kinderen'),
  EmployeeType_GetList: (payroll) => payroll.listWerknemerSoorten(),
  Reports_GetWageCodesByRunCompany_v2_Background: (payroll) =>
    payroll.startRunRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026 }),
  List_GetByDebtor: (payroll) => payroll.listBedrijvenVan(DEBITEUR),
  Converter_GetByCompany_IntToGuid: (payroll) => payroll.listRestSleutels(BEDRIJF, 'werknemer'),
  'DebtorService.List_GetAll': (payroll) => payroll.listDebiteuren(),
  Tags_Get: (payroll) => payroll.listTags(DEBITEUR),
  Environment_Get: (payroll) => payroll.fetchOmgeving(),
};
