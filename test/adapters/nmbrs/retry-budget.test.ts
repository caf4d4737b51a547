import { describe, expect, test } from 'vitest';
import { ACCOUNT, answerTo, errorOf, faultOf, gatewayAt, sendXml, startLoopback } from './loopback.ts';

describe('the budget of retries', () => {
  test('keeps a server that fails now and then from more than a fifth of extra calls', async () => {
    let calls = 0;
    const { baseUrl } = await startLoopback((response) => {
      calls += 1;
      if (calls % 3 === 0) sendXml(response, answerTo('List_GetAll'));
      else response.writeHead(502).end();
    });
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    for (let call = 0; call < 60; call += 1) await payroll.listBedrijven().catch(() => {});
    expect(calls).toBeLessThanOrEqual(60 + 10 + 60 / 5);
    expect(calls).toBeGreaterThan(60 + 10);
  });

  test('is not spent on refusals', async () => {
    const { baseUrl, received } = await startLoopback((response) => sendXml(response, faultOf('1002'), 500));
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    for (let call = 0; call < 5; call += 1) await payroll.listBedrijven();
    expect(received).toHaveLength(5);
  });
});

test('a server that only fails is left alone after ten failures', async () => {
  const { baseUrl, received } = await startLoopback((response) => response.writeHead(502).end());
  const payroll = gatewayAt(baseUrl).open(ACCOUNT);
  const errors: unknown[] = [];
  for (let call = 0; call < 12; call += 1) errors.push(await errorOf(payroll.listBedrijven()));
  expect(received).toHaveLength(10);
  expect(errors.at(-1)).toMatchObject({ name: 'Transient', code: 'nmbrs-circuit-open' });
});
