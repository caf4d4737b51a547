import * as z from 'zod';

export const IsoDate = z.iso.date().meta({ id: 'IsoDate' });
/** An exact decimal as text with a dot, as it goes over the wire. */
export const Decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: 'Decimal' });
const Gender = z.enum(['undefined', 'male', 'female']);
const text = z.string().optional();

export const Personal = z.strictObject({
  bsn: text,
  firstName: text,
  initials: text,
  prefix: text,
  lastName: z.string(),
  gender: Gender.optional(),
  birthday: IsoDate.optional(),
  deceasedDate: IsoDate.optional(),
  nationalityCode: z.int().optional(),
  placeOfBirth: text,
  countryOfBirth: text,
  partnerPrefix: text,
  partnerLastName: text,
  emailPrivate: text,
  emailWork: text,
  burgerlijkeStaat: text,
  naamstelling: text,
});

export const Employment = z.strictObject({
  id: z.int(),
  creationDate: IsoDate.optional(),
  startDate: IsoDate,
  endDate: IsoDate.optional(),
  initialStartDate: IsoDate.optional(),
});

/** Two rows may carry one `id`: Nmbrs repeats a ContractID. */
export const Contract = z.strictObject({
  id: z.int(),
  creationDate: IsoDate.optional(),
  startDate: IsoDate,
  endDate: IsoDate.optional(),
  trialPeriod: IsoDate.optional(),
  employmentType: z.int().default(1),
  sequenceTaxId: z.int().default(1),
  indefinite: z.boolean().optional(),
  phaseClassification: z.int().default(0),
  writtenContract: z.boolean().default(true),
  hoursPerWeek: Decimal.optional(),
});

/** `type` is the ordinal 0-8: 1 gross full-time, 2 gross part-time, 3 gross hourly, and so on. */
export const Salary = z.strictObject({
  id: z.int(),
  value: Decimal,
  type: z.int().min(0).max(8),
  table: z.strictObject({ code: z.int(), description: text, scale: z.string(), step: z.string() }).optional(),
  startDate: IsoDate,
  creationDate: IsoDate,
});

/** `hours` has fourteen days: Monday to Sunday of the first week, then of the second (zeros when there is one). */
export const Schedule = z.strictObject({
  id: z.int(),
  hours: z.array(Decimal).length(14),
  parttimeFactor: Decimal.describe('1 is full-time.'),
  startDate: IsoDate,
  creationDate: IsoDate,
});

/** The SVW settings from a date on. */
export const Svw = z.strictObject({
  id: z.int(),
  from: IsoDate,
  wia: z.boolean(),
  ww: z.boolean(),
  zw: z.boolean(),
  influence: z.int().default(0),
  wageCostBenefit: z.int().default(1),
  codeCao: z.int().default(9999),
  contributionZvw: z.int().default(2),
  codeZvw: z.string().default('11'),
  riskGroup: z.int().default(1),
  sector: z.int().default(45),
  employmentType: z.int().default(1),
});

export const Address = z.strictObject({
  id: z.int(),
  from: IsoDate,
  to: IsoDate.optional(),
  default: z.boolean(),
  street: text,
  houseNumber: text,
  houseNumberAddition: text,
  postalCode: text,
  city: text,
  stateProvince: text,
  country: text,
  type: z.enum(['HomeAddress', 'PostAddress', 'AbsenceAddress', 'HolidaysAddress', 'WeekendAddress']),
});

export const Partner = z.strictObject({
  id: z.int(),
  name: text,
  firstName: text,
  initials: text,
  gender: Gender,
  birthday: IsoDate.optional(),
  startDate: IsoDate.optional(),
  telephone: text,
  email: text,
});

export const Child = z.strictObject({
  id: z.int(),
  name: text,
  firstName: text,
  initials: text,
  gender: Gender,
  birthday: IsoDate.optional(),
});

export const BankAccount = z.strictObject({
  id: z.int(),
  from: IsoDate,
  to: IsoDate.optional(),
  number: text,
  description: text,
  iban: text,
  bic: text,
  city: text,
  name: text,
  type: z.enum([
    'None',
    'Bankrekening1',
    'Spaarloon',
    'Bankrekening2',
    'Bankrekening3',
    'Bankrekening4',
    'Bankrekening5',
    'Standaard',
    'Levensloop',
  ]),
});

/** A fixed component, for as long as it lasts. */
export const FixedComponent = z.strictObject({
  id: z.int(),
  code: z.int(),
  value: Decimal,
  from: IsoDate,
  to: IsoDate.optional(),
});

/** A variable component of one period, or of every period when `year` and `period` are absent. */
export const VariableComponent = z.strictObject({
  id: z.int(),
  code: z.int(),
  value: Decimal,
  year: z.int().optional(),
  period: z.int().optional(),
});

/** Hours that are the same each period, for as long as they last. `hourCode` 2100 is extra hours. */
export const FixedHours = z.strictObject({
  id: z.int(),
  hourCode: z.int(),
  hours: Decimal,
  from: IsoDate,
  to: IsoDate.optional(),
});

/** Hours of one period, or of every period when `year` and `period` are absent. */
export const VariableHours = z.strictObject({
  id: z.int(),
  hourCode: z.int(),
  hours: Decimal,
  year: z.int().optional(),
  period: z.int().optional(),
});

/** An employee with everything that Nmbrs knows, history included. The rows need no order. */
export const Employee = z
  .strictObject({
    id: z.int().positive(),
    number: z.int().describe('The human number: it may occur again in another company.'),
    type: z
      .int()
      .optional()
      .describe("The EmployeeType; absent: 2 while in service in the company's current period, 4 once out of service."),
    personal: Personal,
    employments: z.array(Employment),
    contracts: z.array(Contract),
    salaries: z.array(Salary),
    schedules: z.array(Schedule),
    svw: z.array(Svw),
    addresses: z.array(Address),
    partner: Partner.optional(),
    children: z.array(Child),
    bankAccounts: z.array(BankAccount),
    fixedComponents: z.array(FixedComponent),
    variableComponents: z.array(VariableComponent),
    fixedHours: z.array(FixedHours).default([]),
    variableHours: z.array(VariableHours).default([]),
  })
  .meta({ id: 'Employee' });
export type Employee = z.infer<typeof Employee>;
