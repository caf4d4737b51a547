import type { Switches } from '../switches.ts';
import {
  boolean,
  type ComplexType,
  complex,
  dateTime,
  decimal,
  enumeration,
  extending,
  int,
  nillable,
  one,
  optional,
  type Part,
  string,
  word,
} from './shape.ts';

const gender = enumeration('Gender', 'undefined', 'male', 'female');
const addressType = enumeration(
  'AddressType',
  'HomeAddress',
  'PostAddress',
  'AbsenceAddress',
  'HolidaysAddress',
  'WeekendAddress',
);
const bankAccountType = enumeration(
  'BankAccountType',
  'None',
  'Bankrekening1',
  'Spaarloon',
  'Bankrekening2',
  'Bankrekening3',
  'Bankrekening4',
  'Bankrekening5',
  'Standaard',
  'Levensloop',
);

export const employee = complex('Employee', int('Id', 'Number'), string('DisplayName'));
export const employeeType = complex('EmployeeType', int('Id'), string('Description'));

const names = string('BSN', 'Title', 'FirstName', 'Initials', 'Prefix', 'LastName', 'Nickname');
const contact = [
  ...string('PlaceOfBirth', 'CountryOfBirthISOCode', 'IdentificationNumber'),
  ...int('IdentificationType'),
  ...string('PartnerPrefix', 'PartnerLastName'),
  ...string('TelephonePrivate', 'TelephoneWork', 'TelephoneMobilePrivate', 'TelephoneMobileWork', 'TelephoneOther'),
  ...string('EmailPrivate', 'EmailWork'),
];
const emergency = string('InCaseOfEmergency', 'InCaseOfEmergencyPhone', 'InCaseOfEmergencyRelation', 'TitleAfter');
const perhaps = (parts: readonly Part[]): readonly Part[] => optional(nillable(parts));

export const personalInfo = extending(
  employee,
  complex(
    'PersonalInfo',
    perhaps(int('EmployeeNumber')),
    names,
    perhaps(word('Gender', gender)),
    perhaps(int('NationalityCode')),
    contact,
    string('BurgerlijkeStaat', 'Naamstelling'),
    perhaps(dateTime('Birthday', 'DeceasedDate')),
    emergency,
  ),
);

/** The row of the bulk call: the same person, but some fields are ints or not nillable. */
export const personalInfoV2 = complex(
  'PersonalInfo_V2',
  int('Id'),
  string('DisplayName'),
  int('EmployeeNumber'),
  names,
  word('Gender', gender),
  int('NationalityCode'),
  contact,
  int('BurgerlijkeStaat', 'Naamstelling'),
  nillable(dateTime('Birthday', 'CreationDate')),
  int('StartPeriod', 'StartYear'),
  perhaps(dateTime('DeceasedDate')),
  emergency,
);

const place = string('Street', 'HouseNumber', 'HouseNumberAddition', 'PostalCode', 'City', 'StateProvince');

export const address = complex(
  'EmployeeAddress',
  int('Id'),
  boolean('Default'),
  place,
  string('CountryISOCode'),
  word('Type', addressType),
);

export const addressV2 = complex(
  'EmployeeAddress_V2',
  int('Id', 'StartPeriod', 'StartYear'),
  nillable(int('EndPeriod', 'EndYear')),
  place,
  nillable(dateTime('CreationDate')),
  string('CountryISOCode'),
  word('Type', addressType),
);

export const bankAccount = complex(
  'BankAccount',
  int('Id'),
  string('Number', 'Description', 'IBAN', 'BIC', 'City', 'Name'),
  word('Type', bankAccountType),
);

export const child = complex(
  'Child',
  int('Id'),
  string('Name', 'FirstName', 'Initials'),
  word('Gender', gender),
  dateTime('Birthday'),
);

export const partner = complex(
  'Partner',
  int('Id'),
  string('PartnerName', 'FirstName', 'Initials'),
  word('Gender', gender),
  dateTime('Birthday', 'StartDate'),
  string('Telephone', 'Email'),
);

