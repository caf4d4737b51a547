import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { GOOD_FORM, withField } from '../core/aanmeldformulier.ts';
import { bulkCsv, bulkformulier } from '../core/bulk.ts';
import { type Answer, type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
/** The key of the office, which confirmed its address before. */
let authorization: string;
beforeAll(async () => {
  system = await startLocalSystem();
  authorization = await confirmedBy(formOf('RC-69000'));
});
afterAll(() => system.stop());

async function ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${system.runtime.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** What the office of this form sends along once it has confirmed its address. */
async function confirmedBy(form: unknown): Promise<string> {
  const { body } = await system.request('POST', '/aanmeldingen', { body: form });
  const key = await system.confirm(body);
  await system.runtime.settle();
  return `Bearer ${key}`;
}

const signUp = (form: unknown, key: string): Promise<Answer> =>
  ask(
    'POST',
    '/aanmeldingen',
    { authorization, 'content-type': 'application/json', 'idempotency-key': `${key}-van-de-aanmelding` },
    JSON.stringify(form),
  );

/** A sign-up whose controle is short, with a contract and a login of its own: many refused ones of one login have to wait. */
const { verkeerdToken } = exampleSituaties;
const formOf = (raamwerkcontractnummer: string) => ({
  ...verkeerdToken,
  werkgever: { ...verkeerdToken.werkgever, raamwerkcontractnummer },
  nmbrs: { ...verkeerdToken.nmbrs, gebruikersnaam: `${raamwerkcontractnummer}@fantasiekantoor.example` },
});

// The requests of the function: its key, its own aanmelding, the office's key, its aanmelding once more, the claim, the aftercare, the
// secret, the last audit line, the transaction, the machine; and then the answer itself.
const CRASHES = [...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((atRequest) => ({ atRequest })), 'before-finish' as const];

describe('a sign-up with a key', () => {
  it('that breaks off anywhere is one aanmelding in the end, and the office can open it', async () => {
    for (const [index, when] of CRASHES.entries()) {
      const form = formOf(`RC-7000${index}`);
      system.runtime.lambda.crashNext('submit-aanmelding', when);
      const point = JSON.stringify(when);
      expect((await signUp(form, `sleutel-${index}`)).status, point).toBe(500);
      const second = await signUp(form, `sleutel-${index}`);
      expect(second.status, point).toBe(202);
      expect((await signUp(form, `sleutel-${index}`)).body, point).toEqual(second.body);
      await system.runtime.settle();
      const status = await system.status(second.body);
      expect([status.status, status.body.status], point).toEqual([200, 'herstel-nodig']);
      expect(
        status.body.tijdlijn.filter(({ wie }: { wie: string }) => wie === 'u'),
        point,
      ).toHaveLength(1);
    }
  });

  it('sent many times at once gets one answer; with another body it is refused', async () => {
    const form = formOf('RC-71000');
    const answers = await Promise.all([1, 2, 3, 4].map(() => signUp(form, 'gelijktijdig')));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.capability)).size).toBe(1);
    const other = await signUp({ ...form, dertiendeMaand: !form.dertiendeMaand }, 'gelijktijdig');
    expect([other.status, other.body.code]).toEqual([422, 'sleutel-hergebruikt']);
  });

  it('of three for the same numbers at the same moment exactly one goes ahead, and the others hear of it', async () => {
    const { overkoepelend: form } = exampleAanmelding;
    const keys = ['een', 'twee', 'drie'];
    const answers = await Promise.all(keys.map((key) => signUp(form, key)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await system.runtime.settle();
    const statuses = await Promise.all(answers.map(async ({ body }) => (await system.status(body)).body.status));
    expect(statuses.toSorted()).toEqual(['ingehaald', 'ingehaald', 'wacht-op-akkoord']);
    const told = (await system.mails()).filter(({ onderwerp }) => onderwerp.includes('aanmelding gaat niet door'));
    expect(told).toHaveLength(2);
    const refused = await signUp(form, 'vier');
    const again = await signUp(form, 'vier');
    // But for which request it was.
    const said = ({ body }: typeof again) => ({ ...body, instance: undefined });
    expect([refused.status, said(again)]).toEqual([409, said(refused)]);
  });
});

describe('the status', () => {
  it('is sent again only when it changed', async () => {
    const { body: signedUp } = await signUp(formOf('RC-73000'), 'status');
    await system.runtime.settle();
    const path = `/aanmeldingen/${signedUp.aanmeldingId}`;
    const headers = { authorization: `Bearer ${signedUp.capability}` };
    const first = await ask('GET', path, headers);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-store');
    const second = await ask('GET', path, { ...headers, 'if-none-match': etag });
    expect([second.status, second.body, second.headers.get('etag')]).toEqual([304, undefined, etag]);
    expect((await ask('POST', `${path}/hercontrole`, headers)).status).toBe(202);
    await system.runtime.settle();
    const third = await ask('GET', path, { ...headers, 'if-none-match': etag });
    expect([third.status, third.body.status]).toEqual([200, 'herstel-nodig']);
    expect(third.body.tijdlijn.length).toBeGreaterThan(first.body.tijdlijn.length);
  });
});

describe('500 werkgevers in one request', () => {
  const told = ({ status, body }: Answer) => [status, body.ontvangen, body.geweigerd, body.nietVerwerkt];
  let bulkkantoor: string;
  beforeAll(async () => {
    bulkkantoor = await confirmedBy(withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-69001'));
  });
  const json = () => ({ 'content-type': 'application/json', authorization: bulkkantoor });
  const csv = () => ({
    'content-type': 'text/csv; charset=utf-8',
    'idempotency-key': 'vijfhonderd-rijen',
    authorization: bulkkantoor,
  });
  const sendFile = () => ask('POST', '/aanmeldingen/bulk', csv(), `\uFEFF${bulkCsv(500)}`);

  /** As an office does: rows for which there was no time are taken in by sending the file again. */
  async function sendUntilDone(): Promise<Answer> {
    for (let time = 1; time <= 20; time += 1) {
      const answer = await sendFile();
      if (answer.body.nietVerwerkt === 0) return answer;
    }
    throw new Error('rows are left over every time');
  }

  it('are taken in once, also when the first try broke off half-way', { timeout: 240_000 }, async () => {
    // Some seven requests a row: this is somewhere in the twenties, long before the function has no time left.
    system.runtime.lambda.crashNext('submit-bulk', { atRequest: 200 });
    expect((await sendFile()).status).toBe(500);
    const second = await sendUntilDone();
    expect(told(second)).toEqual([200, 500, 0, 0]);
    expect((await sendFile()).body).toEqual(second.body);
    const ids = new Set(second.body.rijen.map(({ aanmeldingId }: { aanmeldingId: string }) => aanmeldingId));
    expect(ids.size).toBe(500);

    await system.runtime.settle();
    // Without the key it is another request: what has not passed its controle is taken in once more.
    const others = JSON.stringify(bulkformulier(3));
    expect(told(await ask('POST', '/aanmeldingen/bulk', json(), others))).toEqual([200, 3, 0, 0]);
    await system.runtime.settle();
    const { body: executions } = await ask('GET', '/lokaal/executies', {});
    expect(executions.filter(({ naam }: { naam: string }) => ids.has(naam))).toHaveLength(500);
    // Their login is refused: of so many tries at once the most wait their turn, and one that met a hold-up begins later.
    const rows = second.body.rijen.slice(0, 50);
    const states = await Promise.all(rows.map(async (row: SignedUp) => (await system.status(row)).body.status));
    expect(states).toContain('herstel-nodig');
    const waiting = ['ontvangen', 'wordt-gecontroleerd', 'herstel-nodig'];
    expect(states.filter((one) => !waiting.includes(one))).toEqual([]);
  });
});
