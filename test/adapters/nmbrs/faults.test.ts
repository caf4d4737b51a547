import { describe, expect, test } from 'vitest';
import { ACCOUNT, BEDRIJF, envelope, faultOf, gatewayAt, RUN, sendXml, startLoopback, TASK } from './loopback.ts';

/** Every code that the sources name, and what the port makes of it. */
const REFUSED = {
  '1001': 'inloggegevens-ongeldig',
  '1002': 'recht-niet-actief',
  '1003': 'geen-toegang',
  '1004': 'geen-abonnement',
  '2003': 'geen-toegang',
  '2004': 'geen-toegang',
  '2006': 'tijdvak-ongeldig',
  '2009': 'geen-toegang',
  '2043': 'domein-onbekend',
  '2046': 'niet-gevonden',
};
const TRANSIENT = ['1006', '9999'];
/** Of writing and of single sign-on: a call that reads with a domain never gives them. */
const NEVER = ['2001', '2002', ...Array.from({ length: 8 }, (_, index) => String(2011 + index)), '2042'];
const LOST_TASK = ['2019', '2020', '2021'];

describe.each([200, 500])('a fault with status %i', (status) => {
  const opened = async (code: string) => {
    const { baseUrl } = await startLoopback((response) => sendXml(response, faultOf(code), status));
    return gatewayAt(baseUrl).open(ACCOUNT);
  };

  test.each(Object.entries(REFUSED))('%s is the refusal %s', async (code, reden) => {
    const answer = await (await opened(code)).fetchTijdvak(BEDRIJF);
    expect(answer).toEqual({ ok: false, refusal: { reden, code, aanroep: 'Company_GetCurrentPeriod' } });
  });

  test.each([
    ...TRANSIENT.map((code) => [code, 'Transient']),
    ...[...NEVER, ...LOST_TASK].map((code) => [code, 'Defect']),
  ] as const)('%s is a %s', async (code = '', name = '') => {
    const payroll = await opened(code);
    await expect(payroll.fetchTijdvak(BEDRIJF)).rejects.toMatchObject({ name, code: `nmbrs-${code}` });
  });

  test.each(LOST_TASK)('%s on a poll is a report to start again', async (code) => {
    const payroll = await opened(code);
    expect(await payroll.pollLooncodeRapport(TASK, RUN, [2100])).toEqual({ ok: true, value: { stand: 'mislukt' } });
  });
});

describe('the code in the text of a fault', () => {
  const codeIn = async (fault: string) => {
    const { baseUrl } = await startLoopback((response) => sendXml(response, fault, 500));
    const work = gatewayAt(baseUrl).open(ACCOUNT).fetchTijdvak(BEDRIJF);
    return work.then(
      (answer) => (answer.ok ? 'answer' : answer.refusal.code),
      (error: unknown) => Reflect.get(Object(error), 'code'),
    );
  };
  const faultWith = (text: string) =>
    envelope(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>${text}</faultstring></soap:Fault>`);
  const UNABLE = 'Server was unable to process request. ---&gt; ';

  test.each([
    ['after the arrow', `${UNABLE}1003: Unauthorized access`],
    ['after an exception', `${UNABLE}System.Exception: 1003: Unauthorized access`],
    ['after arrow upon arrow', `${UNABLE}Nmbrs.Api.Failure ---&gt; 1003: Unauthorized access`],
    ['at the start', '1003: Unauthorized access'],
    ['at the start of a line', 'Fault\n  1003: Unauthorized access'],
    ['after a date', '22-11-2026: 1003: Unauthorized access'],
    ['after the arrow, though a date comes first', `22-11-2026: ${UNABLE}1003: Unauthorized access`],
  ])('is read %s', async (_where, text) => {
    expect(await codeIn(faultWith(text))).toBe('1003');
  });

  test.each([
    '22-11-2026: de periode is gesloten',
    '22/11/2004: Timeout expired',
    '22.11.2004: Timeout expired',
    'In november 2004: Timeout expired',
    `${UNABLE}22-11-2004: Timeout expired`,
    `${UNABLE}Timeout expired.\n at Invented.Service in service.cs:line 2004: x`,
    '12003: more than four digits',
    'Fault 1003, access',
  ])('is not made up of %s', async (text) => {
    expect(await codeIn(faultWith(text))).toBe('nmbrs-fault');
  });

  test.each([
    ['last', ['nl', 'Geen toegang'], ['en', `${UNABLE}1003: Unauthorized access`]],
    ['first', ['en', `${UNABLE}1003: Unauthorized access`], ['nl', 'Op 22-11-2026: geen toegang']],
  ])('of SOAP 1.2 is read when the text that has it comes %s', async (_place, ...texts) => {
    const reason = texts.map(([lang, text]) => `<s:Text xml:lang="${lang}">${text}</s:Text>`).join('');
    const fault = `<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason>${reason}</s:Reason></s:Fault>`;
    const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
    expect(await codeIn(`<s:Envelope xmlns:s="${SOAP_12}"><s:Body>${fault}</s:Body></s:Envelope>`)).toBe('1003');
  });
});
