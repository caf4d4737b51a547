import { describe, expect, test } from 'vitest';
import { CALL_RETRY, type CallReport } from '../../../adapters/nmbrs/calls.ts';
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
import { CALLS, over, type PortCall } from './port-calls.ts';

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');

/** Gives these answers one after the other, the last one for ever. */
const inTurn = (...answers: readonly Respond[]): Respond => {
  let next = 0;
  return (response, received) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    answer?.(response, received);
  };
};
const good: Respond = (response) => sendXml(response, GOOD);
const fault =
  (code: string): Respond =>
  (response) =>
    sendXml(response, faultOf(code), 500);
const status =
  (code: number): Respond =>
  (response) =>
    void response.writeHead(code).end();

describe('a hold-up', () => {
  test.each<[string, Respond]>([
    ['9999', fault('9999')],
    ['1006', fault('1006')],
    ['503', status(503)],
    ['429', status(429)],
    ['reset', (response) => void response.socket?.resetAndDestroy()],
  ])('%s is gone after one retry', async (_name, respond) => {
    const { baseUrl, received } = await startLoopback(inTurn(respond, good));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
    expect(received).toHaveLength(2);
  });

  test('is thrown after two retries, with full jitter between them', async () => {
    const waits: number[] = [];
    const { baseUrl, received } = await startLoopback(fault('9999'));
    const gateway = gatewayAt(baseUrl, { random: () => 0.5, wait: async (ms) => void waits.push(ms) });
    expect(await errorOf(gateway.open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Transient',
      code: 'nmbrs-9999',
    });
    expect(received).toHaveLength(1 + CALL_RETRY.retries);
    expect(waits).toEqual([250, 500]);
  });

  test('is not retried when the wait would pass the deadline', async () => {
    const { baseUrl, received } = await startLoopback(fault('9999'));
    const gateway = gatewayAt(baseUrl, { random: () => 0.9, deadlineMs: 400 });
    expect(await errorOf(gateway.open(ACCOUNT).fetchTijdvak(BEDRIJF))).toMatchObject({ code: 'nmbrs-9999' });
    expect(received).toHaveLength(1);
  });

  test('leaves the next attempt only what is left of the deadline', async () => {
    const { baseUrl, received } = await startLoopback(inTurn(fault('9999'), () => {}));
    const startedAt = performance.now();
    const gateway = gatewayAt(baseUrl, { deadlineMs: 300 });
    expect(await errorOf(gateway.open(ACCOUNT).fetchTijdvak(BEDRIJF))).toMatchObject({ code: 'nmbrs-deadline' });
    expect(received).toHaveLength(2);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test.each(['1001', '1002', '1003', '1004', '2004', '2006', '2043', '2046', '2011'])(
  'the refusal %s is never retried',
  async (code) => {
    const { baseUrl, received } = await startLoopback(fault(code));
    await gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchTijdvak(BEDRIJF)
      .catch(() => {});
    expect(received).toHaveLength(1);
  },
);

test('each HTTP call is reported with its name, its outcome and its latency, and nothing else', async () => {
  const reports: CallReport[] = [];
  const answers = inTurn(status(503), fault('1002'), good, fault('2011'));
  const { baseUrl } = await startLoopback(answers);
  const payroll = gatewayAt(baseUrl, { onCall: (call) => reports.push(call) }).open(ACCOUNT);
  await payroll.listBedrijven();
  await payroll.listBedrijven();
  await errorOf(payroll.listBedrijven());
  expect(reports).toStrictEqual(
    ['nmbrs-http-503', '1002', 'ok', '2011'].map((uitkomst) => ({
      aanroep: 'List_GetAll',
      uitkomst,
      ms: expect.any(Number),
    })),
  );
});

describe('the limits of the process', () => {
  test('hold for all accounts together: never more calls in flight', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { baseUrl } = await startLoopback((response) => {
      open += 1;
      most = Math.max(most, open);
      waiting.push(() => {
        open -= 1;
        sendXml(response, GOOD);
      });
      if (waiting.length >= 3 || open === 3) for (const release of waiting.splice(0)) release();
    });
    const gateway = gatewayAt(baseUrl, { callsInFlight: 3 });
    await Promise.all(Array.from({ length: 12 }, () => gateway.open(ACCOUNT).listBedrijven()));
    expect(most).toBe(3);
  });

  test('hold for all accounts together: never more starts in a second', async () => {
    const starts: number[] = [];
    const { baseUrl } = await startLoopback((response) => {
      starts.push(performance.now());
      sendXml(response, GOOD);
    });
    const gateway = gatewayAt(baseUrl, { callsPerSecond: 5, callsInFlight: 20 });
    await Promise.all(Array.from({ length: 11 }, () => gateway.open(ACCOUNT).listBedrijven()));
    const spans = starts.slice(5).map((at, index) => at - (starts[index] ?? 0));
    expect(Math.min(...spans)).toBeGreaterThan(900);
  });

  test('connections are kept and used again', async () => {
    const { baseUrl, received } = await startLoopback(good);
    const payroll = gatewayAt(baseUrl, { callsInFlight: 1 }).open(ACCOUNT);
    for (let call = 0; call < 5; call += 1) await payroll.listBedrijven();
    expect(new Set(received.map(({ port }) => port)).size).toBe(1);
  });
});

test.each<PortCall>([
  'List_GetAll',
  'Run_GetList',
  'List_GetByCompany',
  'Employment_GetAll_AllEmployeesByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'Reports_BackgroundTask_Result',
  'Contract_GetAll_AllEmployeesByCompany',
])('%s, which grows with the company, is waited for longer than other calls', async (slow) => {
  const NAME = 'Reports_BackgroundTask_Result';
  const answers = new Map([[NAME, `<${NAME}Result><Status>Executing</Status></${NAME}Result>`]]);
  let answer = (): void => {};
  const { baseUrl, received } = await startLoopback((response, { operation }) => {
    if (operation === slow) answer = () => sendXml(response, answerTo(operation, answers.get(operation)));
  });
  const payroll = gatewayAt(baseUrl, { deadlineMs: 300 }).open(ACCOUNT);
  const outcome = CALLS[slow](payroll);
  expect(await errorOf(payroll.fetchTijdvak(BEDRIJF))).toMatchObject({ code: 'nmbrs-deadline' });
  answer();
  expect(await outcome).toMatchObject({ ok: true });
  expect(received).toHaveLength(2);
});

test('a failed fetch of an employee waits for its other calls: none is left in flight', async () => {
  let answered = 0;
  const { baseUrl } = await startLoopback((response, { operation }) => {
    if (operation === 'PersonalInfo_GetCurrent') return sendXml(response, faultOf('2011'), 500);
    setImmediate(() => {
      answered += 1;
      sendXml(response, answerTo(operation));
    });
  });
  await errorOf(
    gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchWerknemer(over(['persoon', 'adres', 'partner'])),
  );
  expect(answered).toBe(2);
});

test('a refused call refuses the employee, with the name of the call', async () => {
  const { baseUrl } = await startLoopback((response, { operation }) =>
    operation === 'Partner_Get' ? sendXml(response, faultOf('1002'), 500) : sendXml(response, answerTo(operation)),
  );
  expect(
    await gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchWerknemer(over(['adres', 'partner'])),
  ).toEqual({
    ok: false,
    refusal: { reden: 'recht-niet-actief', code: '1002', aanroep: 'Partner_Get' },
  });
});

describe('a call for a given period that nobody is asked to activate', () => {
  const CALL = 'BankAccount_GetList';
  const asking = async (respond: Respond, options = {}) => {
    const { baseUrl, received } = await startLoopback((response, call) =>
      call.operation === CALL ? respond(response, call) : sendXml(response, answerTo(call.operation)),
    );
    const payroll = gatewayAt(baseUrl, options).open(ACCOUNT);
    return { answer: payroll.fetchWerknemer(over(['bankrekening'], CALL)), received };
  };

  test.each<[string, Respond]>([
    ...['1002', '1003', '2003', '2006', '2046', '2011', '9999'].map((code): [string, Respond] => [code, fault(code)]),
    ['503', status(503)],
    ['404', status(404)],
    ['an empty answer', (response) => sendXml(response, '')],
    [
      'an account without a kind',
      (response) => sendXml(response, answerTo(CALL, `<${CALL}Result><BankAccount/></${CALL}Result>`)),
    ],
  ])('gives way to the one of the handleiding, whatever comes of it: %s', async (_name, respond) => {
    const { answer, received } = await asking(respond);
    expect(await answer).toEqual({
      ok: true,
      value: { gegevens: { bankrekeningen: [] }, peil: { bankrekeningen: 'nu' } },
    });
    expect(received.at(-1)?.operation).toBe('BankAccount_GetListCurrent');
  });

  test.each(['1001', '1004', '2043'])('refuses with %s, as every call of the login would', async (code) => {
    const { answer, received } = await asking(fault(code));
    expect(await answer).toMatchObject({ ok: false, refusal: { code, aanroep: CALL } });
    expect(received).toHaveLength(1);
  });

  test('does not give way when our own time is nearly up: the other would fare no better', async () => {
    const { answer, received } = await asking(good, { remainingMs: () => 4_999 });
    expect(await errorOf(answer)).toMatchObject({ name: 'Transient', code: 'tijd-bijna-op' });
    expect(received).toEqual([]);
  });
});
