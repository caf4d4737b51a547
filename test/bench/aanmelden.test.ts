import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { targetsOf } from '../../bench/aanmelden/bench.ts';
import { bundleAsDeployed, bundleNaively } from '../../bench/aanmelden/bundles.ts';
import { summarise } from '../../bench/aanmelden/intake.ts';
import { textOf } from '../../bench/aanmelden/report.ts';
import { median, percentile } from '../../bench/statistics.ts';
import { isMet } from '../../bench/target.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a percentile', () => {
  test.each([
    [upTo(100), 0.5, 50],
    [upTo(100), 0.95, 95],
    [upTo(100), 0.99, 99],
    [upTo(100), 1, 100],
    [upTo(10), 0.95, 10],
    [[7], 0.5, 7],
    [[30, 10, 20], 0.5, 20],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  test('of nothing is not a number, as is the median', () => {
    expect([percentile([], 0.5), median([])]).toEqual([Number.NaN, Number.NaN]);
  });
});

test('a median does not follow an outlier', () => {
  expect(median([3, 1, 1_000])).toBe(3);
});

describe('the intake', () => {
  test('is the median of its rounds, for each figure by itself', () => {
    const rounds = [
      { seconds: 1, latenciesMs: upTo(100) },
      { seconds: 2, latenciesMs: upTo(100).map((ms) => ms * 10) },
      { seconds: 4, latenciesMs: upTo(100).map((ms) => ms * 5) },
    ];
    expect(summarise(rounds)).toEqual({ requestsPerSecond: 50, p50Ms: 250, p95Ms: 475, p99Ms: 495 });
  });
});

describe('the targets', () => {
  const figures = (bytes: number, importMs: number) => ({ bytes, importMs, cpuMs: importMs });
  const missed = (bytes: number, importMs: number, naiveMs = 100): string[] =>
    targetsOf({ functions: { 'submit-aanmelding': figures(bytes, importMs) }, naive: figures(2_000_000, naiveMs) })
      .filter((target) => !isMet(target))
      .map(({ what }) => what);

  test('are each held by themselves', () => {
    expect(missed(450_000, 50)).toEqual([]);
    expect(missed(450_001, 50)).toEqual(['intake: bundle, in KB']);
    expect(missed(450_000, 50.1)).toEqual(['intake: import / bundled naively']);
  });

  test('are missed by what was not measured', () => {
    expect(missed(450_000, Number.NaN)).toEqual(['intake: import / bundled naively']);
    expect(targetsOf({ functions: {}, naive: figures(1, 1) }).filter(isMet)).toEqual([]);
  });
});

test('a function bundled naively is the same one, and larger', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-bench-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [deployed, naive] = [
    await bundleAsDeployed('submit-aanmelding', folder),
    await bundleNaively('submit-aanmelding', folder),
  ];
  expect(naive.bytes).toBeGreaterThan(2 * deployed.bytes);
  const own = (sources: readonly string[]) => sources.filter((source) => /^(core|functions)\//.test(source));
  expect(own(naive.sources)).toEqual(own(deployed.sources));
});

test('the figures are shown one line per function', () => {
  const figures = { bytes: 431_327, importMs: 61.25, cpuMs: 70 };
  const text = textOf({
    intake: { requestsPerSecond: 123.4, p50Ms: 1, p95Ms: 2, p99Ms: 3 },
    functions: { 'submit-aanmelding': figures },
    naive: figures,
  });
  expect(text.split('\n')).toEqual([
    'POST /aanmeldingen: 123 a second; p50 1.0 ms, p95 2.0 ms, p99 3.0 ms',
    'function                            KB  import, ms     CPU, ms',
    'submit-aanmelding                  431        61.3        70.0',
    'submit-aanmelding, naively         431        61.3        70.0',
  ]);
});
