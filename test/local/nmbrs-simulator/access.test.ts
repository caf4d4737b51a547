import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, envelope, faultCode, namespaceOf, OFFICE, operationBody, post, startExample, texts } from './asking.ts';

const LIST = 'CompanyService.List_GetAll';
const TOVERDRANK = 41_001;
const WITHOUT_TAG = 41_003;
const WITHOUT_TAG_EMPLOYEE = 250_000;

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
});
afterEach(() => simulator.stop());

const codeOf = async (...input: [call: string, params?: Record<string, number>, login?: typeof OFFICE]) =>
  faultCode(await ask(simulator, ...input));

describe('a login', () => {
  test.each([
    ['e-mail', { ...OFFICE, gebruikersnaam: 'niemand@fantasiekantoor.example' }],
    ['token', { ...OFFICE, apiToken: `${OFFICE.apiToken.slice(0, -1)}9` }],
    ['token in capitals', { ...OFFICE, apiToken: OFFICE.apiToken.toUpperCase() }],
    ['domain of another office', { ...OFFICE, domein: 'kleinkantoor' }],
    ['unknown domain', { ...OFFICE, domein: 'bestaatniet' }],
    ['empty domain', { ...OFFICE, domein: '' }],
    ['whole host as domain', { ...OFFICE, domein: 'fantasiekantoor.nmbrs.nl' }],
  ])('with a wrong %s answers 1001', async (_what, login) => {
    expect(await codeOf(LIST, {}, login)).toBe('1001');
  });

  test('without a subscription answers 1004, but only to the right token', async () => {
    const { nmbrs } = exampleSituaties.zonderAbonnement;
    expect(await codeOf(LIST, {}, nmbrs)).toBe('1004');
    expect(await codeOf(LIST, {}, { ...nmbrs, apiToken: 'anders' })).toBe('1001');
  });

  test('with a token that was reset answers 1001, and the new token opens', async () => {
    const token = 'fa17a51e0000000000000000000000ff';
    simulator.change({ tokens: [{ subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, token }] });
    expect(await codeOf(LIST)).toBe('1001');
    expect((await ask(simulator, LIST, {}, { ...OFFICE, apiToken: token })).status).toBe(200);
  });

  test('of a deleted user answers 1001', async () => {
    simulator.change({ users: [{ subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, disabled: true }] });
    expect(await codeOf(LIST)).toBe('1001');
  });

  test('finds its environment without a domain when the switch says so', async () => {
    simulator.change({ switches: { missingDomain: 'search' } });
    expect((await ask(simulator, LIST, {}, { ...OFFICE, domein: '' })).status).toBe(200);
  });

  test('to an unknown domain can answer 2043', async () => {
    simulator.change({ switches: { unknownDomain: '2043' } });
    expect(await codeOf(LIST, {}, { ...OFFICE, domein: 'bestaatniet' })).toBe('2043');
  });

  test('learns its subdomain from Environment_Get, whose header has no domain', async () => {
    const ns = namespaceOf('DebtorService');
    const header = `<AuthHeader xmlns="${ns}"><Username>${OFFICE.gebruikersnaam}</Username><Token>${OFFICE.apiToken}</Token></AuthHeader>`;
    const body = operationBody('DebtorService.Environment_Get', {});
    const { xml } = await post(simulator, 'DebtorService', {
      xml: envelope({ service: 'DebtorService', body, header }),
    });
    expect(texts(xml, 'SubDomain')).toEqual(['fantasiekantoor']);
  });
});

