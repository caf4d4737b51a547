import type { z } from 'zod';
import type {
  Address,
  BankAccount,
  Child,
  Contract,
  Employee,
  Employment,
  FixedComponent,
  FixedHours,
  Partner,
  Personal,
  Salary,
  Schedule,
  Svw,
  VariableComponent,
  VariableHours,
} from '../employee.ts';
import type { Switches } from '../switches.ts';
import type { Writer } from '../writer.ts';

type Row<T extends z.ZodType> = z.infer<T>;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How Nmbrs shows an employee's name. */
export function displayName({ personal }: Employee, { displayName: style }: Switches): string {
  const surname = [personal.prefix, personal.lastName].filter(Boolean).join(' ');
  if (style === 'first-name-first') return [personal.firstName, surname].filter(Boolean).join(' ');
  if (style === 'initials-first') return [personal.initials, surname].filter(Boolean).join(' ');
  return [personal.lastName, [personal.initials, personal.prefix].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

const nameFields = (w: Writer, personal: Row<typeof Personal>): string[] => [
  w.string('BSN', personal.bsn),
  w.string('Title', undefined),
  w.string('FirstName', personal.firstName),
  w.string('Initials', personal.initials),
  w.string('Prefix', personal.prefix),
  w.name('LastName', personal.lastName, personal.lastName),
  w.string('Nickname', personal.firstName),
];

const contactFields = (w: Writer, personal: Row<typeof Personal>): string[] => [
  w.string('PlaceOfBirth', personal.placeOfBirth),
  w.string('CountryOfBirthISOCode', personal.countryOfBirth),
  w.string('IdentificationNumber', undefined),
  w.int('IdentificationType', 0),
  w.string('PartnerPrefix', personal.partnerPrefix),
  w.string('PartnerLastName', personal.partnerLastName),
  ...['TelephonePrivate', 'TelephoneWork', 'TelephoneMobilePrivate', 'TelephoneMobileWork', 'TelephoneOther'].map(
    (name) => w.string(name, undefined),
  ),
  w.string('EmailPrivate', personal.emailPrivate),
  w.string('EmailWork', personal.emailWork),
];

const emergencyFields = (w: Writer): string[] =>
  ['InCaseOfEmergency', 'InCaseOfEmergencyPhone', 'InCaseOfEmergencyRelation', 'TitleAfter'].map((name) =>
    w.string(name, undefined),
  );

const NAAMSTELLINGEN = ['Eigen naam', 'Naam partner', 'Naam partner - Naam', 'Naam - Naam partner'];

/** The place of the words among those of NEN 1888, counted from 1. */
function numberOfNaam({ naamstelling }: Row<typeof Personal>): string | undefined {
  const place = NAAMSTELLINGEN.indexOf(naamstelling ?? '');
  return place === -1 ? undefined : String(place + 1);
}

export function personalInfo(w: Writer, employee: Employee, switches: Switches): string {
  const { personal, id, number } = employee;
  return [
    w.int('Id', id),
    w.int('Number', number),
    w.name('DisplayName', displayName(employee, switches), personal.lastName),
    w.nillableInt('EmployeeNumber', number),
    ...nameFields(w, personal),
    w.nillableWord('Gender', personal.gender),
    w.nillableInt('NationalityCode', personal.nationalityCode),
    ...contactFields(w, personal),
    w.string('BurgerlijkeStaat', personal.burgerlijkeStaat),
    w.string('Naamstelling', switches.naamstelling === 'words' ? personal.naamstelling : numberOfNaam(personal)),
    w.nillableDate('Birthday', personal.birthday),
    w.nillableDate('DeceasedDate', personal.deceasedDate),
    ...emergencyFields(w),
  ].join('');
}

/** The row of the bulk call: the same person, but some fields are ints or not nillable. */
export function personalInfoV2(
  w: Writer,
  employee: Employee,
  input: { readonly switches: Switches; readonly start: { readonly year: number; readonly number: number } },
): string {
  const { personal, id, number } = employee;
  return [
    w.int('Id', id),
    w.name('DisplayName', displayName(employee, input.switches), personal.lastName),
    w.int('EmployeeNumber', number),
    ...nameFields(w, personal),
    w.word('Gender', personal.gender ?? 'undefined'),
    w.int('NationalityCode', personal.nationalityCode ?? 0),
    ...contactFields(w, personal),
    w.int('BurgerlijkeStaat', 0),
    w.int('Naamstelling', Number(numberOfNaam(personal) ?? 0)),
    w.nillableDate('Birthday', personal.birthday),
    w.created('CreationDate', employee.employments[0]?.creationDate),
    w.int('StartPeriod', input.start.number),
    w.int('StartYear', input.start.year),
    w.nillableDate('DeceasedDate', personal.deceasedDate),
    ...emergencyFields(w),
  ].join('');
}

export const placeFields = (w: Writer, row: Row<typeof Address>): string[] => [
  w.string('Street', row.street),
  w.string('HouseNumber', row.houseNumber),
  w.string('HouseNumberAddition', row.houseNumberAddition),
  w.string('PostalCode', row.postalCode),
  w.string('City', row.city),
  w.string('StateProvince', row.stateProvince),
];

export const address = (w: Writer, row: Row<typeof Address>): string =>
  [
    w.int('Id', row.id),
    w.boolean('Default', row.default),
    ...placeFields(w, row),
    w.string('CountryISOCode', row.country),
    w.word('Type', row.type),
  ].join('');

export const bankAccount = (w: Writer, row: Row<typeof BankAccount>): string =>
  [
    w.int('Id', row.id),
    w.string('Number', row.number),
    w.string('Description', row.description),
    w.string('IBAN', row.iban),
    w.string('BIC', row.bic),
    w.string('City', row.city),
    w.string('Name', row.name),
    w.word('Type', row.type),
  ].join('');

export const child = (w: Writer, row: Row<typeof Child>): string =>
  [
    w.int('Id', row.id),
    w.string('Name', row.name),
    w.string('FirstName', row.firstName),
    w.string('Initials', row.initials),
    w.word('Gender', row.gender),
    w.date('Birthday', row.birthday),
  ].join('');

export const partner = (w: Writer, row: Row<typeof Partner>): string =>
  [
    w.int('Id', row.id),
    w.string('PartnerName', row.name),
    w.string('FirstName', row.firstName),
    w.string('Initials', row.initials),
    w.word('Gender', row.gender),
    w.date('Birthday', row.birthday),
    w.date('StartDate', row.startDate),
    w.string('Telephone', row.telephone),
    w.string('Email', row.email),
  ].join('');

export const contract = (w: Writer, row: Row<typeof Contract>): string =>
  [
    w.int('ContractID', row.id),
    w.created('CreationDate', row.creationDate),
    w.nillableDate('StartDate', row.startDate),
    w.nillableDate('TrialPeriod', row.trialPeriod),
    w.nillableDate('EndDate', row.endDate),
    w.int('EmployementType', row.employmentType),
    w.int('EmploymentSequenceTaxId', row.sequenceTaxId),
    w.nillableBoolean('Indefinite', row.indefinite),
    w.int('PhaseClassification', row.phaseClassification),
    w.boolean('WrittenContract', row.writtenContract),
    w.nillableDecimal('HoursPerWeek', row.hoursPerWeek),
  ].join('');

export const employment = (w: Writer, row: Row<typeof Employment>): string =>
  [
    w.int('EmploymentId', row.id),
    w.created('CreationDate', row.creationDate),
    w.nillableDate('StartDate', row.startDate),
    w.nillableDate('EndDate', row.endDate),
    w.nillableDate('InitialStartDate', row.initialStartDate),
  ].join('');

export const salaryV2 = (w: Writer, row: Row<typeof Salary>): string =>
  [
    w.int('ID', row.id),
    w.decimal('Value', row.value),
    w.int('Type', row.type),
    row.table === undefined ? '' : w.object('SalaryTable', salaryTable(w, row.table)),
    w.date('StartDate', row.startDate),
    w.created('CreationDate', row.creationDate),
  ].join('');

const salaryTable = (w: Writer, table: NonNullable<Row<typeof Salary>['table']>): string => {
  const scale = [
    w.string('Scale', table.scale),
    w.string('SchaalDescription', undefined),
    ...['ScaleValue', 'ScalePercentageMax', 'ScalePercentageMin'].map((name) => w.decimal(name, '0')),
  ];
  const step = [w.string('Step', table.step), w.string('StepDescription', undefined), w.decimal('StepValue', '0')];
  return [
    w.int('Code', table.code),
    w.string('Description', table.description),
    w.object('Schaal', scale.join('')),
    w.object('Trede', step.join('')),
  ].join('');
};

/** `0.8` as a percentage is `80`: the point moves two places, without binary fractions. */
export function percentOf(factor: string): string {
  const [whole = '0', fraction = ''] = factor.split('.');
  const padded = fraction.padEnd(2, '0');
  const digits = `${whole}${padded.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, '$1');
  return padded.length > 2 ? `${digits}.${padded.slice(2)}` : digits;
}

export const scheduleHours = (w: Writer, row: Row<typeof Schedule>, switches: Switches): string[] => [
  ...row.hours.map((hours, index) => w.decimal(`Hours${DAYS[index % 7] ?? ''}${index < 7 ? '' : '2'}`, hours)),
  w.decimal('ParttimePercentage', switches.parttime === 'factor' ? row.parttimeFactor : percentOf(row.parttimeFactor)),
  w.date('StartDate', row.startDate),
];

export const schedule = (w: Writer, row: Row<typeof Schedule>, switches: Switches): string =>
  scheduleHours(w, row, switches).join('');

/** The SVW settings, by the names of v3 or by those of v2.1. */
export function svw(w: Writer, row: Row<typeof Svw>, { svwFields }: Switches): string {
  const flags = [w.boolean('Wao_Wia', row.wia), w.boolean('Ww', row.ww), w.boolean('Zw', row.zw)];
  if (svwFields === 'v2.1') {
    return [
      w.int('Id', row.id),
      w.string('InvloedVerzekeringsplicht', String(row.influence)),
      w.int('PremieKorting', row.wageCostBenefit),
      w.boolean('PremieKortingVerhoging', false),
      w.int('CodeCao', row.codeCao),
      ...flags,
      w.int('CodeIabZvw', row.contributionZvw),
      w.string('CodeZvw', row.codeZvw),
      w.int('RisicoGroep', row.riskGroup),
      w.int('Sector', row.sector),
    ].join('');
  }
  return [
    w.int('Id', row.id),
    w.int('InfluenceObligedInsurance', row.influence),
    w.int('WageCostBenefit', row.wageCostBenefit),
    w.int('CodeCao', row.codeCao),
    ...flags,
    w.int('IncomeRelatedContributionZvw', row.contributionZvw),
    w.string('CodeZvw', row.codeZvw),
    w.int('RiskGroup', row.riskGroup),
    w.int('Sector', row.sector),
    w.int('EmploymentType', row.employmentType),
    w.int('PhaseClassification', 0),
    w.int('EmploymentSequenceTaxId', 1),
  ].join('');
}

export const wageComponent = (w: Writer, row: Row<typeof FixedComponent> | Row<typeof VariableComponent>): string =>
  [w.int('Id', row.id), w.int('Code', row.code), w.decimal('Value', row.value)].join('');

export const hourComponent = (w: Writer, row: Row<typeof FixedHours> | Row<typeof VariableHours>): string =>
  [w.int('Id', row.id), w.int('HourCode', row.hourCode), w.decimal('Hours', row.hours)].join('');
