import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isMet } from '../../bench/target.ts';
import { type Call, Ended } from '../../bench/uitwisseling/apart/protocol.ts';
import { createAwsMeter, operationOf } from '../../bench/uitwisseling/aws-meter.ts';
import { type GevalFigures, summarise, targetsOf } from '../../bench/uitwisseling/bench.ts';
import type { Exchange } from '../../bench/uitwisseling/exchange.ts';
import type { Geval } from '../../bench/uitwisseling/geval.ts';
import { costOf, totalOf, type Usage } from '../../bench/uitwisseling/kosten.ts';
import { naiveSecondsFor } from '../../bench/uitwisseling/naive.ts';
import { textOf } from '../../bench/uitwisseling/report.ts';
import { listenOnLoopback } from '../../local/runtime/loopback.ts';

const NOTHING: Usage = {
  requests: {},
  ...{ readUnits: 0, writeUnits: 0, stateTransitions: 0, invocations: 0, gbSeconds: 0, messages: 0, logBytes: 0 },
};
const geval = (over: Partial<Geval> = {}): Geval => ({
  ...{ profiel: 'verzuim', werknemers: 500, pad: 'bedrijfsbreed', rondes: 3 },
  ...over,
});
const exchange = (over: Partial<Exchange> = {}): Exchange => ({
  ...{ calls: 11, fetchCalls: 4, fetchSeconds: 0.5, seconds: 2, boundSeconds: 1 },
  peakMb: { 'fetch-deel': 100, 'assemble-gegevensset': 90 },
  usage: NOTHING,
  ...over,
});

describe('a request to AWS', () => {
  const target = (name: string) => ({ method: 'POST', headers: { 'x-amz-target': name } });
  const plain = (method: string) => ({ method, headers: {} });
  test.each([
    [target('DynamoDB_20120810.TransactWriteItems'), '/', 'DynamoDB.TransactWriteItems'],
    [target('AmazonSQS.SendMessageBatch'), '/', 'SQS.SendMessageBatch'],
    [target('secretsmanager.GetSecretValue'), '/', 'SecretsManager.GetSecretValue'],
    [target('AWSStepFunctions.SendTaskSuccess'), '/', 'StepFunctions.SendTaskSuccess'],
    [target('AWSEvents.PutEvents'), '/', 'EventBridge.PutEvents'],
    [plain('PUT'), '/schedules/kop-1', 'Scheduler.UpdateSchedule'],
    [plain('POST'), '/', 'SES.SendRawEmail'],
    [plain('GET'), '/emmer/werk/een.json', 'S3.GetObject'],
    [plain('PUT'), '/emmer/werk/een.json?x-id=PutObject', 'S3.PutObject'],
    [plain('GET'), '/emmer?list-type=2&prefix=werk', 'S3.ListObjectsV2'],
    [plain('GET'), '/emmer?versions', 'S3.ListObjectVersions'],
    [plain('POST'), '/emmer?delete', 'S3.DeleteObjects'],
  ])('%j to %s is %s', (request, path, expected) => {
    expect(operationOf(request, new URL(path, 'http://127.0.0.1'))).toBe(expected);
  });

  test('is passed on as it is, counted once, and answered with the date of the functions', async () => {
    const seen: string[] = [];
    const upstream = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => seen.push(chunk.toString('utf8')));
      request.on('end', () =>
        response.writeHead(400, { 'x-own': 'ja' }).end('{"ConsumedCapacity":{"CapacityUnits":2}}'),
      );
    });
    const server = await listenOnLoopback(upstream, 0);
    const meter = createAwsMeter(() => Date.parse('2027-01-11T05:00:00Z'));
    onTestFinished(async () => {
      await meter.stop();
      await server.stop();
    });
    const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
    const address = await meter.through(server.url);
    const answer = await fetch(address, { method: 'POST', headers, body: '{"TableName":"tabel"}' });
    expect([answer.status, answer.headers.get('x-own'), answer.headers.get('date')]).toEqual([
      400,
      'ja',
      'Mon, 11 Jan 2027 05:00:00 GMT',
    ]);
    expect(seen).toEqual(['{"TableName":"tabel","ReturnConsumedCapacity":"TOTAL"}']);
    expect(meter.take()).toEqual({ requests: { 'DynamoDB.PutItem': 1 }, readUnits: 0, writeUnits: 2 });
    expect(meter.take()).toEqual({ requests: {}, readUnits: 0, writeUnits: 0 });
  });
});

describe('the cost of an exchange', () => {
  test('is what was used times the price, service by service', () => {
    const cost = costOf({
      ...NOTHING,
      requests: {
        'S3.PutObject': 1_000,
        'S3.GetObject': 1_000,
        'S3.DeleteObjects': 1_000,
        'SQS.SendMessageBatch': 1,
        'SecretsManager.GetSecretValue': 2,
        'EventBridge.PutEvents': 1,
      },
      ...{ readUnits: 1_000_000, writeUnits: 1_000_000, stateTransitions: 1_000, gbSeconds: 100, messages: 2 },
    });
    expect(cost['Step Functions']).toBeCloseTo(0.025, 12);
    expect(cost.DynamoDB).toBeCloseTo(0.915, 12);
    expect(cost.S3).toBeCloseTo(0.00583, 12);
    expect(cost.SQS).toBeCloseTo(5 * 0.4e-6, 12);
    expect(cost.Lambda).toBeCloseTo(0.00133334, 12);
    expect(cost.KMS).toBeCloseTo(6e-6, 12);
    expect(cost.EventBridge).toBeCloseTo(2.25e-6, 12);
  });

  test('of nothing at all is the call that Scheduler made', () => {
    expect(totalOf(costOf(NOTHING))).toBeCloseTo(1.25e-6, 12);
  });
});

