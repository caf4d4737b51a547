import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { httpHandler } from '../../../adapters/lambda/http-handler.ts';
import { jsonAnswer, problemAnswer } from '../../../adapters/lambda/problem.ts';
import { problemOf } from '../../../adapters/lambda/problems.ts';
import { queueHandler } from '../../../adapters/lambda/queue-handler.ts';
import { AanmeldingStap, stepHandler, UitwisselingStap } from '../../../adapters/lambda/step-handler.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { remainingMs } from '../../../adapters/node/remaining-time.ts';
import { Defect, Refused, Transient, Unclear } from '../../../core/errors.ts';
import { httpEvent } from './http-event.ts';
import { sqsEvent } from './sqs-event.ts';

const SECRET = 'kanarie-geheim-1234567890';
const ID = 'aan-00000000-0000-4000-8000-000000000001';

// What may be thrown inside, each with a secret where a library could leave one.
const withSecret = new Error(`POST failed with ${SECRET}`, { cause: { config: { data: SECRET } } });
const ERRORS: readonly (readonly [name: string, thrown: unknown])[] = [
  ['an error of a library', withSecret],
  ['an error with more on it', Object.assign(new Error(SECRET), { config: { headers: SECRET }, code: SECRET })],
  ['several errors', new AggregateError([withSecret], SECRET)],
  ['a text', SECRET],
  ['an object', { name: 'Transient', message: SECRET }],
  ['nothing', undefined],
  ['an error that calls itself Transient', Object.assign(new Error(SECRET), { name: 'Transient' })],
  ['a hold-up', new Transient({ code: 'nmbrs-9999', message: 'a hold-up', cause: withSecret })],
  ['an answer without sense', new Unclear({ code: 'nmbrs-fault', message: 'no code', cause: withSecret })],
  ['a refusal', new Refused({ code: 'geen-toegang', message: 'refused', cause: withSecret })],
  ['a defect', new Defect({ code: 'onleesbaar', message: 'unreadable', cause: SECRET })],
];

describe('an HTTP request that fails', () => {
  async function answered(thrown: unknown) {
    const logboek = createMemoryLogboek();
    const answer = await httpHandler(logboek, () => Promise.reject(thrown))(httpEvent());
    return { answer, lines: logboek.lines };
  }

  it('for a hold-up is answered with 503 and when to try again', async () => {
    const { answer, lines } = await answered(new Transient({ code: 'tabel-weg', message: 'throttled' }));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '30' });
    expect(lines).toEqual([
      { level: 'error', code: 'http.beantwoord', statusCode: 503, fout: 'Transient', foutcode: 'tabel-weg' },
    ]);
  });

  it('for an answer of another system without sense too: the next one will be better', async () => {
    const { answer } = await answered(new Unclear({ code: 'nmbrs-fault', message: 'no code' }));
    expect(answer.statusCode).toBe(503);
  });

  it.each(ERRORS.filter(([, thrown]) => !(thrown instanceof Transient || thrown instanceof Unclear)))(
    'for %s is answered with 500 without detail',
    async (_name, thrown) => {
      const { answer } = await answered(thrown);
      expect(JSON.parse(answer.body ?? '')).toEqual({
        type: 'urn:salariskoppeling:probleem:onverwachte-fout',
        title: 'Er ging bij ons iets mis.',
        status: 500,
        detail: expect.stringContaining('Bekijk de status'),
        instance: 'urn:salariskoppeling:aanvraag:request-1',
        code: 'onverwachte-fout',
      });
    },
  );

  it.each(ERRORS)('shows nothing of %s, in the answer nor in the log', async (_name, thrown) => {
    const { answer, lines } = await answered(thrown);
    expect(inspect([answer, lines], { depth: null })).not.toContain(SECRET);
  });

  it('names the request where the front tells which it is, and only in a problem', async () => {
    const refuse = httpHandler(createMemoryLogboek(), async () => problemAnswer(problemOf('niet-gevonden')));
    const event = httpEvent();
    const bodyOf = async (context: object) =>
      JSON.parse((await refuse({ ...event, requestContext: { ...event.requestContext, ...context } })).body ?? '');
    expect(await bodyOf({ requestId: 'JKJaXmPLvHcESHA=' })).toMatchObject({
      code: 'niet-gevonden',
      instance: 'urn:salariskoppeling:aanvraag:JKJaXmPLvHcESHA=',
    });
    expect(await bodyOf({ requestId: undefined })).not.toHaveProperty('instance');
    const take = httpHandler(createMemoryLogboek(), async () => jsonAnswer(200, { a: 1 }));
    expect(await take(event)).toMatchObject({ headers: { 'api-version': '1.0.0' }, body: '{"a":1}' });
  });

  it('is logged by its outcome only when it is answered', async () => {
    const logboek = createMemoryLogboek();
    const answer = await httpHandler(logboek, async () => jsonAnswer(202, { geheim: SECRET }))(httpEvent());
    expect(answer.statusCode).toBe(202);
    expect(logboek.lines).toEqual([{ level: 'info', code: 'http.beantwoord', statusCode: 202 }]);
  });
});

