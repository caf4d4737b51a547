import { describe, expect, test } from 'vitest';
import { createNmbrsGateway } from '../../../adapters/nmbrs/payroll.ts';
import { Transient } from '../../../core/errors.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  envelope,
  errorOf,
  faultOf,
  gatewayAt,
  type Respond,
  sendXml,
  startLoopback,
} from './loopback.ts';

const BAD: BulkAanroep = 'Partner_GetAll_AllEmployeesByCompany';
const active: Respond = (response, { operation }) => sendXml(response, answerTo(operation));
const onlyFor =
  (name: string, respond: Respond): Respond =>
  (response, received) =>
    received.operation === name ? respond(response, received) : active(response, received);
const fault =
  (code: string): Respond =>
  (response) =>
    sendXml(response, faultOf(code), 500);
const status =
  (code: number): Respond =>
  (response) =>
    void response.writeHead(code).end();

const payrollAt = async (respond: Respond, options: Parameters<typeof gatewayAt>[1] = {}) =>
  gatewayAt((await startLoopback(respond)).baseUrl, options).open(ACCOUNT);

describe('a company-wide call that nobody asked for', () => {
  test.each<[string, Respond, string]>([
    ['is not active', fault('1002'), '1002'],
    ['may not be made for this company', fault('2004'), '2004'],
    ['may not be made for this data', fault('1003'), '1003'],
    ['is not made for this period', fault('2006'), '2006'],
    ['finds nothing', fault('2046'), '2046'],
    ['fails each time', fault('9999'), 'nmbrs-9999'],
    [
      'runs into a time-out',
      (response) => sendXml(response, envelope('<soap:Fault><faultstring>Timeout</faultstring></soap:Fault>'), 500),
      'nmbrs-fault',
    ],
    ['gives an error of the server', status(500), 'nmbrs-http-500'],
    ['is not there', status(404), 'nmbrs-http-404'],
    ['breaks the connection', (response) => void response.socket?.resetAndDestroy(), 'nmbrs-connection'],
    ['never answers', () => {}, 'nmbrs-deadline'],
    [
      'answers with a page',
      (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'),
      'nmbrs-unreadable',
    ],
    ['answers another question', (response) => sendXml(response, answerTo('List_GetByCompany')), 'nmbrs-other-answer'],
    ['leads elsewhere', (response) => void response.writeHead(307, { Location: '/x' }).end(), 'nmbrs-redirect'],
    ['refuses in a way that nobody knows', fault('2011'), 'nmbrs-2011'],
  ])('and %s is not used, and says why', async (_what, respond, code) => {
    const payroll = await payrollAt(onlyFor(BAD, respond), { deadlineMs: 500 });
    const ms = expect.any(Number);
    expect(await payroll.probeBulk(BEDRIJF, BulkAanroep.options)).toStrictEqual(
      BulkAanroep.options.map((aanroep) =>
        aanroep === BAD ? { aanroep, uitkomst: 'niet-actief', code, ms } : { aanroep, uitkomst: 'actief', ms },
      ),
    );
  });

  test('and fails once is used', async () => {
    let calls = 0;
    const once: Respond = (response, received) => {
      calls += 1;
      return (calls === 1 ? fault('9999') : active)(response, received);
    };
    const payroll = await payrollAt(onlyFor(BAD, once));
    expect(await payroll.probeBulk(BEDRIJF, [BAD])).toMatchObject([{ uitkomst: 'actief' }]);
  });

  test.each<[string, Respond]>([
    ['fail', fault('9999')],
    ['break the connection', (response) => void response.socket?.resetAndDestroy()],
  ])('does not keep the others from Nmbrs when all seven %s', async (_what, respond) => {
    const isBulk = (name: string) => BulkAanroep.safeParse(name).success;
    const payroll = await payrollAt((response, received) =>
      isBulk(received.operation) ? respond(response, received) : active(response, received),
    );
    for (let time = 0; time < 3; time += 1) {
      const probed = await payroll.probeBulk(BEDRIJF, BulkAanroep.options);
      expect(probed.map(({ uitkomst }) => uitkomst)).toEqual(Array(7).fill('niet-actief'));
    }
    expect(await payroll.listBedrijven()).toEqual({ ok: true, value: [] });
  });
});

describe('probing says nothing of a call', () => {
  test.each([
    ['1001', 'inloggegevens-ongeldig'],
    ['1004', 'geen-abonnement'],
    ['2043', 'domein-onbekend'],
  ])('when the login itself is refused with %s', async (code, reden) => {
    const payroll = await payrollAt(onlyFor(BAD, fault(code)));
    expect(await errorOf(payroll.probeBulk(BEDRIJF, BulkAanroep.options))).toMatchObject({
      name: 'Refused',
      code: reden,
    });
  });

  test('when the function ends', async () => {
    const payroll = await payrollAt(active, { remainingMs: () => 4_999 });
    const error = await errorOf(payroll.probeBulk(BEDRIJF, BulkAanroep.options));
    expect(error).toMatchObject({ name: 'Transient', code: 'tijd-bijna-op' });
  });

  test('when the circuit is open', async () => {
    const payroll = await payrollAt(status(502));
    for (let call = 0; call < 4; call += 1) await errorOf(payroll.listBedrijven());
    const error = await errorOf(payroll.probeBulk(BEDRIJF, BulkAanroep.options));
    expect(error).toMatchObject({ name: 'Transient', code: 'nmbrs-circuit-open' });
  });

  test.each(['nmbrs-druk', 'aws.tarief.reserve'])('when there is no place in the shared rate: %s', async (code) => {
    const { baseUrl } = await startLoopback(active);
    const reserve = () => Promise.reject(new Transient({ code, message: 'too many' }));
    const gateway = createNmbrsGateway({ baseUrl, callsInFlight: 8, tarief: { now: () => 0, reserve } });
    expect(await errorOf(gateway.open(ACCOUNT).probeBulk(BEDRIJF, BulkAanroep.options))).toMatchObject({ code });
  });
});
