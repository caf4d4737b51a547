import { describe, expect, test } from 'vitest';
import { salaryAnswer } from '../../bench/nmbrs/answers.ts';
import { type NmbrsFigures, targetsOf } from '../../bench/nmbrs/bench.ts';
import { CLIENT_NAMES, openClient } from '../../bench/nmbrs/clients.ts';
import { sendXml, startLoopback } from '../adapters/nmbrs/loopback.ts';

const figures = (ours: number): NmbrsFigures => {
  const perClient = { ours, soap: 1, saxes: 1 };
  return {
    cpuMsPerCall: perClient,
    parseMs: { '1KB': perClient, '50KB': perClient, '5MB': perClient },
    peakMb: perClient,
    export: { calls: 1, wallSeconds: ours, boundSeconds: 1, highestPerSecond: 140, delayed: 0 },
  };
};
const missedAt = (ours: number): string[] =>
  targetsOf(figures(ours))
    .filter(({ measured, most }) => measured > most)
    .map(({ what }) => what);

describe('the bench', () => {
  test.each([1024, 50 * 1024, 5 * 1024 * 1024])('has an answer of %i bytes, more or less', (bytes) => {
    expect(salaryAnswer(bytes).length / bytes).toBeGreaterThan(0.5);
    expect(salaryAnswer(bytes).length / bytes).toBeLessThan(1.5);
  });

  test('holds each figure against its own target', () => {
    expect(missedAt(0.49)).toEqual([]);
    expect(missedAt(0.55)).toEqual(['parsing 5 MB / plain soap']);
    expect(missedAt(1.05)).toEqual(['CPU per call / plain soap', 'parsing 5 MB / plain soap']);
    expect(missedAt(201)).toHaveLength(4);
  });

  test.each(CLIENT_NAMES)('asks with %s and reads what comes', async (name) => {
    const { baseUrl, received } = await startLoopback((response) => sendXml(response, salaryAnswer(1024)));
    const client = await openClient(name, new URL(baseUrl).origin);
    await client.call();
    expect(received[0]?.body).toContain('Salary_GetAll_AllEmployeesByCompany');
    expect(() => client.parse(salaryAnswer(50 * 1024))).not.toThrow();
  });
});