describe('a step', () => {
  async function failed(thrown: unknown, event: unknown = { aanmeldingId: ID }) {
    const logboek = createMemoryLogboek();
    const handler = stepHandler({ logboek, input: AanmeldingStap, run: () => Promise.reject(thrown) });
    const error: unknown = await handler(event).then(
      () => 'no error',
      (caught: unknown) => caught,
    );
    return { error, lines: logboek.lines };
  }

  it('gets its id, whatever else the state holds, and logs it', async () => {
    const logboek = createMemoryLogboek();
    const run = async (input: unknown) => ({ uitkomst: JSON.stringify(input) });
    const handler = stepHandler({ logboek, input: AanmeldingStap, run });
    const event = { aanmeldingId: ID, stap: { uitkomst: 'herstel-nodig' } };
    expect(await handler(event)).toEqual({ uitkomst: JSON.stringify({ aanmeldingId: ID }) });
    expect(logboek.lines).toEqual([{ level: 'info', code: 'stap.gedaan', aanmeldingId: ID }]);
  });

  it.each([
    ['a hold-up', new Transient({ code: 'c', message: 'm' }), 'Transient'],
    ['an answer without sense', new Unclear({ code: 'c', message: 'm' }), 'Unclear'],
    ['a refusal', new Refused({ code: 'token-weg', message: 'm' }), 'Refused.token-weg'],
    ['a defect', new Defect({ code: 'c', message: 'm' }), 'Defect'],
    ['anything else', new TypeError('x is not a function'), 'Defect'],
    ['an error that calls itself Transient', Object.assign(new Error('x'), { name: 'Transient' }), 'Defect'],
  ])('that fails with %s says so by its name', async (_name, thrown, name) => {
    expect((await failed(thrown)).error).toMatchObject({ name });
  });

  it.each([
    ['a hold-up', new Transient({ code: 'nmbrs-9999', message: 'Nmbrs X: fault 9999' }), 'nmbrs-9999'],
    ['an answer without sense', new Unclear({ code: 'nmbrs-fault', message: 'no code' }), 'nmbrs-fault'],
    ['a refusal', new Refused({ code: 'geen-toegang', message: 'X was refused (2004)' }), 'geen-toegang'],
    ['a defect', new Defect({ code: 'object-onleesbaar', message: 'werk/u/plan.json' }), 'object-onleesbaar'],
    ['anything else', new TypeError('boem'), 'onverwacht'],
  ])('that fails with %s says its code and nothing else: the machine hands it on', async (_name, thrown, code) => {
    expect((await failed(thrown)).error).toMatchObject({ message: code });
  });

  it.each(ERRORS)('lets nothing out of %s', async (_name, thrown) => {
    const { error, lines } = await failed(thrown);
    expect(error).toBeInstanceOf(Error);
    expect(inspect([error, lines], { depth: null, showHidden: true })).not.toContain(SECRET);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(SECRET);
  });

  it.each([
    ['nothing', undefined],
    ['no id', {}],
    ['an id of another kind', { aanmeldingId: 'kop-00000000-0000-4000-8000-000000000001' }],
    ['a secret for an id', { aanmeldingId: SECRET }],
  ])('that gets %s is a defect that repeats nothing', async (_name, event) => {
    const { error, lines } = await failed(new Error('not reached'), event);
    expect(error).toMatchObject({ name: 'Defect', code: 'onverwacht' });
    expect(inspect([error, lines], { depth: null })).not.toContain(SECRET);
  });

  it('of an exchange logs that id', async () => {
    const logboek = createMemoryLogboek();
    const uitwisselingId = 'kop-00000000-0000-4000-8000-000000000001_2026-M11_v1';
    await stepHandler({ logboek, input: UitwisselingStap, run: async () => 'klaar' })({ uitwisselingId });
    expect(logboek.lines).toEqual([{ level: 'info', code: 'stap.gedaan', uitwisselingId }]);
  });
});

describe('a worker', () => {
  const codes = { done: 'nazorg.gedaan', failed: 'nazorg.mislukt' } as const;

  it('gives back the messages that failed, and only those', async () => {
    const logboek = createMemoryLogboek();
    const other = ID.replace(/1$/, '2');
    const run = async ({ aanmeldingId }: { aanmeldingId: string }) => {
      if (aanmeldingId === ID) throw withSecret;
      return { aanmeldingId };
    };
    const handler = queueHandler({ logboek, message: AanmeldingStap, codes, run });
    const bodies = [{ aanmeldingId: ID }, { aanmeldingId: other }, { aanmeldingId: SECRET }].map((one) =>
      JSON.stringify(one),
    );
    expect(await handler(sqsEvent(...bodies, `{${SECRET}`))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }, { itemIdentifier: 'm3' }],
    });
    expect(logboek.lines).toMatchObject([
      { code: 'nazorg.mislukt', aanmeldingId: ID },
      { code: 'nazorg.gedaan', aanmeldingId: other },
      { code: 'nazorg.mislukt' },
      { code: 'nazorg.mislukt' },
    ]);
    expect(inspect(logboek.lines)).not.toContain(SECRET);
  });
});

describe('the time that a function has', () => {
  it('is known to whatever it does, in a step and behind a queue', async () => {
    const logboek = createMemoryLogboek();
    const seen: number[] = [];
    const run = async () => {
      await Promise.resolve();
      seen.push(remainingMs());
      return {};
    };
    const lifetime = { getRemainingTimeInMillis: () => 1_234 };
    await stepHandler({ logboek, input: AanmeldingStap, run })({ aanmeldingId: ID }, lifetime);
    const codes = { done: 'deel.gedaan', failed: 'deel.mislukt' } as const;
    await queueHandler({ logboek, message: AanmeldingStap, codes, run })(
      sqsEvent(JSON.stringify({ aanmeldingId: ID })),
      lifetime,
    );
    await stepHandler({ logboek, input: AanmeldingStap, run })({ aanmeldingId: ID });
    expect(seen).toEqual([1_234, 1_234, Number.POSITIVE_INFINITY]);
  });
});
