import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonical } from './canonical.ts';
import { ACCOUNT, gatewayAt, sendXml, startLoopback } from './loopback.ts';
import { CALLS, PORT_CALLS, type PortCall } from './port-calls.ts';

const FIXTURES = new URL('../../fixtures/nmbrs/', import.meta.url);
const Operation = z.enum(PORT_CALLS);

const Expected = z.strictObject({
  status: z.int().default(200),
  /** What the port's method answers; a Map is written as its entries. */
  answer: z.unknown().optional(),
  error: z.strictObject({ name: z.string(), code: z.string() }).optional(),
  probe: z.strictObject({ uitkomst: z.string(), code: z.string().optional() }).optional(),
});

const names = readdirSync(FIXTURES)
  .filter((name) => name.includes('__'))
  .sort();

describe('golden answers of Nmbrs', () => {
  test('cover each call in at least two situations', () => {
    const covered = names.map((name) => name.split('__')[0]);
    expect(PORT_CALLS.filter((call) => covered.filter((name) => name === call).length < 2)).toEqual([]);
  });

  test.each(names)('%s', async (name) => {
    const operation = Operation.parse(name.split('__')[0]);
    const expected = Expected.parse(JSON.parse(read(name, 'expected.json')));
    const loopback = await startLoopback((response, received) =>
      received.operation === operation
        ? sendXml(response, read(name, 'response.xml'), expected.status)
        : sendXml(response, read(`${received.operation}__absent-result`, 'response.xml')),
    );
    const payroll = gatewayAt(loopback.baseUrl).open(ACCOUNT);
    const outcome = await CALLS[operation](payroll).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    const request = loopback.received.find((received) => received.operation === operation);
    expect(canonical(request?.body ?? '<none/>')).toBe(canonical(read(name, 'request.xml')));
    if (expected.error !== undefined) {
      expect(outcome).toMatchObject({ error: expected.error });
    } else if (expected.probe !== undefined) {
      const ms = expect.any(Number);
      expect(outcome).toStrictEqual({ answer: { recht: operation, ms, ...expected.probe } });
    } else {
      expect(withEntries('answer' in outcome ? outcome.answer : outcome)).toStrictEqual(
        withSibling(operation, expected.answer),
      );
    }
  });
});

const read = (name: string, file: string): string => readFileSync(new URL(`${name}/${file}`, FIXTURES), 'utf8');

/** A Map as its entries; everything else as it is, so that a field that is `undefined` is told from one that is absent. */
const withEntries = (answer: unknown): unknown => {
  const mapped = z.object({ value: z.instanceof(Map) }).safeParse(answer);
  return mapped.success ? { ...z.looseObject({}).parse(answer), value: [...mapped.data.value] } : answer;
};

/** The wage component call of the same group that is not under test answered with an absent result. */
function withSibling(operation: PortCall, answer: unknown): unknown {
  const sibling = {
    WageComponentFixed_GetCurrent: 'variabeleLooncomponenten',
    WageComponentVar_GetCurrent: 'vasteLooncomponenten',
  };
  if (operation !== 'WageComponentFixed_GetCurrent' && operation !== 'WageComponentVar_GetCurrent') return answer;
  const { value } = z.object({ value: z.record(z.string(), z.unknown()) }).parse(answer);
  return { ok: true, value: { ...value, [sibling[operation]]: [] } };
}
