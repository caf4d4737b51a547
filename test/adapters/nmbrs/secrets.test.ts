import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CallReport } from '../../../adapters/nmbrs/calls.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  envelope,
  errorOf,
  faultOf,
  gatewayAt,
  type Received,
  type Respond,
  sendXml,
  startLoopback,
  TOKEN,
} from './loopback.ts';
import { over } from './port-calls.ts';

const BSN = '999999990';

/** Everything that a careless logger could print of a value. */
const printed = (value: unknown): string => {
  const stack = value instanceof Error ? (value.stack ?? '') : '';
  return [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(value) ?? '',
    JSON.stringify(value, value instanceof Object ? Object.getOwnPropertyNames(value) : []) ?? '',
    String(value),
    stack,
  ].join('\n');
};

function expectNoSecret(value: unknown): void {
  const text = printed(value);
  for (const secret of [TOKEN, ACCOUNT.gebruikersnaam, BSN, 'Geheimen', '<soap:Envelope']) {
    expect(text.includes(secret), `${secret} is printed`).toBe(false);
  }
}

/** A server that sends the request back, in all the places where an error could pick it up. */
const echo =
  (status: number, contentType = 'text/xml'): Respond =>
  (response: Parameters<Respond>[0], { body }: Received) => {
    response.writeHead(status, { 'Content-Type': contentType });
    response.end(body);
  };

const person = (fields: string) =>
  answerTo('PersonalInfo_GetCurrent', `<PersonalInfo_GetCurrentResult>${fields}</PersonalInfo_GetCurrentResult>`);

const FAILURES: [string, Respond, (payroll: Payroll) => Promise<unknown>][] = [
  ['an echo with 200', echo(200), (payroll) => payroll.listBedrijven()],
  ['an echo with 500', echo(500), (payroll) => payroll.listBedrijven()],
  ['an echo with 400 as text', echo(400, 'text/plain'), (payroll) => payroll.listBedrijven()],
  ['a redirect', (response) => response.writeHead(307, { Location: '/x' }).end(), (payroll) => payroll.listBedrijven()],
  ['429', (response) => response.writeHead(429).end(), (payroll) => payroll.listBedrijven()],
  ['a reset', (response) => void response.socket?.resetAndDestroy(), (payroll) => payroll.listBedrijven()],
  ['no answer', () => {}, (payroll) => payroll.listBedrijven()],
  [
    'a fault that holds the request',
    (response, { body }) =>
      sendXml(response, envelope(`<soap:Fault><faultstring><![CDATA[${body}]]></faultstring></soap:Fault>`), 500),
    (payroll) => payroll.listBedrijven(),
  ],
  [
    'a fault without meaning',
    (response) => sendXml(response, faultOf('2011'), 500),
    (payroll) => payroll.listBedrijven(),
  ],
  [
    'another employee',
    (response) => sendXml(response, person(`<Id>1</Id><BSN>${BSN}</BSN><LastName>Geheimen</LastName>`)),
    (payroll) => payroll.fetchWerknemer(over(['persoon', 'bsn'])),
  ],
  [
    'a value of the wrong type',
    (response) => sendXml(response, person(`<Id>50001</Id><BSN>${BSN}</BSN><Birthday>${BSN} Geheimen</Birthday>`)),
    (payroll) => payroll.fetchWerknemer(over(['persoon', 'bsn'])),
  ],
  [
    'markup that does not fit',
    (response) => sendXml(response, person(`<Id>50001</Id><Geheimen a='${BSN}'><BSN>${BSN}</Other>`)),
    (payroll) => payroll.fetchWerknemer(over(['persoon', 'bsn'])),
  ],
];

describe('neither the token nor personal data shows', () => {
  test.each(FAILURES)('in the error after %s', async (_name, respond, make) => {
    const { baseUrl } = await startLoopback(respond);
    const reports: CallReport[] = [];
    const gateway = gatewayAt(baseUrl, { deadlineMs: 200, onCall: (call) => reports.push(call) });
    const error = await errorOf(make(gateway.open(ACCOUNT)));
    expectNoSecret(error);
    expect(error).toMatchObject({ name: expect.stringMatching(/^(Transient|Unclear|Defect)$/) });
    expect(Reflect.get(Object(error), 'cause')).toBeUndefined();
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(['code', 'message', 'name', 'stack']);
    expect(reports.length).toBeGreaterThan(0);
    expectNoSecret(reports);
  });

  test('in an opened payroll or in the gateway', async () => {
    const { baseUrl } = await startLoopback((response, { operation }) => sendXml(response, answerTo(operation)));
    const gateway = gatewayAt(baseUrl);
    const payroll = gateway.open(ACCOUNT);
    await payroll.listBedrijven();
    expectNoSecret(payroll);
    expectNoSecret(gateway);
  });

  test('in a refusal', async () => {
    const { baseUrl } = await startLoopback((response) => sendXml(response, faultOf('1001'), 500));
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    expectNoSecret(await payroll.listBedrijven());
    expectNoSecret(
      await errorOf(payroll.probe('List_GetAll', { bedrijfId: BEDRIJF, tijdvak: { jaar: 2026, nummer: 1 } })),
    );
  });
});
