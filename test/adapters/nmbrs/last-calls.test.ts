import { describe, expect, test } from 'vitest';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  errorOf,
  faultOf,
  gatewayAt,
  type Respond,
  sendXml,
  startLoopback,
} from './loopback.ts';
import { over } from './port-calls.ts';

const empty: Respond = (response, { operation }) =>
  sendXml(response, answerTo(operation, `<${operation}Result></${operation}Result>`));
const refused: Respond = (response) => sendXml(response, faultOf('1001'), 500);
const REFUSAL = { ok: false, refusal: { reden: 'inloggegevens-ongeldig', code: '1001' } };

describe('a login that Nmbrs refuses', () => {
  test('is not tried again, and every later question has the same answer', async () => {
    const { baseUrl, received } = await startLoopback(refused);
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    expect(await payroll.listBedrijven()).toMatchObject(REFUSAL);
    expect(await payroll.listRuns(BEDRIJF, 2026)).toMatchObject(REFUSAL);
    expect(await errorOf(payroll.probeBulk(BEDRIJF, ['SVW_GetAll_AllEmployeesByCompany']))).toMatchObject({
      name: 'Refused',
      code: 'inloggegevens-ongeldig',
    });
    expect(received).toHaveLength(1);
  });

  test('half-way costs no more calls than were under way', async () => {
    const { baseUrl, received } = await startLoopback(refused);
    const payroll = gatewayAt(baseUrl, { callsInFlight: 2 }).open(ACCOUNT);
    expect(await payroll.fetchWerknemer(over(Gegevensgroep.options))).toMatchObject(REFUSAL);
    expect(received.length).toBeLessThanOrEqual(2);
  });

  test('is tried by who opens it anew, and beside it others go on', async () => {
    let answer = refused;
    const { baseUrl, received } = await startLoopback((response, call) => answer(response, call));
    const gateway = gatewayAt(baseUrl);
    const [shut, other] = [gateway.open(ACCOUNT), gateway.open(ACCOUNT)];
    await shut.listBedrijven();
    answer = empty;
    expect(await other.listBedrijven()).toEqual({ ok: true, value: [] });
    expect(await gateway.open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
    expect(received).toHaveLength(3);
  });

  test('can still be asked where it belongs: that call names no domain', async () => {
    const { baseUrl, received } = await startLoopback(refused);
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    await payroll.listBedrijven();
    await payroll.fetchOmgeving();
    expect(received.map(({ operation }) => operation)).toEqual(['List_GetAll', 'Environment_Get']);
  });

  test('for one call only (1002) is asked the next one', async () => {
    const { baseUrl, received } = await startLoopback((response) => sendXml(response, faultOf('1002'), 500));
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    await payroll.listBedrijven();
    await payroll.listRuns(BEDRIJF, 2026);
    expect(received).toHaveLength(2);
  });
});

describe('a function whose time is nearly up', () => {
  test('starts no call', async () => {
    const { baseUrl, received } = await startLoopback(empty);
    const payroll = gatewayAt(baseUrl, { remainingMs: () => 4_999 }).open(ACCOUNT);
    expect(await errorOf(payroll.listBedrijven())).toMatchObject({ name: 'Transient', code: 'tijd-bijna-op' });
    expect(received).toEqual([]);
  });

  test('starts one while there is time for it', async () => {
    const { baseUrl } = await startLoopback(empty);
    const payroll = gatewayAt(baseUrl, { remainingMs: () => 6_000 }).open(ACCOUNT);
    expect(await payroll.listBedrijven()).toEqual({ ok: true, value: [] });
  });

  test('ends a call that would outlive it, and does not take that for a server that fails', async () => {
    const { baseUrl, received } = await startLoopback(() => {});
    const gateway = gatewayAt(baseUrl, { remainingMs: () => 5_050, callsInFlight: 20 });
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => errorOf(gateway.open(ACCOUNT).listBedrijven())),
    );
    expect(outcomes.map((error) => error instanceof Error && 'code' in error && error.code)).toEqual(
      Array(12).fill('tijd-bijna-op'),
    );
    expect(received).toHaveLength(12);
  });

  test('does not wait for the end of a pause that is after its own', async () => {
    const busy: Respond = (response) => void response.writeHead(503, { 'retry-after': '20' }).end();
    const { baseUrl, received } = await startLoopback(busy);
    const gateway = gatewayAt(baseUrl, { remainingMs: () => 15_000 });
    expect(await errorOf(gateway.open(ACCOUNT).listBedrijven())).toMatchObject({ code: 'nmbrs-http-503' });
    expect(await errorOf(gateway.open(ACCOUNT).listBedrijven())).toMatchObject({ code: 'tijd-bijna-op' });
    expect(received).toHaveLength(1);
  });
});
