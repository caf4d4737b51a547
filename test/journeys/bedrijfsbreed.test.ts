import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES, EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { companyIn } from '../../local/nmbrs-simulator/in-service.ts';
import type { Meting } from '../../local/nmbrs-simulator/meting.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;
const COMPANY = EXAMPLE_COMPANIES.toverdrank.id;
const CONTRACT = 'Contract_GetAll_AllEmployeesByCompany';
/** No company-wide call gives these: where they are active each employee costs two calls. */
const HOURS = ['HourComponentFixed_Get', 'HourComponentVar_Get'];

const systems: LocalSystem[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

interface Exchange {
  readonly system: LocalSystem;
  readonly signedUp: SignedUp;
}

/** The system with one koppeling of profile verzuim, on the night before its exchange of November. */
async function eveningBefore(werknemers: number): Promise<Exchange> {
  const system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers }));
  systems.push(system);
  const signedUp = await system.signUp(exampleAanmelding.overkoepelend);
  await system.approve(signedUp, 'verzuim');
  await system.moveTo('2026-12-09T20:00:00Z');
  return { system, signedUp };
}

const turnOff = ({ system }: Exchange, calls: readonly string[]) =>
  system.simulator.change({
    rights: calls.map((call) => ({ subdomain, email, call: `EmployeeService.${call}`, active: false })),
  });

/** Until Nmbrs moves on to December, the calls per employee answer for the period that is exchanged. */
const stayInNovember = ({ system }: Exchange) =>
  system.simulator.change({ companies: [{ companyId: COMPANY, currentPeriod: { year: 2026, period: 11 } }] });

interface Delivered {
  readonly werknemers: string;
  readonly vragen: string;
  readonly meting: Meting;
}

async function exchange({ system, signedUp }: Exchange): Promise<Delivered> {
  system.simulator.resetMeting();
  await system.moveTo('2026-12-10T09:00:00Z');
  const files = await system.delivered(signedUp);
  expect(files.has('manifest.json')).toBe(true);
  return {
    werknemers: files.get('werknemers.ndjson') ?? '',
    vragen: files.get('vragen.json') ?? '',
    meting: system.simulator.meting(),
  };
}

/** Without their texts: those tell of which period a contract is missing. */
const questionsIn = ({ vragen }: Delivered): unknown[] =>
  z
    .array(z.looseObject({ code: z.string(), werknemerId: z.int().optional() }))
    .parse(JSON.parse(vragen))
    .map(({ code, werknemerId }) => [code, werknemerId]);

describe('an exchange of profile verzuim where the company-wide calls are active', () => {
  it('makes at most 20 calls for 500 employees where those for hours are not', async () => {
    const wide = await eveningBefore(500);
    turnOff(wide, HOURS);
    const { meting, werknemers } = await exchange(wide);
    expect(meting.totaal).toBeLessThanOrEqual(20);
    expect(meting.calls).not.toHaveProperty('EmployeeService.PersonalInfo_GetCurrent');
    expect(werknemers.trimEnd().split('\n').length).toBeGreaterThanOrEqual(500);
  }, 60_000);

  it('delivers what the calls per employee give', async () => {
    const wide = await eveningBefore(20);
    stayInNovember(wide);
    const viaCompany = await exchange(wide);
    const hours = HOURS.map((call) => viaCompany.meting.calls[`EmployeeService.${call}`] ?? 0);
    // At the gate, by the plan, and after each part in which somebody has no hours: it counts where Nmbrs is then.
    const where = viaCompany.meting.calls['CompanyService.Company_GetCurrentPeriod'] ?? 0;
    expect(where).toBeLessThanOrEqual(2 + 10);
    const others = viaCompany.meting.totaal - where - hours.reduce((sum, calls) => sum + calls, 0);
    expect(others).toBeLessThanOrEqual(20);

    const single = await eveningBefore(20);
    stayInNovember(single);
    turnOff(single, BulkAanroep.options);
    const perEmployee = await exchange(single);
    const lines = perEmployee.werknemers.trimEnd().split('\n').length;
    expect(perEmployee.meting.calls).toMatchObject({
      'EmployeeService.PersonalInfo_GetCurrent': lines,
      'EmployeeService.Contract_GetCurrentPeriod': lines,
      'EmployeeService.Schedule_GetList': lines,
    });
    expect(lines).toBeGreaterThanOrEqual(20);
    expect(hours).toEqual([lines + 1, lines + 1]); // And the one that looks whether it is active.
    expect(viaCompany.werknemers).toBe(perEmployee.werknemers);
    expect(questionsIn(viaCompany)).toEqual(questionsIn(perEmployee));
  }, 90_000);
});

describe('an exchange with the company-wide calls', () => {
  it('has the contracts of the period that is exchanged, also of who left in it, though Nmbrs has moved on', async () => {
    const before = await eveningBefore(10);
    const company = companyIn(before.system.simulator.scenario(), COMPANY);
    const employee = company?.employees[0];
    if (employee === undefined) expect.fail('there is nobody');
    const [employment, contract] = [employee.employments.at(-1), employee.contracts.at(-1)];
    if (employment === undefined || contract === undefined) expect.fail('the first employee has no contract');
    const left = { startDate: '2024-01-01', endDate: '2026-11-20' };
    const set = { employments: [{ ...employment, ...left }], contracts: [{ ...contract, ...left }] };
    before.system.simulator.change({ employees: [{ employeeId: employee.id, set }] });
    const delivered = await exchange(before);
    const own = delivered.werknemers.split('\n').find((line) => line.includes(`"werknemerId":${employee.id},`));
    expect(JSON.parse(own ?? '{}')).toMatchObject({ contracten: [{ eind: '2026-11-20' }] });
    expect(questionsIn(delivered)).not.toContainEqual(['geen-contract', employee.id]);
  }, 60_000);

  it('of which one is switched off after the plan goes on by employee for that one, and delivers everyone', async () => {
    const before = await eveningBefore(25);
    stayInNovember(before);
    const off = { rights: [{ subdomain, email, call: `EmployeeService.${CONTRACT}`, active: false }] };
    before.system.simulator.change({ later: [{ afterCalls: 1, operation: CONTRACT, change: off }] });
    const { werknemers, meting } = await exchange(before);
    const lines = werknemers.trimEnd().split('\n');
    expect(lines.filter((line) => line.includes('"contracten":['))).toHaveLength(lines.length);
    expect(meting.calls).toMatchObject({
      [`EmployeeService.${CONTRACT}`]: 2,
      'EmployeeService.Contract_GetCurrentPeriod': lines.length,
      'EmployeeService.PersonalInfo_GetAll_AllEmployeesByCompany': 2,
    });
    expect(meting.calls).not.toHaveProperty('EmployeeService.PersonalInfo_GetCurrent');
    expect((await before.system.mails()).filter(({ onderwerp }) => onderwerp.includes('gestopt'))).toEqual([]);
  }, 60_000);
});
