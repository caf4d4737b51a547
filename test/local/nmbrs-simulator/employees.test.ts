import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { percentOf } from '../../../local/nmbrs-simulator/operations/employee-fields.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import type { Switches } from '../../../local/nmbrs-simulator/switches.ts';
import { ask, faultCode, startExample, texts } from './asking.ts';

const COMPANY = 41_001;
const FIRST = 150_000;
/** Employee ids by the situation that they are in, see situations.ts. */
const LEAVES_HALF_WAY = FIRST + 1;
const REHIRED = FIRST + 2;
const WITHOUT_BSN = FIRST + 3;
const CONTRACT_TWICE = FIRST + 4;
const TWO_SALARIES = FIRST + 5;
const BARE = FIRST + 6;
const TWO_WEEKS = FIRST + 8;
const LEAVES_AT_END = FIRST + 9;
const FORMER = [FIRST + 25, FIRST + 26];

let simulator: Simulator;
let setDate: (date: string) => void;
const start = async () => {
  ({ simulator, setDate } = await startExample());
};
const about = async (operation: string, employeeId: number, more: Record<string, number> = {}): Promise<string> =>
  (await ask(simulator, `EmployeeService.${operation}`, { EmployeeId: employeeId, ...more })).xml;
const listed = async (type: number): Promise<number[]> => {
  const params = { CompanyId: COMPANY, EmployeeType: type };
  return texts((await ask(simulator, 'EmployeeService.List_GetByCompany', params)).xml, 'Id').map(Number);
};

describe('the employee list', () => {
  beforeEach(start);
  afterEach(() => simulator.stop());

  test('has 25 on payroll and two former ones, each in one list', async () => {
    expect(await listed(2)).toHaveLength(25);
    expect(await listed(4)).toEqual(FORMER);
    expect(await listed(0)).toEqual([]);
  });

  test('moves leavers to the former ones once the next period is current', async () => {
    setDate('2026-12-10');
    expect(await listed(2)).toHaveLength(23);
    expect(await listed(4)).toEqual([LEAVES_HALF_WAY, LEAVES_AT_END, ...FORMER]);
  });

  test('shows names in the style that the switch asks for', async () => {
    const names = async (displayName: Switches['displayName']) => {
      simulator.change({ switches: { displayName }, employees: [{ employeeId: FIRST, set: { personal: person } }] });
      const { xml } = await ask(simulator, 'EmployeeService.List_GetByCompany', {
        CompanyId: COMPANY,
        EmployeeType: 2,
      });
      return texts(xml, 'DisplayName')[0];
    };
    const person = { firstName: 'Ælfrun', initials: 'Æ.', prefix: 'van', lastName: 'Nevelspits' };
    expect(await names('initials-first')).toBe('Æ. van Nevelspits');
    expect(await names('last-name-first')).toBe('Nevelspits, Æ. van');
    expect(await names('first-name-first')).toBe('Ælfrun van Nevelspits');
  });

  test('escapes what XML cannot carry as it is', async () => {
    const personal = { lastName: 'Vuur & <Vogel>\u0007' };
    simulator.change({ employees: [{ employeeId: FIRST, set: { personal } }] });
    expect(texts(await about('PersonalInfo_GetCurrent', FIRST), 'LastName')).toEqual(['Vuur &amp; &lt;Vogel&gt;']);
  });

  test('gains and loses employees on request', async () => {
    const [first] = simulator.scenario().environments[0]?.debtors[0]?.companies[0]?.employees ?? [];
    if (first === undefined) throw new Error('the example has no employee');
    simulator.change({
      addEmployees: [{ companyId: COMPANY, employee: { ...first, id: 777 } }],
      removeEmployees: [FIRST],
    });
    const ids = await listed(2);
    expect(ids).toContain(777);
    expect(ids).not.toContain(FIRST);
    expect(faultCode(await ask(simulator, 'EmployeeService.Partner_Get', { EmployeeId: FIRST }))).toBe('2003');
  });
});

