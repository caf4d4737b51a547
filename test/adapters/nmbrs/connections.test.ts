import { createServer } from 'node:https';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ACCOUNT, answerTo, errorOf, gatewayAt, sendXml, startLoopback } from './loopback.ts';

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A server with a certificate that nobody vouches for. */
async function startSelfSigned() {
  const seen: string[] = [];
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const server = createServer({ key, cert }, (request, response) => {
    seen.push(request.url ?? '');
    sendXml(response, GOOD);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => void (await new Promise((resolve) => server.close(resolve))));
  const address = server.address();
  return { seen, baseUrl: `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/soap/v3` };
}

describe('a server with a certificate that nobody vouches for', () => {
  test.each(['1', '0'])('gets nothing, with NODE_TLS_REJECT_UNAUTHORIZED=%s', async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
    const { baseUrl, seen } = await startSelfSigned();
    expect(await errorOf(gatewayAt(baseUrl).open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Defect',
      code: 'nmbrs-transport',
    });
    expect(seen).toEqual([]);
  });
});

test('a proxy in the environment is not used', async () => {
  const proxy = await startLoopback((response) => sendXml(response, GOOD));
  const nmbrs = await startLoopback((response) => sendXml(response, GOOD));
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
    vi.stubEnv(name, new URL(proxy.baseUrl).origin);
  }
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  vi.stubEnv('NO_PROXY', '');
  await gatewayAt(nmbrs.baseUrl).open(ACCOUNT).listBedrijven();
  expect(nmbrs.received).toHaveLength(1);
  expect(proxy.received).toEqual([]);
});

test('two gateways in one process each call their own server', async () => {
  const one = await startLoopback((response) => sendXml(response, GOOD));
  const other = await startLoopback((response) => sendXml(response, GOOD));
  await gatewayAt(one.baseUrl).open(ACCOUNT).listBedrijven();
  await gatewayAt(other.baseUrl).open(ACCOUNT).listBedrijven();
  await gatewayAt(other.baseUrl).open(ACCOUNT).listBedrijven();
  expect([one.received.length, other.received.length]).toEqual([1, 2]);
});

test('opening an account makes no call', async () => {
  const { baseUrl, received } = await startLoopback((response) => sendXml(response, GOOD));
  gatewayAt(baseUrl).open(ACCOUNT);
  await new Promise((resolve) => setImmediate(resolve));
  expect(received).toEqual([]);
});
