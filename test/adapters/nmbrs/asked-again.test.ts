/** Answers that make no sense and are right a moment later: what public reports of clients of ASP.NET services tell of. */
import { describe, expect, test } from 'vitest';
import { CALL_RETRY, type CallReport } from '../../../adapters/nmbrs/calls.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  envelope,
  errorOf,
  faultOf,
  gatewayAt,
  type Respond,
  RUN,
  sendXml,
  startLoopback,
  TASK,
  WERKNEMER,
} from './loopback.ts';
import { over } from './port-calls.ts';

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');
const good: Respond = (response) => sendXml(response, GOOD);
const xml =
  (body: string, status = 200): Respond =>
  (response) =>
    sendXml(response, body, status);
const html =
  (status: number): Respond =>
  (response) =>
    void response.writeHead(status, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Onderhoud');
const fault = (text: string, status = 500): Respond =>
  xml(
    envelope(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>${text}</faultstring></soap:Fault>`),
    status,
  );
const UNABLE = 'Server was unable to process request. ---&gt; ';

/** Gives these answers one after the other, the last one for ever. */
const inTurn = (...answers: readonly Respond[]): Respond => {
  let next = 0;
  return (response, received) => {
    answers[Math.min(next, answers.length - 1)]?.(response, received);
    next += 1;
  };
};

/** What came, and the code when it comes each time. */
const WITHOUT_SENSE: readonly [string, Respond, string][] = [
  ['a time-out of the database', fault(`${UNABLE}Timeout expired. The server is not responding.`), 'nmbrs-fault'],
  ['a deadlock', fault(`${UNABLE}Transaction (Process ID 61) was deadlocked. Rerun the transaction.`), 'nmbrs-fault'],
  ['a fault without a code and with 200', fault(`${UNABLE}Object reference not set.`, 200), 'nmbrs-fault'],
  ['a fault with nothing in it', xml(envelope('<soap:Fault />'), 500), 'nmbrs-fault'],
  ['a number of the database', fault(`${UNABLE}1205: deadlocked`), 'nmbrs-1205'],
  ['HTML with 200', html(200), 'nmbrs-unreadable'],
  ['an empty 200', xml(''), 'nmbrs-unreadable'],
  ['half an answer', xml(GOOD.slice(0, -40)), 'nmbrs-unreadable'],
  ['the 403 of a firewall', html(403), 'nmbrs-http-403'],
  ['a 404 while the site is replaced', html(404), 'nmbrs-http-404'],
  ['an empty 204', (response) => void response.writeHead(204).end(), 'nmbrs-http-204'],
  ["another operation's answer", xml(answerTo('Run_GetList')), 'nmbrs-other-answer'],
  ['what is not HTTP', (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'), 'nmbrs-no-http'],
];

describe('an answer that makes no sense', () => {
  test.each(WITHOUT_SENSE)('%s once is overcome', async (_name, bad) => {
    const { baseUrl, received } = await startLoopback(inTurn(bad, good));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
    expect(received).toHaveLength(2);
  });

  test.each(WITHOUT_SENSE)('%s each time counts after two retries', async (_name, bad, code) => {
    const { baseUrl, received } = await startLoopback(bad);
    const error = await errorOf(gatewayAt(baseUrl).open(ACCOUNT).listBedrijven());
    expect(error).toMatchObject({ name: 'Unclear', code });
    expect(received).toHaveLength(1 + CALL_RETRY.retries);
  });

  test('once is overcome in a probe too', async () => {
    const { baseUrl, received } = await startLoopback(inTurn(fault(`${UNABLE}Timeout expired.`), good));
    const voorbeeld = { bedrijfId: BEDRIJF, tijdvak: { jaar: 2026, nummer: 11 } };
    const uitslag = await gatewayAt(baseUrl).open(ACCOUNT).probe('List_GetAll', voorbeeld);
    expect(uitslag).toMatchObject({ uitkomst: 'actief' });
    expect(received).toHaveLength(2);
  });

  test('is told from a refusal that comes after it', async () => {
    const { baseUrl } = await startLoopback(inTurn(html(200), xml(faultOf('1002'), 500)));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toMatchObject({
      ok: false,
      refusal: { code: '1002' },
    });
  });
});

describe('what only a reader finds out', () => {
  const person = (id: number) =>
    xml(
      answerTo(
        'PersonalInfo_GetCurrent',
        `<PersonalInfo_GetCurrentResult><Id>${id}</Id></PersonalInfo_GetCurrentResult>`,
      ),
    );

  test('is asked again: an answer about another employee', async () => {
    const { baseUrl, received } = await startLoopback(inTurn(person(1), person(WERKNEMER)));
    expect(
      await gatewayAt(baseUrl)
        .open(ACCOUNT)
        .fetchWerknemer(over(['persoon'])),
    ).toMatchObject({ ok: true });
    expect(received).toHaveLength(2);
  });

  test('is asked again: a company without an id', async () => {
    const company = answerTo('List_GetAll', '<List_GetAllResult><Company><Name>x</Name></Company></List_GetAllResult>');
    const { baseUrl } = await startLoopback(inTurn(xml(company), good));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
  });

  test('is asked again: a list of which the last item is not what the list holds', async () => {
    const NAME = 'List_GetByCompany';
    const item = (id: number) => `<Employee><Id>${id}</Id><Number>${id}</Number></Employee>`;
    const list = (items: string) => xml(answerTo(NAME, `<${NAME}Result>${items}</${NAME}Result>`));
    const { baseUrl } = await startLoopback(inTurn(list(`${item(1)}<Debtor />`), list(item(2))));
    const people = await gatewayAt(baseUrl).open(ACCOUNT).listWerknemers(BEDRIJF, 'in-dienst');
    expect(people.ok && people.value.map(({ werknemerId }) => werknemerId)).toEqual([2]);
  });

  test('is asked again: a report that breaks off', async () => {
    const NAME = 'Reports_BackgroundTask_Result';
    const task = (content: string) =>
      xml(
        answerTo(
          NAME,
          `<${NAME}Result><TaskId>${TASK}</TaskId><Status>Success</Status><Content>${content}</Content></${NAME}Result>`,
        ),
      );
    const { baseUrl, received } = await startLoopback(inTurn(task('&lt;reports&gt;&lt;rep'), task('&lt;reports/&gt;')));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).pollLooncodeRapport(TASK, RUN, [2100])).toEqual({
      ok: true,
      value: { stand: 'klaar', regels: [], overige: [] },
    });
    expect(received).toHaveLength(2);
  });

  test('is reported as what it is, and not as a good call', async () => {
    const reports: CallReport[] = [];
    const { baseUrl } = await startLoopback(inTurn(person(1), html(200), person(WERKNEMER)));
    const payroll = gatewayAt(baseUrl, { onCall: (call) => reports.push(call) }).open(ACCOUNT);
    await payroll.fetchWerknemer(over(['persoon']));
    expect(reports.map(({ uitkomst }) => uitkomst)).toEqual(['nmbrs-other-employee', 'nmbrs-unreadable', 'ok']);
  });
});

describe('what asking again does not mend', () => {
  test.each<[string, Respond, string]>([
    ['a redirect', (response) => void response.writeHead(307, { Location: '/x' }).end(), 'nmbrs-redirect'],
    ['a fault of writing', xml(faultOf('2011'), 500), 'nmbrs-2011'],
    ['a fault of single sign-on', xml(faultOf('2042'), 500), 'nmbrs-2042'],
    ['a task that nobody asked about', xml(faultOf('2019'), 500), 'nmbrs-2019'],
    [
      'headers larger than the bounds',
      (response) => void response.writeHead(200, { 'X-Flood': 'x'.repeat(100_000) }).end(),
      'nmbrs-transport',
    ],
    ['an answer larger than the bounds', xml(' '.repeat(20 * 1024 * 1024 + 1)), 'nmbrs-too-large'],
  ])('%s is a defect at once', async (_name, respond, code) => {
    const { baseUrl, received } = await startLoopback(respond);
    const error = await errorOf(gatewayAt(baseUrl).open(ACCOUNT).fetchTijdvak(BEDRIJF));
    expect(error).toMatchObject({ name: 'Defect', code });
    expect(received).toHaveLength(1);
  });
});

describe('asking again', () => {
  test('is bounded by the budget of retries that all calls share', async () => {
    const { baseUrl, received } = await startLoopback(html(200));
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    for (let call = 0; call < 50; call += 1) await errorOf(payroll.listBedrijven());
    expect(received.length).toBeLessThanOrEqual(50 + 10 + 50 / 5);
  });

  test('does not open the circuit: who sends a page lives', async () => {
    const { baseUrl } = await startLoopback(inTurn(...Array<Respond>(12).fill(html(200)), good));
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    for (let call = 0; call < 4; call += 1) await errorOf(payroll.listBedrijven());
    expect(await payroll.listBedrijven()).toEqual({ ok: true, value: [] });
  });

  test('without an answer in time leaves what was seen before', async () => {
    const { baseUrl, received } = await startLoopback(inTurn(html(200), () => {}));
    const error = await errorOf(gatewayAt(baseUrl, { deadlineMs: 300 }).open(ACCOUNT).fetchTijdvak(BEDRIJF));
    expect(error).toMatchObject({ name: 'Unclear', code: 'nmbrs-unreadable' });
    expect(received).toHaveLength(2);
  });

  test('that meets a server that is down tells of that', async () => {
    const { baseUrl } = await startLoopback(inTurn(html(200), html(502)));
    const error = await errorOf(gatewayAt(baseUrl).open(ACCOUNT).fetchTijdvak(BEDRIJF));
    expect(error).toMatchObject({ name: 'Transient', code: 'nmbrs-http-502' });
  });
});