describe('the situations', () => {
  beforeAll(start);
  afterAll(() => simulator.stop());

  test('a rehired employee has two employments under one id', async () => {
    const { xml } = await ask(simulator, 'EmployeeService.Employment_GetAll_AllEmployeesByCompany', {
      CompanyID: COMPANY,
    });
    const item = xml.split('<EmployeeEmploymentItem>').find((part) => part.includes(`<EmployeeId>${REHIRED}<`)) ?? '';
    expect(texts(item, 'EndDate')).toEqual(['2024-11-22T00:00:00']);
    expect(item).toContain('<EndDate xsi:nil="true" />');
    expect(texts(item, 'InitialStartDate')).toEqual(['2020-11-22T00:00:00', '2020-11-22T00:00:00']);
  });

  test('a contract id can occur twice', async () => {
    const [first, second, ...rest] = texts(await about('Contract_GetCurrentPeriod', CONTRACT_TWICE), 'ContractID');
    expect(first).toBe(second);
    expect(rest).toEqual([]);
  });

  test('two salary rows can share a start date and differ in creation', async () => {
    const { xml } = await ask(simulator, 'EmployeeService.Salary_GetAll_AllEmployeesByCompany', { CompanyID: COMPANY });
    const item = xml.split('<EmployeeSalaryItem>').find((part) => part.includes(`<EmployeeId>${TWO_SALARIES}<`)) ?? '';
    const starts = texts(item, 'StartDate');
    expect(new Set(starts).size).toBe(starts.length - 1);
    expect(new Set(texts(item, 'CreationDate')).size).toBe(starts.length);
  });

  test('somebody can lack a BSN', async () => {
    expect(await about('PersonalInfo_GetCurrent', WITHOUT_BSN)).not.toContain('BSN');
    expect(texts(await about('PersonalInfo_GetCurrent', FIRST), 'BSN')).toEqual(['999999990']);
  });

  test('a schedule of two weeks fills both', async () => {
    const xml = await about('Schedule_GetCurrent', TWO_WEEKS);
    expect([texts(xml, 'HoursThursday'), texts(xml, 'HoursThursday2'), texts(xml, 'HoursMonday2')]).toEqual([
      ['8'],
      ['0'],
      ['8'],
    ]);
  });

  test.each([
    ['Partner_Get', ''],
    ['Schedule_GetCurrent', ''],
    ['SVW_GetCurrent', ''],
    ['Address_GetListCurrent', '<Address_GetListCurrentResult />'],
    ['BankAccount_GetListCurrent', '<BankAccount_GetListCurrentResult />'],
    ['WageComponentFixed_GetCurrent', '<WageComponentFixed_GetCurrentResult />'],
  ])('%s has nothing about the bare employee', async (operation, content) => {
    const body = (await about(operation, BARE)).replace(/^.*<soap:Body><[^>]*>|<\/[A-Za-z_]*Response>.*$/g, '');
    expect(body.replace('</soap:Body></soap:Envelope>', '')).toBe(content);
  });

  test('Schedule_GetList refuses a period that the company does not have', async () => {
    const list = (Period: number) =>
      ask(simulator, 'EmployeeService.Schedule_GetList', { EmployeeId: FIRST, Period, Year: 2026 });
    expect(texts((await list(12)).xml, 'ParttimePercentage')).toHaveLength(1);
    expect(faultCode(await list(13))).toBe('2006');
    expect(faultCode(await list(0))).toBe('2006');
  });
});

describe('what holds in the current period', () => {
  beforeEach(start);
  afterEach(() => simulator.stop());

  test('leaves out the contract of somebody who left before it', async () => {
    expect(texts(await about('Contract_GetCurrentPeriod', LEAVES_AT_END), 'ContractID')).toHaveLength(1);
    setDate('2026-12-10');
    expect(texts(await about('Contract_GetCurrentPeriod', LEAVES_AT_END), 'ContractID')).toEqual([]);
  });

  test('takes the schedule and the address that have started', async () => {
    const hours = Array.from({ length: 14 }, () => '1');
    const schedule = { id: 1, hours, parttimeFactor: '0.125', startDate: '2026-12-05', creationDate: '2026-11-01' };
    const address = { id: 1, default: true, type: 'HomeAddress' as const, street: 'Nieuwpad', from: '2026-12-05' };
    const before = await about('Schedule_GetCurrent', FIRST);
    simulator.change({
      employees: [{ employeeId: FIRST, set: { addresses: [address] } }],
    });
    expect(await about('Address_GetListCurrent', FIRST)).toContain('<Address_GetListCurrentResult />');
    const company = simulator.scenario().environments[0]?.debtors[0]?.companies[0];
    const schedules = [schedule, ...(company?.employees[0]?.schedules ?? [])];
    simulator.change({ employees: [{ employeeId: FIRST, set: { schedules } }] });
    expect(await about('Schedule_GetCurrent', FIRST)).toBe(before);
    setDate('2026-12-01');
    expect(texts(await about('Schedule_GetCurrent', FIRST), 'ParttimePercentage')).toEqual(['0.125']);
    expect(texts(await about('Address_GetListCurrent', FIRST), 'Street')).toEqual(['Nieuwpad']);
  });

  test('pays the thirteenth month in the twelfth period only', async () => {
    expect(texts(await about('WageComponentVar_GetCurrent', FIRST), 'Code')).not.toContain('2300');
    setDate('2026-12-10');
    expect(texts(await about('WageComponentVar_GetCurrent', FIRST), 'Code')).toContain('2300');
  });
});