export const contract = complex(
  'EmployeeContract',
  int('ContractID'),
  nillable(dateTime('CreationDate', 'StartDate', 'TrialPeriod', 'EndDate')),
  int('EmployementType', 'EmploymentSequenceTaxId'),
  nillable(boolean('Indefinite')),
  int('PhaseClassification'),
  boolean('WrittenContract'),
  nillable(decimal('HoursPerWeek')),
);

export const employment = complex(
  'Employment',
  int('EmploymentId'),
  nillable(dateTime('CreationDate', 'StartDate', 'EndDate', 'InitialStartDate')),
);

const scale = complex(
  'SalaryTableScale',
  string('Scale', 'SchaalDescription'),
  decimal('ScaleValue', 'ScalePercentageMax', 'ScalePercentageMin'),
);
const step = complex('SalaryTableStep', string('Step', 'StepDescription'), decimal('StepValue'));
const salaryTable = complex('SalaryTable', int('Code'), string('Description'));
const salaryTableEmployee = extending(
  salaryTable,
  complex('SalaryTableEmployee', one('Schaal', scale), one('Trede', step)),
);

export const salaryV2 = complex(
  'Salary_V2',
  int('ID'),
  decimal('Value'),
  int('Type'),
  one('SalaryTable', salaryTableEmployee),
  dateTime('StartDate', 'CreationDate'),
);

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const scheduleHours = [
  ...decimal(...days.map((day) => `Hours${day}`), ...days.map((day) => `Hours${day}2`), 'ParttimePercentage'),
  ...dateTime('StartDate'),
];
export const schedule = complex('Schedule', scheduleHours);
export const scheduleV2 = complex('Schedule_V2', decimal('Id'), scheduleHours, dateTime('CreationDate'));

const insured = boolean('Wao_Wia', 'Ww', 'Zw');
const svwLatest = complex(
  'SVWSettings',
  int('Id', 'InfluenceObligedInsurance', 'WageCostBenefit', 'CodeCao'),
  insured,
  int('IncomeRelatedContributionZvw'),
  string('CodeZvw'),
  int('RiskGroup', 'Sector', 'EmploymentType', 'PhaseClassification', 'EmploymentSequenceTaxId'),
);
const svwOlder = complex(
  'SVWSettings',
  int('Id'),
  string('InvloedVerzekeringsplicht'),
  int('PremieKorting'),
  boolean('PremieKortingVerhoging'),
  int('CodeCao'),
  insured,
  int('CodeIabZvw'),
  string('CodeZvw'),
  int('RisicoGroep', 'Sector'),
);
export const svw = ({ svwFields }: Switches): ComplexType => (svwFields === 'v3' ? svwLatest : svwOlder);

const coded = (name: string): ComplexType =>
  complex(name, int(`${name}Id`, `${name}Code`), string(`${name}Description`));
const wageCostBenefit = complex('WageCostBenefit', int('WageCostBenefitCode'), nillable(int('EndPeriod', 'EndYear')));

/** A row of the bulk call, with the codes as objects. */
export const svwRow = complex(
  'EmployeeSVWSettings',
  int('Id'),
  dateTime('CreationDate'),
  int('StartPeriod', 'StartYear', 'InfluenceObligedInsurance'),
  insured,
  int('IncomeRelatedContributionZvw'),
  string('CodeZvw'),
  one('RiskGroup', coded('RiskGroup')),
  one('Sector', coded('Sector')),
  one('WageCostBenefit', wageCostBenefit),
  one('CAO', coded('CAO')),
  int('EmploymentType', 'PhaseClassification', 'EmploymentSequenceTaxId'),
);

export const wageComponent = complex('WageComponent', int('Id', 'Code'), decimal('Value'));
export const hourComponent = complex('HourComponent', int('Id', 'HourCode'), decimal('Hours'));
