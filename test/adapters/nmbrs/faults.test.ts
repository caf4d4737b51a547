import { describe, expect, test } from 'vitest';
import { ACCOUNT, BEDRIJF, faultOf, gatewayAt, RUN, sendXml, startLoopback, TASK } from './loopback.ts';

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
    expect(await payroll.pollLooncodeRapport(TASK, RUN)).toEqual({ ok: true, value: { stand: 'mislukt' } });
  });
});