describe('the tag filter of an office login', () => {
  test('hides the companies of debtors without the tag', async () => {
    const names = texts((await ask(simulator, LIST)).xml, 'Name');
    expect(names).toContain('Toverdrank B.V.');
    expect(names).not.toContain('Wolkenbouw Zonder Tag B.V.');
  });

  test.each([
    ['CompanyService.Company_GetCurrentPeriod', { CompanyId: WITHOUT_TAG }, '2004'],
    ['EmployeeService.Partner_Get', { EmployeeId: WITHOUT_TAG_EMPLOYEE }, '2003'],
    ['DebtorService.Tags_Get', { DebtorId: 3103 }, '2009'],
  ] as const)('refuses %s by id', async (call, params, code) => {
    expect(await codeOf(call, params)).toBe(code);
    simulator.change({ switches: { dataFault: '1003' } });
    expect(await codeOf(call, params)).toBe('1003');
  });

  test('lets a debtor through as soon as it gets the tag', async () => {
    simulator.change({ debtorTags: [{ debtorId: 3103, tags: ['a.s.r. salariskoppeling'] }] });
    expect((await ask(simulator, 'EmployeeService.Partner_Get', { EmployeeId: WITHOUT_TAG_EMPLOYEE })).status).toBe(
      200,
    );
  });

  test('hides everything when the tag is not ticked in the login', async () => {
    const tagFilters = [{ subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, tagFilter: ['Maandklanten'] }];
    simulator.change({ tagFilters });
    expect(texts((await ask(simulator, LIST)).xml, 'Name')).toEqual(['Toverdrank B.V.', 'Wolkenbouw Zonder Tag B.V.']);
  });

  test('does not reach into another environment', async () => {
    expect(await codeOf('CompanyService.Company_GetCurrentPeriod', { CompanyId: 41_011 })).toBe('2004');
  });
});

test('a per-debiteur login sees its own debtor only', async () => {
  const login = exampleAanmelding['per-debiteur'].nmbrs;
  expect(texts((await ask(simulator, LIST, {}, login)).xml, 'Name')).toEqual(['Bakkerij De Gouden Eenhoorn']);
  expect(await codeOf('CompanyService.Run_GetList', { CompanyId: 41_012, Year: 2026 }, login)).toBe('2004');
});

describe('the template of a login', () => {
  test('answers 1002 to each call that is off, whatever the id, and to no other', async () => {
    const login = exampleSituaties.tweeRechtenUit.nmbrs;
    expect(await codeOf('EmployeeService.Partner_Get', { EmployeeId: 0 }, login)).toBe('1002');
    expect(await codeOf('EmployeeService.WageComponentVar_GetCurrent', { EmployeeId: 0 }, login)).toBe('1002');
    expect(await codeOf('EmployeeService.WageComponentFixed_GetCurrent', { EmployeeId: 0 }, login)).toBe('2003');
  });

  test('takes effect at once when a right goes off and on', async () => {
    const key = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, call: 'CompanyService.Run_GetList' };
    const runs = () => codeOf('CompanyService.Run_GetList', { CompanyId: TOVERDRANK, Year: 2026 });
    simulator.change({ rights: [{ ...key, active: false }] });
    expect(await runs()).toBe('1002');
    simulator.change({ rights: [{ ...key, active: true }] });
    expect(await runs()).toBeUndefined();
  });

  test('tells services apart that have a call of the same name', async () => {
    const key = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, call: 'DebtorService.List_GetAll' };
    simulator.change({ rights: [{ ...key, active: false }] });
    expect(await codeOf('DebtorService.List_GetAll')).toBe('1002');
    expect(await codeOf(LIST)).toBeUndefined();
  });
});

describe('a fault', () => {
  const wrong = { ...OFFICE, apiToken: 'anders' };

  test('has HTTP 500 and the words of ASMX', async () => {
    const answer = await ask(simulator, LIST, {}, wrong);
    expect(answer.status).toBe(500);
    expect(texts(answer.xml, 'faultstring')).toEqual([
      'Server was unable to process request. ---&gt; 1001: Invalid Authentication',
    ]);
  });

  test('can come with HTTP 200, bare, or with a stack trace', async () => {
    simulator.change({ switches: { faultStatus: 200, faultText: 'bare' } });
    const bare = await ask(simulator, LIST, {}, wrong);
    expect([bare.status, texts(bare.xml, 'faultstring')]).toEqual([200, ['1001: Invalid Authentication']]);
    simulator.change({ switches: { faultText: 'stack-trace' } });
    expect((await ask(simulator, LIST, {}, wrong)).xml).toContain('System.Web.Services.Protocols.SoapException');
  });

  test('never repeats the token', async () => {
    expect((await ask(simulator, LIST, {}, { ...OFFICE, apiToken: 'geheim-geheim' })).xml).not.toContain('geheim');
  });
});
