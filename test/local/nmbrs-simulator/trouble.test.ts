import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInjectedFaults } from '../../../local/nmbrs-simulator/injected.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import type { InjectedFault } from '../../../local/nmbrs-simulator/switches.ts';
import { ask, faultCode, OFFICE, startExample } from './asking.ts';

const LIST = 'CompanyService.List_GetAll';
const PARTNER = 'EmployeeService.Partner_Get';
const FIRST = 150_000;

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
});
afterEach(() => simulator.stop());

const inject = (fault: { kind: 'fault'; code: string } & Partial<InjectedFault>): void =>
  simulator.change({ faults: [fault] });

describe('an injected fault', () => {
  test('hits the first calls only, after those that it skips', async () => {
    inject({ kind: 'fault', code: '9999', operation: LIST, skip: 1, first: 2 });
    const codes = [];
    for (let call = 0; call < 4; call += 1) codes.push(faultCode(await ask(simulator, LIST)));
    expect(codes).toEqual([undefined, '9999', '9999', undefined]);
  });

  test('keeps to its operation, its employee and its company', async () => {
    inject({ kind: 'fault', code: '9999', operation: 'Partner_Get', employeeId: FIRST });
    expect(faultCode(await ask(simulator, PARTNER, { EmployeeId: FIRST }))).toBe('9999');
    expect(faultCode(await ask(simulator, PARTNER, { EmployeeId: FIRST + 1 }))).toBeUndefined();
    expect(faultCode(await ask(simulator, 'EmployeeService.Children_Get', { EmployeeId: FIRST }))).toBeUndefined();
    simulator.change({ clearFaults: true });
    inject({ kind: 'fault', code: '9999', companyId: 41_002 });
    const period = 'CompanyService.Company_GetCurrentPeriod';
    expect(faultCode(await ask(simulator, period, { CompanyId: 41_002 }))).toBe('9999');
    expect(faultCode(await ask(simulator, period, { CompanyId: 41_001 }))).toBeUndefined();
  });

  test('goes on counting when another change comes in between', async () => {
    inject({ kind: 'fault', code: '9999', operation: LIST, first: 1 });
    await ask(simulator, LIST);
    simulator.change({ latency: { ms: 0 } });
    inject({ kind: 'fault', code: '9999', operation: PARTNER });
    expect(faultCode(await ask(simulator, LIST))).toBeUndefined();
    expect(faultCode(await ask(simulator, PARTNER, { EmployeeId: FIRST }))).toBe('9999');
  });

  test('can be a plain HTML page', async () => {
    simulator.change({ faults: [{ kind: 'html', status: 503 }] });
    const answer = await ask(simulator, LIST);
    expect([answer.status, answer.contentType]).toEqual([503, 'text/html']);
    expect(answer.xml).not.toContain('Envelope');
  });

  test('can be empty, half, or the answer to another question', async () => {
    simulator.change({
      faults: [
        { kind: 'empty', operation: LIST, first: 1 },
        { kind: 'truncated', operation: LIST, skip: 1, first: 1 },
        { kind: 'other-response', operation: LIST, skip: 2 },
      ],
    });
    expect(await ask(simulator, LIST)).toMatchObject({ status: 200, xml: '' });
    expect((await ask(simulator, LIST)).xml).not.toContain('</soap:Envelope>');
    expect((await ask(simulator, LIST)).xml).toContain('<Run_GetListResponse');
  });

  test('can send the client elsewhere', async () => {
    simulator.change({ faults: [{ kind: 'redirect', location: 'http://127.0.0.1:9/' }] });
    expect((await ask(simulator, LIST)).status).toBe(307);
  });

  test('can come a few bytes at a time, and is whole in the end', async () => {
    const whole = await ask(simulator, LIST);
    simulator.change({ faults: [{ kind: 'drip', everyMs: 1 }] });
    expect((await ask(simulator, LIST)).xml).toBe(whole.xml);
  });

  test('can cut the connection', async () => {
    simulator.change({ faults: [{ kind: 'reset' }] });
    await expect(ask(simulator, LIST)).rejects.toThrow('fetch failed');
  });

  test('can leave the client waiting until the simulator stops', async () => {
    const { simulator: silent } = await startExample();
    silent.change({ faults: [{ kind: 'hang' }] });
    const waiting = expect(ask(silent, LIST)).rejects.toThrow('fetch failed');
    await expect.poll(() => silent.meting().totaal).toBe(1);
    await silent.stop();
    await waiting;
  });
});

test('the first fault in the list wins, and each counts for itself', () => {
  const fault = (code: string, first: number): InjectedFault => ({ kind: 'fault', code, skip: 0, first });
  const faults = createInjectedFaults([fault('1004', 1), fault('9999', 2)]);
  const target = { service: 'CompanyService', operation: 'List_GetAll', params: new Map<string, string>() };
  const codes = [1, 2, 3].map(() => faults.strike(target)).map((hit) => (hit?.kind === 'fault' ? hit.code : undefined));
  expect(codes).toEqual(['1004', '9999', undefined]);
});

describe('a change', () => {
  test('that names something unknown is refused as a whole', async () => {
    const tokens = [{ subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, token: 'iets-anders' }];
    expect(() => simulator.change({ tokens, debtorTags: [{ debtorId: 1, tags: [] }] })).toThrow('no debtor 1');
    expect((await ask(simulator, LIST)).status).toBe(200);
  });

  test('with an unknown setting is refused', () => {
    const typo: object = { parttimes: 'percent' };
    expect(() => simulator.change({ switches: typo })).toThrow();
  });
});
