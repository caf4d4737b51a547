import { describe, expect, test } from 'vitest';
import { type MorningFigures, targetsOf } from '../../bench/schaal/bench.ts';
import { type Deployment, readDeployment } from '../../bench/schaal/deployment.ts';
import { createPartsQueue } from '../../bench/schaal/queue.ts';
import { textOf } from '../../bench/schaal/report.ts';
import { playRound } from '../../bench/schaal/round.ts';
import { createVirtualTime } from '../../bench/schaal/virtual-time.ts';
import { drawWerkgevers, PROFIELEN, SIZES, type Werkgever } from '../../bench/schaal/werkgevers.ts';
import { isMet } from '../../bench/target.ts';
import { KoppelingId } from '../../core/ids.ts';
import { NMBRS_BUDGET } from '../../lib/nmbrs-budget.ts';

const DEPLOYMENT: Deployment = {
  places: new Map([['check-run', 4]]),
  workers: 2,
  ...{ messageRetentionMs: 4 * 86_400_000, visibilityMs: 720_000, maxReceives: 5 },
  ...{ partsPatienceMs: 1_800_000, partsRetries: 5 },
  noPlace: { firstMs: 2_000, longestMs: 60_000, retries: 240 },
};
const werkgever = (nummer: number, over: Partial<Werkgever> = {}): Werkgever => ({
  koppelingId: KoppelingId.parse(`kop-00000000-0000-4000-8000-${String(nummer).padStart(12, '0')}`),
  ...{ domein: 'kantoor-1', werknemers: 3, profiel: 'verzuim', bedrijfsbreed: false },
  ...over,
});
const round = (werkgevers: readonly Werkgever[], over: Partial<Deployment> = {}) =>
  playRound({ werkgevers, deployment: { ...DEPLOYMENT, ...over }, callsPerSecond: 140, latencyMs: 50 });

describe('virtual time', () => {
  test('passes in order of what is due, and what came first at one moment goes first', async () => {
    const time = createVirtualTime(1_000);
    const seen: string[] = [];
    const note = async (ms: number, name: string) => {
      await time.sleep(ms);
      seen.push(`${time.now()} ${name}`);
    };
    const work = [note(30, 'a'), note(10, 'b'), note(30, 'c'), note(0, 'd')];
    await time.run();
    await Promise.all(work);
    expect(seen).toEqual(['1000 d', '1010 b', '1030 a', '1030 c']);
  });

  test('lets a moment in the past be now', async () => {
    const time = createVirtualTime(1_000);
    const waiting = time.until(5);
    await time.run();
    await waiting;
    expect(time.now()).toBe(1_000);
  });
});

describe('the queue of parts', () => {
  test('gives the groups turns, and knows how long the first waited', async () => {
    const time = createVirtualTime(0);
    const queue = createPartsQueue<number>(time);
    for (const body of [1, 2, 3]) queue.send(body, 'groot');
    queue.send(4, 'klein');
    const waited = time.sleep(500);
    await time.run();
    await waited;
    expect([1, 2, 3, 4].map(() => queue.take()?.body)).toEqual([1, 4, 2, 3]);
    expect([queue.take(), queue.mostWaiting, queue.longestWaitMs]).toEqual([undefined, 4, 500]);
  });
});