test('the naive client takes longer by the employee, and no longer for the company', () => {
  const run = { werknemers: 50, companyCalls: 6, companySeconds: 1, employeeCalls: 150, employeeSeconds: 10 };
  expect(naiveSecondsFor(run, 50)).toBe(11);
  expect(naiveSecondsFor(run, 500)).toBe(101);
});

describe('a case', () => {
  test('has the median of its rounds, for each figure by itself', () => {
    const rounds = [1, 3, 2].map((one) => exchange({ seconds: one, fetchSeconds: 4 - one, calls: 10 + one }));
    expect(summarise(geval(), rounds)).toMatchObject({ seconds: 2, fetchSeconds: 2, calls: 12 });
  });

  test('that was not run has no figures', () => {
    expect(() => summarise(geval(), [])).toThrow('verzuim 500 bedrijfsbreed was not measured');
  });
});

describe('the targets', () => {
  const missed = (over: Partial<Geval>, figures: Partial<GevalFigures>): string[] => {
    const measured = { ...summarise(geval(over), [exchange()]), naiveSeconds: 80, ...figures };
    return targetsOf({ gevallen: [measured] })
      .filter((target) => !isMet(target))
      .map(({ what }) => what.replace(/^.*: /, ''));
  };

  test('of a good exchange are met', () => {
    expect(missed({}, {})).toEqual([]);
  });

  test.each([
    [{}, { seconds: 3.1 }, ['whole exchange, s']],
    [{}, { seconds: 3.1, naiveSeconds: 60 }, ['whole exchange, s', 'whole exchange / naive client']],
    [{}, { calls: 21 }, ['calls']],
    [{ werknemers: 50 }, { cost: { Lambda: 0.0007 } }, ['cents (USD)']],
    [{ werknemers: 20_000 }, { peakMb: { 'assemble-gegevensset': 513 } }, ['assemble-gegevensset, MB']],
    [{ profiel: 'volledig', pad: 'per-werknemer' }, { fetchSeconds: 1.16 }, ['fetch phase / bound']],
    [{ profiel: 'volledig' }, { naiveSeconds: 39 }, ['whole exchange / naive client']],
  ] as const)('of %j with %j: missed %j', (over, figures, expected) => {
    expect(missed(over, figures)).toEqual(expected);
  });

  test('are missed by what was not measured', () => {
    expect(missed({}, { seconds: Number.NaN })).toEqual(['whole exchange, s', 'whole exchange / naive client']);
  });
});

test('the figures are shown one line per case, with the machine and how the naive client was scaled', () => {
  const figures = { ...summarise(geval(), [exchange()]), cost: { Lambda: 0.0004, SES: 0 }, naiveSeconds: 80 };
  const naive = { werknemers: 50, companyCalls: 6, companySeconds: 0.4, employeeCalls: 150, employeeSeconds: 8 };
  const lines = textOf({ machine: 'twee kernen', gevallen: [figures], naive: { verzuim: naive } }).split('\n');
  expect(lines[0]).toBe('twee kernen');
  expect(lines[3]?.split(/\s{2,}/)).toEqual([
    ...['verzuim 500 bedrijfsbreed', '11', '0.50', '0.50', '2.00', '80.0', '100', '90', '0.000400'],
  ]);
  expect(lines[4]).toContain('150 in 8.0 s; the latter scaled linearly');
  expect(lines[5]).toContain('Lambda 0.000400 (0 transitions');
});

describe('a function in a process of its own', () => {
  async function askOnce(source: string): Promise<Ended> {
    const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-bench-'));
    const bundle = join(folder, 'functie.cjs');
    await writeFile(bundle, source);
    const script = new URL('../../bench/uitwisseling/apart/function-process.ts', import.meta.url);
    const child = fork(fileURLToPath(script), [bundle], { execArgv: [] });
    onTestFinished(async () => {
      child.disconnect();
      await rm(folder, { recursive: true, force: true });
    });
    child.send({ event: { een: 1 }, offsetMs: 3_600_000, remainingMs: 5_000 } satisfies Call);
    const [message] = await once(child, 'message');
    return Ended.parse(message);
  }

  test('gets its event, the virtual time and what time it has left, and tells its peak of memory', async () => {
    const handler = `async (event, context) => ({ event, ahead: Date.now() - performance.timeOrigin > 3_599_000,
      left: context.getRemainingTimeInMillis() <= 5_000 })`;
    const { outcome, peakMb } = await askOnce(`exports.handler = ${handler};`);
    expect(outcome).toEqual({ ok: true, result: { event: { een: 1 }, ahead: true, left: true } });
    expect(peakMb).toBeGreaterThan(20);
    expect(peakMb).toBeLessThan(512);
  });

  test('tells an error by its name', async () => {
    const { outcome } = await askOnce(
      `exports.handler = async () => { throw Object.assign(new Error('later'), { name: 'Transient' }); };`,
    );
    expect(outcome).toEqual({ ok: false, name: 'Transient', message: 'later' });
  });
});
