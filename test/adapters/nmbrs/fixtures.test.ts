import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import { canonical } from './canonical.ts';
import { ACCOUNT, BEDRIJF, gatewayAt, sendXml, startLoopback, WERKNEMER } from './loopback.ts';
import { CALLS, PORT_CALLS, type PortCall, situationBeside } from './port-calls.ts';

const FIXTURES = new URL('../../fixtures/nmbrs/', import.meta.url);
const Operation = z.enum(PORT_CALLS);

const Expected = z.strictObject({
  status: z.int().default(200),
  /** The situations that other calls are in meanwhile, by their names. */
  others: z.record(z.string(), z.string()).default({}),
  /** What the port's method answers; a Map is written as its entries. */
  answer: z.unknown().optional(),
  error: z.strictObject({ name: z.string(), code: z.string() }).optional(),
  /** What is found when the call is probed instead. */
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
    const loopback = await startLoopback((response, received) => {
      if (received.operation === operation) return sendXml(response, read(name, 'response.xml'), expected.status);
      const situation = expected.others[received.operation] ?? situationBeside(operation, received.operation);
      sendXml(response, read(`${received.operation}__${situation}`, 'response.xml'));
    });
    const payroll = gatewayAt(loopback.baseUrl).open(ACCOUNT);
    const make = expected.probe === undefined ? CALLS[operation] : probing(operation);
    const outcome = await make(payroll).then(
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

const probing = (operation: PortCall) => (payroll: Payroll) =>
  payroll.probe(Recht.parse(operation), {
    bedrijfId: BEDRIJF,
    tijdvak: { jaar: 2026, nummer: 11, verloning: 'maandelijks' },
    werknemerId: WERKNEMER,
  });

/** A Map as its entries; everything else as it is, so that a field that is `undefined` is told from one that is absent. */
const withEntries = (answer: unknown): unknown => {
  const mapped = z.object({ value: z.instanceof(Map) }).safeParse(answer);
  return mapped.success ? { ...z.looseObject({}).parse(answer), value: [...mapped.data.value] } : answer;
};

/** The wage component call of the same group that is not under test answered with an absent result, as of now. */
function withSibling(operation: PortCall, answer: unknown): unknown {
  const sibling = SIBLINGS.get(operation);
  const told = Told.safeParse(answer);
  if (sibling === undefined || !told.success) return answer;
  const { gegevens, peil } = told.data.value;
  return { ok: true, value: { gegevens: { ...gegevens, [sibling]: [] }, peil: { ...peil, [sibling]: 'nu' } } };
}

const Told = z.object({
  value: z.object({ gegevens: z.record(z.string(), z.unknown()), peil: z.record(z.string(), z.unknown()) }),
});

const SIBLINGS: ReadonlyMap<PortCall, string> = new Map([
  ['WageComponentFixed_GetCurrent', 'variabeleLooncomponenten'],
  ['WageComponentFixed_Get', 'variabeleLooncomponenten'],
  ['WageComponentVar_GetCurrent', 'vasteLooncomponenten'],
  ['WageComponentVar_Get', 'vasteLooncomponenten'],
]);