describe('a morning', () => {
  test('makes exactly the calls of the handleiding for a login without the calls that nobody is asked for', async () => {
    // Run, period, three lists, three company-wide probes and two for hours, salaries; for each of three employees three, and the period.
    const calls = 1 + 1 + 3 + (3 + 2) + 1 + 3 * (3 + 1);
    expect(await round([werkgever(1)])).toMatchObject({ delivered: 1, calls, duplicates: 0 });
  });

  test('makes fourteen calls for verzuim by company-wide calls, whatever the number of employees', async () => {
    const figures = await round([werkgever(1, { werknemers: 1_500, bedrijfsbreed: true })]);
    expect(figures).toMatchObject({ delivered: 1, calls: 14, parts: 4 });
  });

  test('keeps to the rate, also when a thousand start together', async () => {
    const figures = await round(Array.from({ length: 1_000 }, (_, index) => werkgever(index)));
    expect(figures).toMatchObject({ delivered: 1_000, failed: {} });
    expect(figures.highestPerSecond).toBeLessThanOrEqual(140);
    expect(figures.calls).toBe(1_000 * 23);
  });

  test('tells which exchanges found no place in all their patience', async () => {
    const places = new Map([['check-run', 0]]);
    const noPlace = { firstMs: 2_000, longestMs: 60_000, retries: 3 };
    const figures = await round([werkgever(1), werkgever(2)], { places, noPlace });
    expect(figures).toMatchObject({ delivered: 0, failed: { 'geen-plaats-check-run': 2 }, noPlace: 8 });
  });

  test('sends parts again that do not come back in time, and gives the exchange up in the end', async () => {
    const large = werkgever(1, { werknemers: 20_000 });
    const patient = await round([large], { partsPatienceMs: 60_000, partsRetries: 100 });
    expect(patient).toMatchObject({ delivered: 1 });
    expect(patient.duplicates).toBeGreaterThan(1_000);
    expect(await round([large], { partsPatienceMs: 60_000, partsRetries: 1 })).toMatchObject({
      delivered: 0,
      failed: { 'delen-blijven-uit': 1 },
    });
  });
});

test('the bounds are those of the deployment', async () => {
  const { places, workers, partsPatienceMs, noPlace } = await readDeployment();
  expect(workers).toBe(NMBRS_BUDGET['fetch-deel'].atOnce);
  expect(places.get('check-run')).toBe(NMBRS_BUDGET['check-run'].atOnce);
  expect(partsPatienceMs).toBe(1_800_000);
  expect(noPlace).toEqual({ firstMs: 2_000, longestMs: 60_000, retries: 240 });
}, 30_000);

test('the employers are the same each time, and spread as said', () => {
  const drawn = drawWerkgevers(5_000, 0.5);
  expect(drawWerkgevers(5_000, 0.5)).toEqual(drawn);
  expect(drawn.filter(({ bedrijfsbreed }) => bedrijfsbreed).length / 5_000).toBeCloseTo(0.5, 1);
  expect(drawn.filter(({ profiel }) => profiel === 'verzuim').length / 5_000).toBeCloseTo(0.5, 1);
  for (const shares of [SIZES, PROFIELEN]) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});

describe('the targets', () => {
  const morning = (over: Partial<MorningFigures> = {}): MorningFigures => ({
    ...{ naam: 'druk', werkgevers: 10, bedrijfsbreed: 0, latencyMs: 50, werknemers: 20, exchanges: 10, delivered: 10 },
    ...{ failed: {}, calls: 100, highestPerSecond: 140, lastMs: 7_200_000, medianMs: 3_600_000, p95Ms: 5_400_000 },
    ...{ parts: 40, duplicates: 0, longestWaitMs: 1_000, mostWaiting: 3, setAside: 0, noPlace: 1, mostAtOnce: 12 },
    ...over,
  });
  test.each([
    [{}, []],
    [{ delivered: 9 }, ['exchanges that were not delivered']],
    [{ highestPerSecond: 141 }, ['calls in the busiest second']],
    [{ longestWaitMs: 97 * 3_600_000 }, ['longest wait of a message, hours']],
  ])('with %j miss %j', (over, expected) => {
    const targets = targetsOf({ deployment: DEPLOYMENT, mornings: [morning(over)] });
    expect(targets.filter((target) => !isMet(target)).map(({ what }) => what.replace(/^.*: /, ''))).toEqual(expected);
  });

  test('stand below a line per morning', () => {
    const [, , line] = textOf({ deployment: DEPLOYMENT, mornings: [morning()] }).split('\n');
    expect(line?.split(/\s{2,}/)).toEqual(['druk', '20', '100', '1.00', '1.50', '2.00', '0.00', '3', '0', '1', '12']);
  });
});
