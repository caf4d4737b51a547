import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { renderHtml } from '../../adapters/aws/post/html.ts';
import { renderText } from '../../adapters/aws/post/text.ts';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { verifyAanmelding } from '../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { confirmAanmelding } from '../../core/koppeling/confirm-aanmelding.ts';
import { createHandler as createShowAanmelding } from '../../functions/show-aanmelding/handler.ts';
import { createHandler as createSubmitAanmelding } from '../../functions/submit-aanmelding/handler.ts';
import { BAD_BODIES, type BadBody, FORM } from '../abuse/bad-bodies.ts';
import { MARKUP } from '../abuse/characters.ts';
import { GOOD_BODIES, loonheffingennummerOf } from '../abuse/good-bodies.ts';
import { HOST_ESCAPES } from '../abuse/hosts.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { submitted, waitingForHerstel } from '../core/way.ts';
import { createWorld, KANTOORSLEUTEL, type World } from '../core/world.ts';

/** What a sign-up leaves behind, anywhere. */
const tracesIn = (world: World) => ({
  geheimen: world.kluis.geheimen.size,
  nazorg: world.nazorg.gevraagd.length,
  realisaties: world.verloop.realisaties.size,
});
const NO_TRACES = { geheimen: 0, nazorg: 0, realisaties: 0 };

/** What is in the good form, and may be in no answer. */
const OF_THE_FORM = [TOKEN, 'Duinzicht', 'Zonnedauw', 'duinzicht.example', '314159265', 'RC-10001'];

const Problem = z.object({ fouten: z.array(z.object({ veld: z.string() })).optional() });

/** What is wrong with the answer to a body that must be refused; nothing when it is as it should be. */
function faultsIn({ statusCode = 0, headers = {}, body = '' }: HttpAnswer, { canary, veld }: BadBody): string[] {
  const faults: string[] = [];
  if (![400, 413].includes(statusCode)) faults.push(`answered ${statusCode}`);
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') faults.push('not a problem');
  if (body.length > 40_000) faults.push(`an answer of ${body.length} characters`);
  const told = [...OF_THE_FORM, ...(canary === undefined ? [] : [canary, JSON.stringify(canary).slice(1, -1)])];
  for (const text of told) if (body.includes(text)) faults.push(`repeats ${text.slice(0, 20)}`);
  const { fouten = [] } = Problem.parse(JSON.parse(body));
  if (statusCode === 400 && veld !== undefined && fouten.length === 0) faults.push('names no field');
  for (const fout of fouten) {
    if (veld !== undefined && fout.veld !== veld && !fout.veld.startsWith(`${veld}.`))
      faults.push(`blames ${fout.veld}`);
  }
  return faults;
}

describe('bad input', () => {
  it('is a corpus of at least 500 bodies, all different, 30 of them host escapes', () => {
    expect(new Set(BAD_BODIES.map(({ body }) => body)).size).toBe(BAD_BODIES.length);
    expect(BAD_BODIES.length).toBeGreaterThanOrEqual(500);
    expect(new Set(HOST_ESCAPES).size).toBeGreaterThanOrEqual(30);
  });

  it('begins from a form that is good', async () => {
    expect((await createSubmitAanmelding(createWorld())(jsonEvent(FORM))).statusCode).toBe(202);
  });

  it('is refused, every body of it, without an error of ours and without being repeated; nothing is kept', async () => {
    const world = createWorld();
    const submitAanmelding = createSubmitAanmelding(world);
    const wrong: string[] = [];
    for (const bad of BAD_BODIES) {
      const faults = faultsIn(await submitAanmelding(httpEvent({ body: bad.body })), bad);
      if (faults.length > 0) wrong.push(`${bad.name}: ${faults.join(', ')}`);
    }
    expect(wrong).toEqual([]);
    expect(tracesIn(world)).toEqual(NO_TRACES);
    expect({}).not.toHaveProperty('vervuild');
  });

  it('leaves one line in the log for each body, with nothing of it', async () => {
    const world = createWorld();
    const submitAanmelding = createSubmitAanmelding(world);
    for (const { body } of BAD_BODIES) await submitAanmelding(httpEvent({ body }));
    expect(world.logboek.lines).toHaveLength(BAD_BODIES.length);
    const allowed = ['level', 'code', 'statusCode'];
    for (const line of world.logboek.lines) expect(Object.keys(line)).toEqual(allowed);
  });

  it.each([
    ['no type', undefined],
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['several parts', 'multipart/form-data; boundary=x'],
    ['XML', 'application/xml'],
    ['JSON in another encoding', 'application/json; charset=utf-16'],
    ['JSON with a type behind it', 'application/json, text/html'],
    ['JSON with a line end', 'application/json\r\nx: y'],
  ])('is also a good body sent as %s', async (_name, type) => {
    const world = createWorld();
    const headers = { 'content-type': type ?? '' };
    const { statusCode } = await createSubmitAanmelding(world)(httpEvent({ body: JSON.stringify(GOOD_FORM), headers }));
    expect([statusCode, tracesIn(world)]).toEqual([415, NO_TRACES]);
  });
});

