import { describe, expect, test } from 'vitest';
import { createWires } from '../../../adapters/nmbrs/soap/wire.ts';
import { ACCOUNT, errorOf, startLoopback } from './loopback.ts';

const NOW = '2026-12-10T06:59:50Z';

async function pauseAfter(retryAfter: string | undefined, status = 503): Promise<unknown> {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  const { baseUrl } = await startLoopback((response) => void response.writeHead(status, headers).end());
  const wire = createWires({ baseUrl, maxSockets: 1, now: () => Date.parse(NOW) })(ACCOUNT);
  const trouble = await errorOf(wire.call('List_GetAll', {}, { deadlineMs: 5_000 }));
  expect(trouble).toMatchObject({ kind: 'hold-up', code: `nmbrs-http-${status}` });
  return Reflect.get(Object(trouble), 'pauseMs');
}

describe('a server that has too much to do', () => {
  test.each([
    ['seconds', '7', 7_000],
    ['no seconds', '0', 0],
    ['the moment', 'Thu, 10 Dec 2026 07:00:00 GMT', 10_000],
    ['a moment that has passed', 'Thu, 10 Dec 2026 06:00:00 GMT', 0],
    ['a moment of tomorrow', 'Fri, 11 Dec 2026 06:59:50 GMT', 86_400_000],
  ])('is left alone for what it says in %s', async (_form, header, ms) => {
    expect(await pauseAfter(header)).toBe(ms);
    expect(await pauseAfter(header, 429)).toBe(ms);
  });

  test.each([
    ['nothing', undefined],
    ['a word', 'soon'],
    ['a moment without a zone', 'Thu, 10 Dec 2026 07:00:00'],
    ['a moment that is none', 'Thu, 99 Dec 2026 07:00:00 GMT'],
    ['a moment of the old form', 'Thursday, 10-Dec-26 07:00:00 GMT'],
    ['less than nothing', '-5'],
    ['more than a number of seconds can be', '9'.repeat(400)],
  ])('is left alone for a second when it says %s', async (_form, header) => {
    expect(await pauseAfter(header)).toBe(1_000);
  });

  test('is not left alone for a status that says nothing of that', async () => {
    expect(await pauseAfter('7', 500)).toBeUndefined();
  });
});
