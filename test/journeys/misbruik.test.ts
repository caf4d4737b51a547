import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEVESTIGING, WACHTEND_VAN_BELLER } from '../../core/berichten/postgrens.ts';
import { type Runtime, startRuntime } from '../../local/runtime/runtime.ts';
import { BAD_BODIES } from '../abuse/bad-bodies.ts';
import { GOOD_BODIES } from '../abuse/good-bodies.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';

// Nothing listens there: what is tried here is the intake, and a sign-up waits for Nmbrs afterwards.
const NOBODY = 'http://127.0.0.1:9/soap/v3';

let runtime: Runtime;
beforeAll(async () => {
  // Bundled as for a deployment: minified, and with credentials from the environment only.
  runtime = await startRuntime({ nmbrsBaseUrl: NOBODY, now: '2026-11-24T09:00:00Z', minify: true });
});
afterAll(() => runtime.stop());

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(`${runtime.url}${path}`, init);
  return { status: response.status, text: await response.text() };
}

const signUp = (body: string): Promise<Answered> =>
  ask('/aanmeldingen', { method: 'POST', headers: { 'content-type': 'application/json' }, body });

/** Every nth of them, and all that are about the body as a whole: those meet the HTTP front as well. */
const everyNth = <T>(values: readonly T[], n: number): readonly T[] => values.filter((_, index) => index % n === 0);
const TRIED = [...everyNth(BAD_BODIES, 6), ...BAD_BODIES.filter(({ veld }) => veld === undefined)];

/** All are answered, so many at a time. */
async function inTurns<T, R>(values: readonly T[], atOnce: number, run: (value: T) => Promise<R>): Promise<R[]> {
  const queue = [...values.entries()];
  const results: R[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, value] = next;
      results[index] = await run(value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

describe('over the real API', () => {
  it('bad input is refused without an error of ours, and is not repeated in the answer', async () => {
    const wrong = await inTurns(TRIED, 4, async ({ name, body, canary }) => {
      const { status, text } = await signUp(body);
      const refused = status === 400 || status === 413;
      const repeated = text.includes(TOKEN) || (canary !== undefined && text.includes(canary));
      return refused && !repeated ? [] : [`${name}: ${status}${repeated ? ', repeated' : ''}`];
    });
    expect(TRIED.length).toBeGreaterThanOrEqual(150);
    expect(wrong.flat()).toEqual([]);
  });

  it('odd but good input is taken', async () => {
    // A claim of its own for each.
    const odd = everyNth(GOOD_BODIES, 4).map(({ name, form }, index) => ({
      name,
      form: withField(form, 'werkgever.raamwerkcontractnummer', `GOED-${index}`),
    }));
    const refused = await inTurns(odd, 4, async ({ name, form }) => {
      const { status } = await signUp(JSON.stringify(form));
      return status === 202 ? [] : [`${name}: ${status}`];
    });
    expect(refused.flat()).toEqual([]);
  });

  it.each([
    '/aanmeldingen/..%2f..%2fetc',
    '/aanmeldingen/%00',
    '/aanmeldingen/%0d%0aSet-Cookie:%20a=b',
    '/aanmeldingen/%',
    '/aanmeldingen/%ff%fe',
    `/aanmeldingen/${'a'.repeat(4_000)}`,
    '/aanmeldingen/aan-00000000-0000-4000-8000-000000000001?aanmeldingId=..',
    '/aanmeldingen//',
    '/AANMELDINGEN',
    '/aanmeldingen/__proto__',
  ])('the address %s leads nowhere', async (path) => {
    const { status } = await ask(path, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } });
    expect([400, 404]).toContain(status);
  });

  it('the log holds one line of JSON per entry, and nothing that came from outside', async () => {
    const forged = '{"level":"ERROR","message":"verzonnen"}\n{"level":"INFO"}';
    await signUp(JSON.stringify(withField(GOOD_FORM, 'werkgever.bedrijfsnaam', forged)));
    await ask(`/aanmeldingen/${encodeURIComponent(forged)}`, { headers: { authorization: 'Bearer x' } });
    const intake = runtime.logs().filter(({ bron }) => bron === 'submit-aanmelding' || bron === 'show-aanmelding');
    expect(intake.length).toBeGreaterThan(TRIED.length);
    const entry = { level: expect.any(String), code: 'http.beantwoord', statusCode: expect.any(Number) };
    for (const { regel } of intake) expect(JSON.parse(regel)).toMatchObject(entry);
    const text = runtime
      .logs()
      .map(({ regel }) => regel)
      .join('\n');
    for (const canary of [TOKEN, 'kanarie', 'verzonnen', 'Zonnedauw', 'kwaad', 'etc/passwd', '123456782']) {
      expect(text).not.toContain(canary);
    }
  });

  it('a thousand sign-ups of a stranger are three mails, and no more requests than can wait within an hour', async () => {
    const forms = Array.from({ length: 1_000 }, (_, index) =>
      withField(
        withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `VEEL-${index}`),
        'salarisverwerker.email',
        'slachtoffer@elders.example',
      ),
    );
    // An hour in which nobody has sent anything yet.
    await runtime.advanceTo('2026-11-24T10:00:00Z');
    const answers = await inTurns(forms, 8, (form) => signUp(JSON.stringify(form)));
    const taken = answers.filter(({ status }) => status === 202);
    expect(taken).toHaveLength(WACHTEND_VAN_BELLER.aantal);
    expect(new Set(taken.map(({ text }) => JSON.parse(text).aanmeldingId)).size).toBe(taken.length);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(new Set(refused.map(({ status, text }) => `${status} ${JSON.parse(text).code}`))).toEqual(
      new Set(['429 te-veel-aanvragen']),
    );
    await runtime.settle();
    const mails: readonly { readonly aan: string }[] = JSON.parse((await ask('/lokaal/berichten')).text);
    expect(mails.filter(({ aan }) => aan === 'slachtoffer@elders.example')).toHaveLength(BEVESTIGING.aantal);
    expect(JSON.parse((await ask('/lokaal/executies')).text)).toEqual([]);
  });
});
