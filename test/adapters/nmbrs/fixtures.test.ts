import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import { Recht } from '../../../core/domain/rechten.ts';
import type { Payroll } from '../../../core/ports/payroll.ts';
import { ACCOUNT, BEDRIJF, gatewayAt, RUN, sendXml, startLoopback, WERKNEMER } from './loopback.ts';

const FIXTURES = new URL('../../fixtures/nmbrs/', import.meta.url);
const TASK = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;

const Expected = z.strictObject({
  status: z.int().default(200),
  /** What the port's method answers; a Map is written as its entries. */
  answer: z.unknown().optional(),
  error: z.strictObject({ name: z.string(), code: z.string() }).optional(),
  probe: z.strictObject({ uitkomst: z.string(), code: z.string().optional() }).optional(),
});

const groep = (value: Gegevensgroep) => (payroll: Payroll) => payroll.fetchWerknemer(WERKNEMER, [value]);

/** How the port makes each call. The wage components come in two calls of one group, so those are served both. */
const CALLS: Readonly<Record<Recht, (payroll: Payroll) => Promise<unknown>>> = {
  List_GetAll: (payroll) => payroll.listBedrijven(),
  Company_GetCurrentPeriod: (payroll) => payroll.fetchTijdvak(BEDRIJF),
  Run_GetList: (payroll) => payroll.listRuns(BEDRIJF, 2026),
  List_GetByCompany: (payroll) => payroll.listWerknemers(BEDRIJF, 'in-dienst'),
  Employment_GetAll_AllEmployeesByCompany: (payroll) => payroll.listDienstverbanden(BEDRIJF),
  Salary_GetAll_AllEmployeesByCompany: (payroll) => payroll.listSalarissen(BEDRIJF),
  PersonalInfo_GetCurrent: (payroll) => payroll.fetchWerknemer(WERKNEMER, ['persoon', 'bsn']),
  Contract_GetCurrentPeriod: groep('contract'),
  Schedule_GetCurrent: groep('rooster'),
  Schedule_GetList: (payroll) =>
    payroll.probe('Schedule_GetList', { bedrijfId: BEDRIJF, tijdvak: TIJDVAK, werknemerId: WERKNEMER }),
  Address_GetListCurrent: groep('adres'),
  SVW_GetCurrent: groep('verzekering'),
  Partner_Get: groep('partner'),
  Children_Get: groep('kinderen'),
  WageComponentFixed_GetCurrent: groep('looncomponenten'),
  WageComponentVar_GetCurrent: groep('looncomponenten'),
  BankAccount_GetListCurrent: groep('bankrekening'),
  Reports_GetWageCodesByRunCompany_FilterByWageCode_Background: (payroll) =>
    payroll.startLooncodeRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026, looncode: 2100 }),
  Reports_BackgroundTask_Result: (payroll) => payroll.pollLooncodeRapport(TASK, RUN),
};

const names = readdirSync(FIXTURES)
  .filter((name) => name.includes('__'))
  .sort();

describe('golden answers of Nmbrs', () => {
  test('cover each of the 19 calls', () => {
    const covered = new Set(names.map((name) => name.split('__')[0]));
    expect(Recht.options.filter((recht) => !covered.has(recht))).toEqual([]);
  });

  test.each(names)('%s', async (name) => {
    const operation = Recht.parse(name.split('__')[0]);
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
function withSibling(operation: Recht, answer: unknown): unknown {
  const sibling = {
    WageComponentFixed_GetCurrent: 'variabeleLooncomponenten',
    WageComponentVar_GetCurrent: 'vasteLooncomponenten',
  };
  if (operation !== 'WageComponentFixed_GetCurrent' && operation !== 'WageComponentVar_GetCurrent') return answer;
  const { value } = z.object({ value: z.record(z.string(), z.unknown()) }).parse(answer);
  return { ok: true, value: { ...value, [sibling[operation]]: [] } };
}
