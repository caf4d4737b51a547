import { WerknemerId } from '../../../core/ids.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { BEDRIJF, DEBITEUR, RUN, TASK, WERKNEMER } from './loopback.ts';

/** The calls beside the 19 rights, the company-wide ones and those for a given period. */
const OTHERS = [
  'EmployeeType_GetList',
  'Reports_GetWageCodesByRunCompany_v2_Background',
  'List_GetByDebtor',
  'Converter_GetByCompany_IntToGuid',
  'DebtorService.List_GetAll',
  'Tags_Get',
  'Environment_Get',
] as const;

export type PortCall = Recht | BulkAanroep | TijdvakAanroep | (typeof OTHERS)[number];

/** Every call that the port can make. */
export const PORT_CALLS: readonly PortCall[] = [
  ...Recht.options,
  ...BulkAanroep.options,
  ...TijdvakAanroep.options,
  ...OTHERS,
];

const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);

/** What is asked of the employee of the fixtures, and by which of the calls for a given period. */
export const over = (groepen: readonly Gegevensgroep[], ...perTijdvak: TijdvakAanroep[]) => ({
  werknemerId: WERKNEMER,
  groepen,
  tijdvak: NOVEMBER,
  perTijdvak,
});
const groep =
  (value: Gegevensgroep, ...perTijdvak: TijdvakAanroep[]) =>
  (payroll: Payroll) =>
    payroll.fetchWerknemer(over([value], ...perTijdvak));

/** The employees whom the company-wide calls are asked about: 50002 is in no fixture of one employee. */
const wide =
  (aanroep: BulkAanroep, ...groepen: Gegevensgroep[]) =>
  (payroll: Payroll) =>
    payroll.fetchBedrijfsbreed({
      bedrijfId: BEDRIJF,
      aanroep,
      werknemerIds: [WERKNEMER, WerknemerId.parse(50002)],
      groepen,
      tijdvak: NOVEMBER,
    });

/**
 * How the port makes each call. The wage components come in two calls of one group, so those are served both; the current schedule
 * is asked for when Nmbrs does not know the period.
 */
export const CALLS: Readonly<Record<PortCall, (payroll: Payroll) => Promise<unknown>>> = {
  List_GetAll: (payroll) => payroll.listBedrijven(),
  Company_GetCurrentPeriod: (payroll) => payroll.fetchTijdvak(BEDRIJF),
  Run_GetList: (payroll) => payroll.listRuns(BEDRIJF, 2026),
  List_GetByCompany: (payroll) => payroll.listWerknemers(BEDRIJF, 'in-dienst'),
  Employment_GetAll_AllEmployeesByCompany: (payroll) => payroll.listDienstverbanden(BEDRIJF),
  Salary_GetAll_AllEmployeesByCompany: (payroll) => payroll.listSalarissen(BEDRIJF),
  PersonalInfo_GetCurrent: (payroll) => payroll.fetchWerknemer(over(['persoon', 'bsn'])),
  Contract_GetCurrentPeriod: groep('contract'),
  Schedule_GetCurrent: groep('rooster'),
  Schedule_GetList: groep('rooster'),
  Address_GetListCurrent: groep('adres'),
  SVW_GetCurrent: groep('verzekering'),
  Partner_Get: groep('partner'),
  Children_Get: groep('kinderen'),
  WageComponentFixed_GetCurrent: groep('looncomponenten'),
  WageComponentVar_GetCurrent: groep('looncomponenten'),
  BankAccount_GetListCurrent: groep('bankrekening'),
  Reports_GetWageCodesByRunCompany_FilterByWageCode_Background: (payroll) =>
    payroll.startLooncodeRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026, looncode: 2100 }),
  Reports_BackgroundTask_Result: (payroll) => payroll.pollLooncodeRapport(TASK, RUN, [2100]),
  PersonalInfo_GetAll_AllEmployeesByCompany: wide('PersonalInfo_GetAll_AllEmployeesByCompany', 'persoon', 'bsn'),
  Contract_GetAll_AllEmployeesByCompany: wide('Contract_GetAll_AllEmployeesByCompany', 'contract'),
  Schedule_GetAll_AllEmployeesByCompany: wide('Schedule_GetAll_AllEmployeesByCompany', 'rooster'),
  Address_GetAll_AllEmployeesByCompany: wide('Address_GetAll_AllEmployeesByCompany', 'adres'),
  SVW_GetAll_AllEmployeesByCompany: wide('SVW_GetAll_AllEmployeesByCompany', 'verzekering'),
  Partner_GetAll_AllEmployeesByCompany: wide('Partner_GetAll_AllEmployeesByCompany', 'partner'),
  Children_GetAll_Employeesbycompany: wide('Children_GetAll_Employeesbycompany', 'kinderen'),
  WageComponentFixed_Get: groep('looncomponenten', 'WageComponentFixed_Get'),
  WageComponentVar_Get: groep('looncomponenten', 'WageComponentVar_Get'),
  HourComponentFixed_Get: groep('uren', 'HourComponentFixed_Get'),
  HourComponentVar_Get: groep('uren', 'HourComponentVar_Get'),
  BankAccount_GetList: groep('bankrekening', 'BankAccount_GetList'),
  EmployeeType_GetList: (payroll) => payroll.listWerknemerSoorten(),
  Reports_GetWageCodesByRunCompany_v2_Background: (payroll) =>
    payroll.startRunRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026 }),
  List_GetByDebtor: (payroll) => payroll.listBedrijvenVan(DEBITEUR),
  Converter_GetByCompany_IntToGuid: (payroll) => payroll.listRestSleutels(BEDRIJF, 'werknemer'),
  'DebtorService.List_GetAll': (payroll) => payroll.listDebiteuren(),
  Tags_Get: (payroll) => payroll.listTags(DEBITEUR),
  Environment_Get: (payroll) => payroll.fetchOmgeving(),
};

/** The situation that a call beside the one under test is in, where a fixture does not say. */
export const situationBeside = (call: PortCall, other: string): string =>
  call === 'Schedule_GetCurrent' && other === 'Schedule_GetList' ? 'fault-2006' : 'absent-result';