describe('good input', () => {
  it('is a corpus of at least 200 bodies, all different', () => {
    expect(new Set(GOOD_BODIES.map(({ form }) => JSON.stringify(form))).size).toBe(GOOD_BODIES.length);
    expect(GOOD_BODIES.length).toBeGreaterThanOrEqual(200);
  });

  it('is taken, every body of it', async () => {
    const refused: string[] = [];
    for (const { name, form } of GOOD_BODIES) {
      const { statusCode, body } = await createSubmitAanmelding(createWorld())(jsonEvent(form));
      if (statusCode !== 202) refused.push(`${name}: ${statusCode} ${body}`);
    }
    expect(refused).toEqual([]);
  });
});

describe('markup in a name', () => {
  it.each(MARKUP)('is plain text in the mail: %s', async (attack) => {
    const world = createWorld();
    const form = ['salarisverwerker.bedrijfsnaam', 'werkgever.bedrijfsnaam', 'dga.0.naam'].reduce(
      (changed: unknown, path) => withField(changed, path, attack),
      GOOD_FORM,
    );
    await waitingForHerstel(world, form);
    const mails = world.post.verzonden;
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      expect(renderText(mail)).toContain(attack);
      const html = renderHtml(mail);
      expect(html).toContain(
        attack.replace(
          /[&<>"']/g,
          (char) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[char]};`,
        ),
      );
      // No tag that is not ours, and no attribute but those that we write.
      expect([...new Set(html.match(/<\/?[a-z!][a-z0-9]*/g))].filter((tag) => !OUR_TAGS.includes(tag))).toEqual([]);
      expect(mail.onderwerp).not.toMatch(/[\r\n]/);
    }
  });
});

const OUR_TAGS = [
  '!doctype',
  'html',
  'head',
  'meta',
  'title',
  'body',
  'div',
  'h1',
  'h2',
  'p',
  'dl',
  'dt',
  'dd',
  'ol',
  'ul',
  'li',
  'br',
].flatMap((tag) => [`<${tag}`, `</${tag}`]);

/** The same ports, and how often each of their methods was called. */
function counted<T extends object>(port: T, calls: Map<string, number>): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
      return Reflect.get(target, name, receiver);
    },
  });
}

describe('who does not have the capability', () => {
  it('sees the same and makes us do the same, whether the aanmelding exists or not', async () => {
    const world = createWorld();
    const aanmeldingId = await submitted(world);
    const ask = async (id: string) => {
      const calls = new Map<string, number>();
      const registratie = counted(world.registratie, calls);
      const identiteit = counted(world.identiteit, calls);
      const headers = { authorization: `Bearer ${'x'.repeat(43)}` };
      const showAanmelding = createShowAanmelding({ ...world, registratie, identiteit });
      const answer = await showAanmelding(httpEvent({ method: 'GET', aanmeldingId: id, headers }));
      return { answer, calls: Object.fromEntries(calls) };
    };
    const wrong = await ask(aanmeldingId);
    const unknown = await ask('aan-00000000-0000-4000-8000-999999999999');
    expect(wrong.answer.statusCode).toBe(404);
    expect(unknown).toEqual(wrong);
    expect(wrong.calls).toEqual({ findAanmelding: 1, matches: 1 });
  });

  it.each([
    '',
    '.',
    '..',
    '../../koppelingen',
    '%2e%2e%2f',
    'aan-',
    'aan-00000000-0000-4000-8000-00000000000',
    'AAN-00000000-0000-4000-8000-000000000001',
    'aan-00000000-0000-4000-8000-000000000001\r\nx: y',
    'aan-00000000-0000-4000-8000-000000000001/',
    'kop-00000000-0000-4000-8000-000000000001',
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    'a'.repeat(5_000),
  ])('finds nothing under the id %j', async (aanmeldingId) => {
    const world = createWorld();
    await submitted(world);
    const headers = { authorization: `Bearer ${'x'.repeat(43)}` };
    const answer = await createShowAanmelding(world)(httpEvent({ method: 'GET', aanmeldingId, headers }));
    expect(answer.statusCode).toBe(404);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer\tx',
    'bearer',
    `Basic ${Buffer.from('a:b').toString('base64')}`,
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer \u0000',
    `Bearer ${'x'.repeat(5_000)}`,
    'Bearer é',
    'Bearer x\r\nx-role: beoordelaar',
  ])('is asked for one when it sends %j', async (authorization) => {
    const world = createWorld();
    const aanmeldingId = await submitted(world);
    const answer = await createShowAanmelding(world)(
      httpEvent({ method: 'GET', aanmeldingId, headers: { authorization } }),
    );
    expect(answer.statusCode).toBe(401);
  });
});

describe('a thousand sign-ups', () => {
  const MANY = 1_000;
  const formOf = (index: number) => withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `VEEL-${index}`);
  const signUp = (form: unknown) => jsonEvent(form, { headers: { authorization: `Bearer ${KANTOORSLEUTEL}` } });
  const idsOf = (answers: readonly HttpAnswer[]) =>
    new Set(answers.map(({ body = '' }) => /"aanmeldingId":"([^"]+)"/.exec(body)?.[1]));

  it('at once are all taken, each with an id of its own', async () => {
    const world = createWorld();
    const submitAanmelding = createSubmitAanmelding(world);
    const answers = await Promise.all(
      Array.from({ length: MANY }, (_, index) => submitAanmelding(signUp(formOf(index)))),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
    expect(idsOf(answers).size).toBe(MANY);
    expect(tracesIn(world)).toEqual({ geheimen: MANY, nazorg: MANY, realisaties: MANY });
  });

  it('in a row are all taken, for a thousand employers', async () => {
    const world = createWorld();
    const submitAanmelding = createSubmitAanmelding(world);
    const numbers = Array.from({ length: 1_200 }, (_, index) => loonheffingennummerOf(20_000_000 + index)).filter(
      (nummer) => nummer !== undefined,
    );
    for (const nummer of numbers.slice(0, MANY)) {
      const form = withField(GOOD_FORM, 'werkgever.loonheffingennummer', nummer);
      expect((await submitAanmelding(signUp(form))).statusCode).toBe(202);
    }
    expect(world.verloop.realisaties.size).toBe(MANY);
  });

  it('of the same employer at once are taken in, and end without a token but for the one that passes first', async () => {
    const world = createWorld();
    const submitAanmelding = createSubmitAanmelding(world);
    const answers = await Promise.all(Array.from({ length: MANY }, () => submitAanmelding(signUp(GOOD_FORM))));
    expect(answers.filter(({ statusCode }) => statusCode === 202)).toHaveLength(MANY);
    const outcomes = [];
    for (const id of world.verloop.realisaties) {
      const aanmeldingId = AanmeldingId.parse(id);
      outcomes.push(await verifyAanmelding(world, aanmeldingId));
      if (outcomes.at(-1) === 'gestopt') await confirmAanmelding(world, aanmeldingId);
    }
    expect([outcomes.length, outcomes.filter((one) => one !== 'gestopt')]).toEqual([MANY, ['akkoord-vragen']]);
    expect(world.kluis.geheimen.size).toBe(1);
    expect((await submitAanmelding(signUp(GOOD_FORM))).statusCode).toBe(409);
  });
});
