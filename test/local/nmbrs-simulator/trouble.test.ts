import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyChange } from '../../../local/nmbrs-simulator/apply-change.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { createInjectedFaults } from '../../../local/nmbrs-simulator/injected.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import type { InjectedFault } from '../../../local/nmbrs-simulator/switches.ts';
import { ask, envelope, faultCode, OFFICE, operationBody, startExample, TODAY } from './asking.ts';

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

  test('has the HTTP status that it asks for', async () => {
    simulator.change({ faults: [{ kind: 'fault', code: '9999', status: 200 }] });
    const answer = await ask(simulator, LIST);
    expect([answer.status, faultCode(answer)]).toEqual([200, '9999']);
  });

  test('by chance hits the same calls again from the same seed, and about as many as it says', async () => {
    const codes = async (): Promise<readonly (string | undefined)[]> => {
      simulator.restore();
      simulator.change({ faults: [{ kind: 'fault', code: '9999', chance: 0.3 }] });
      const answers = [];
      for (let call = 0; call < 60; call += 1) answers.push(faultCode(await ask(simulator, LIST)));
      return answers;
    };
    const once = await codes();
    expect(await codes()).toEqual(once);
    const hits = once.filter((code) => code === '9999').length;
    expect(hits).toBeGreaterThan(8);
    expect(hits).toBeLessThan(30);
  });

  test('can tell when to come back', async () => {
    simulator.change({ faults: [{ kind: 'html', status: 503, retryAfterSeconds: 7 }] });
    const response = await fetch(`${simulator.baseUrl}/CompanyService.asmx`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: envelope({ service: 'CompanyService', body: operationBody(LIST, {}) }),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
  });

  test('can be nothing but late', async () => {
    const whole = await ask(simulator, LIST);
    simulator.change({ faults: [{ kind: 'delay', ms: 30 }] });
    const before = performance.now();
    expect((await ask(simulator, LIST)).xml).toBe(whole.xml);
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
  });

  test('can give half an answer and then nothing, until the simulator stops', async () => {
    const { simulator: stalling } = await startExample();
    stalling.change({ faults: [{ kind: 'stall' }] });
    const response = await fetch(`${stalling.baseUrl}/CompanyService.asmx`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: envelope({ service: 'CompanyService', body: operationBody(LIST, {}) }),
    });
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toContain('<soap:Envelope');
    expect(first).not.toContain('</soap:Envelope>');
    const rest = expect(reader?.read()).rejects.toThrow('terminated');
    await stalling.stop();
    await rest;
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

  test('leaves the scenario that it was given as it was', () => {
    const scenario = exampleScenario({ today: TODAY, werknemers: 3 });
    const before = structuredClone(scenario);
    const key = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam };
    const changed = applyChange(scenario, {
      tokens: [{ ...key, token: 'ander' }],
      rights: [{ ...key, call: LIST, active: false }],
      tagFilters: [{ ...key, tagFilter: ['anders'] }],
      debtorTags: [{ debtorId: 3101, tags: [] }],
      subscriptions: [{ subdomain: OFFICE.domein, subscription: false }],
      runLocks: [{ companyId: 41_001, year: 2026, period: 11, lockedFrom: null }],
      companies: [{ companyId: 41_001, name: 'Anders B.V.' }],
      employees: [{ employeeId: FIRST, set: { number: 99 } }],
      removeEmployees: [FIRST + 1],
      faults: [{ kind: 'hang' }],
    });
    expect(scenario).toEqual(before);
    expect(changed.environments).not.toEqual(before.environments);
  });

  test('with an unknown setting is refused', () => {
    const typo: object = { parttimes: 'percent' };
    expect(() => simulator.change({ switches: typo })).toThrow();
  });
});
