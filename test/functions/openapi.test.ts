import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { API_VERSION } from '../../adapters/lambda/api-version.ts';
import { ROUTES } from '../../adapters/lambda/openapi/document.ts';
import { ANSWERS } from '../../adapters/lambda/openapi/schemas.ts';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { codesOf, faultsOf, OPERATIONS } from '../adapters/lambda/openapi/judge.ts';
import { notPlainIn } from '../core/plain-words.ts';
import { BEHEER_CONVERSATIONS } from './conversations/beheer.ts';
import { INGREEP_CONVERSATIONS } from './conversations/ingrepen.ts';
import { LEVERING_CONVERSATIONS } from './conversations/levering.ts';
import { oddConversations } from './conversations/odd.ts';
import { OFFICE_CONVERSATIONS } from './conversations/office.ts';
import { STAFF_CONVERSATIONS } from './conversations/staff.ts';
import type { Conversation } from './conversations/talk.ts';
import { VERZOEK_CONVERSATIONS } from './conversations/verzoeken.ts';

const CONVERSATIONS = [
  ...OFFICE_CONVERSATIONS,
  ...STAFF_CONVERSATIONS,
  ...BEHEER_CONVERSATIONS,
  ...VERZOEK_CONVERSATIONS,
  ...INGREEP_CONVERSATIONS,
  ...LEVERING_CONVERSATIONS,
];

const Code = z.object({ code: z.string() });
const PROBLEM = 'application/problem+json';

const bodyOf = (answer: HttpAnswer): unknown =>
  typeOf(answer).startsWith('text/') ? answer.body : JSON.parse(answer.body ?? '');
const typeOf = ({ headers = {} }: HttpAnswer): string => String(headers['content-type']).replace(/;.*$/, '');

const routes = ROUTES.map((route) => ({ name: `${route.method.toUpperCase()} ${route.path}`, ...route }));

/** What is in an answer that the document does not speak of. */
function strangeIn({ route }: Conversation, answer: HttpAnswer): unknown[] {
  const { statusCode = 0 } = answer;
  const responses = OPERATIONS.get(route)?.responses ?? {};
  const response = responses[statusCode];
  if (response === undefined) return [`status ${statusCode}`];
  const code = typeOf(answer) === PROBLEM ? Code.parse(bodyOf(answer)).code : undefined;
  // Of what is never allowed again there is no time to tell.
  const tellsWhen = [429, 503].includes(statusCode) && code !== 'te-veel-adrescorrecties';
  if (tellsWhen !== 'retry-after' in (answer.headers ?? {})) return ['Retry-After of the answer'];
  if (tellsWhen && !('Retry-After' in response.headers)) return ['Retry-After'];
  if (answer.headers?.['api-version'] !== API_VERSION) return ['API-Version'];
  if (answer.body === undefined || route === 'GET /openapi.json') return [];
  const content = response.content[typeOf(answer)];
  if (content === undefined) return [`content type ${typeOf(answer)}`];
  const described = routes.find(({ name }) => name === route)?.answers[statusCode];
  const name = typeOf(answer) === PROBLEM ? 'Probleem' : described?.schema;
  const parsed =
    name === undefined || typeOf(answer).startsWith('text/') ? undefined : ANSWERS[name].safeParse(bodyOf(answer));
  return [...faultsOf(content.schema, bodyOf(answer)), ...(parsed?.error?.issues ?? [])];
}

/** What a person reads of an answer; faults are for who makes the request. */
const TOLD = ['watNu', 'watTeDoen', 'watIsErMis', 'bevindingen', 'uitleg', 'tekst', 'tijdlijn', 'regels'];
function toldIn(value: unknown, isTold = false): string[] {
  if (typeof value === 'string') return isTold ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'fouten' ? [] : toldIn(member, isTold || TOLD.includes(key)),
  );
}

const nameOf = ({ route, situation, expected }: Conversation) => `${route} ${expected} ${situation}`.trim();

describe('what the API answers', () => {
  it.each(CONVERSATIONS.map((one) => [nameOf(one), one] as const))('stands in the document: %s', async (_, one) => {
    const answer = await one.run();
    const outcome = typeOf(answer) === PROBLEM ? Code.parse(bodyOf(answer)).code : answer.statusCode;
    expect([outcome, strangeIn(one, answer)]).toEqual([one.expected, []]);
    if (typeOf(answer) === 'application/json' && one.route !== 'GET /openapi.json')
      expect(toldIn(bodyOf(answer)).flatMap(notPlainIn)).toEqual([]);
  });

  it.each(routes)('to odd requests stands in the document: $name', async ({ name }) => {
    const odd = oddConversations(
      CONVERSATIONS.map(({ route }) => route)
        .filter((route) => route === name)
        .slice(0, 1),
    );
    expect(odd.length).toBeGreaterThan(10);
    for (const one of odd) expect(strangeIn(one, await one.run()), one.situation).toEqual([]);
  });
});

describe('what stands in the document', () => {
  it.each(routes)('is answered by the API: $name', ({ name, answers, problems }) => {
    const outcomes = CONVERSATIONS.filter(({ route }) => route === name).map(({ expected }) => expected);
    const promised = [...Object.keys(answers).map(Number), ...problems];
    expect([...new Set(outcomes)].map(String).sort()).toEqual(promised.map(String).sort());
  });

  it.each(routes)('names each problem once: $name', ({ name, problems }) => {
    const contents = Object.values(OPERATIONS.get(name)?.responses ?? {}).flatMap(({ content }) =>
      Object.values(content),
    );
    expect(contents.flatMap(codesOf).sort()).toEqual([...problems].sort());
  });
});

describe('GET /openapi.json', () => {
  it('may be kept for an hour, and is the same every time', async () => {
    const answers = CONVERSATIONS.filter(({ route, expected }) => route === 'GET /openapi.json' && expected === 200);
    const [first] = answers;
    const [a, b] = [await first?.run(), await first?.run()];
    expect(a?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
    expect(b).toEqual(a);
  });
});