describe('the switches', () => {
  beforeEach(start);
  afterEach(() => simulator.stop());

  test.each<[Partial<Switches>, string, number, string]>([
    [
      { contractElement: 'Contract_GetCurrentPeriodResult' },
      'Contract_GetCurrentPeriod',
      FIRST,
      '<Contract_GetCurrentPeriodResult><EmployeeId>',
    ],
    [{}, 'Contract_GetCurrentPeriod', FIRST, '<EmployeeContractItem><EmployeeId>'],
    [{ nullDate: 'min-date' }, 'PersonalInfo_GetCurrent', BARE, '<Birthday>0001-01-01T00:00:00</Birthday>'],
    [{ nullDate: 'nil' }, 'PersonalInfo_GetCurrent', BARE, '<Birthday xsi:nil="true" />'],
    [{ emptyString: 'empty' }, 'PersonalInfo_GetCurrent', BARE, '<BSN /><Title />'],
    [{ emptyList: 'absent' }, 'Address_GetListCurrent', BARE, 'Service" /></soap:Body>'],
    [{ nullObject: 'nil' }, 'Schedule_GetCurrent', BARE, '<Schedule_GetCurrentResult xsi:nil="true" />'],
    [
      { noPartner: 'default-object' },
      'Partner_Get',
      BARE,
      '<Id>0</Id><Gender>undefined</Gender><Birthday>0001-01-01T00:00:00</Birthday>',
    ],
    [{ parttime: 'percent' }, 'Schedule_GetCurrent', TWO_WEEKS, '<ParttimePercentage>60</ParttimePercentage>'],
    [{ parttime: 'factor' }, 'Schedule_GetCurrent', TWO_WEEKS, '<ParttimePercentage>0.6</ParttimePercentage>'],
    [{ svwFields: 'v2.1' }, 'SVW_GetCurrent', FIRST, '<InvloedVerzekeringsplicht>0</InvloedVerzekeringsplicht>'],
    [{ creationDate: 'fraction' }, 'Contract_GetCurrentPeriod', FIRST, 'T09:30:15.4830000</CreationDate>'],
    [{ creationDate: 'offset' }, 'Contract_GetCurrentPeriod', FIRST, 'T09:30:15.4830000+01:00</CreationDate>'],
  ])('%j shows in %s', async (switches, operation, employeeId, expected) => {
    simulator.change({ switches });
    expect(await about(operation, employeeId)).toContain(expected);
  });

  test.each<[Switches['controlCharacter'], string]>([
    ['reference', '&#x1F;'],
    ['raw', '\u001F'],
    ['surrogates', '&#xD83D;&#xDE00;'],
    ['half', '&#xD83D;'],
  ])('put a control character into every last name: %s', async (controlCharacter, written) => {
    const personal = { initials: 'Æ.', prefix: 'van', lastName: '&Élfenstein' };
    simulator.change({ switches: { controlCharacter }, employees: [{ employeeId: FIRST, set: { personal } }] });
    const lastName = `&amp;${written}Élfenstein`;
    const names = async (call: string, params: Record<string, number>): Promise<(string | undefined)[]> => {
      const { xml } = await ask(simulator, `EmployeeService.${call}`, params);
      return [texts(xml, 'LastName')[0], texts(xml, 'DisplayName')[0]];
    };
    const displayName = `Æ. van ${lastName}`;
    expect(await names('PersonalInfo_GetCurrent', { EmployeeId: FIRST })).toEqual([lastName, displayName]);
    expect(await names('PersonalInfo_GetAll_AllEmployeesByCompany', { CompanyID: COMPANY })).toEqual([
      lastName,
      displayName,
    ]);
    expect(await names('List_GetByCompany', { CompanyId: COMPANY, EmployeeType: 2 })).toEqual([undefined, displayName]);
    simulator.change({ switches: { controlCharacter: 'none' } });
    expect(await names('PersonalInfo_GetCurrent', { EmployeeId: FIRST })).toEqual([
      '&amp;Élfenstein',
      'Æ. van &amp;Élfenstein',
    ]);
  });

  test('put a control character into a name with its last name first', async () => {
    simulator.change({ switches: { controlCharacter: 'reference', displayName: 'last-name-first' } });
    const [lastName = ''] = texts(await about('PersonalInfo_GetCurrent', FIRST), 'LastName');
    expect(lastName).toContain('&#x1F;');
    expect(texts(await about('PersonalInfo_GetCurrent', FIRST), 'DisplayName')[0]).toContain(`${lastName}, `);
  });

  test('leave a nillable date out', async () => {
    simulator.change({ switches: { nullDate: 'absent' } });
    expect(await about('PersonalInfo_GetCurrent', BARE)).not.toContain('Birthday');
  });

  test('put a byte order mark in front of an answer', async () => {
    simulator.change({ switches: { responseBom: true } });
    expect((await about('Partner_Get', FIRST)).startsWith('\uFEFF<?xml')).toBe(true);
  });

  test('set the list of employee types', async () => {
    simulator.change({ switches: { employeeTypes: [{ id: 2, description: 'Verloning' }] } });
    const { xml } = await ask(simulator, 'EmployeeService.EmployeeType_GetList');
    expect(xml).toContain('<EmployeeType><Id>2</Id><Description>Verloning</Description></EmployeeType>');
    expect(texts(xml, 'Id')).toEqual(['2']);
  });
});

test.each([
  ['1', '100'],
  ['0.8', '80'],
  ['0.125', '12.5'],
  ['0.05', '5'],
  ['0', '0'],
  ['1.0000', '100.00'],
])('the factor %s is %s percent', (factor, percent) => {
  expect(percentOf(factor)).toBe(percent);
});
