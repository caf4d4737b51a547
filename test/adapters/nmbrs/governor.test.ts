import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGovernor, type Governor } from '../../../adapters/nmbrs/governor.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Queues so many calls and keeps when each one started, in ms. */
function queueing(governor: Governor, account: string, calls: number, { lasting = 0 } = {}): number[] {
  const starts: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    void governor.run(account, async () => {
      starts.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, lasting));
    });
  }
  return starts;
}

/** The most starts in any sliding second. */
const mostInASecond = (starts: readonly number[]): number =>
  Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + 1000).length));

describe.each([4, 10, 140])('with %i calls a second', (callsPerSecond) => {
  test('no sliding second ever has more, and at least 95 % of them are used', async () => {
    const starts = queueing(createGovernor({ callsPerSecond, callsInFlight: 50 }), 'a', callsPerSecond * 30);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(callsPerSecond);
    expect(starts.length).toBeGreaterThanOrEqual(0.95 * callsPerSecond * 20);
  });

  test('not even when timers are late and calls come in gusts', async () => {
    const governor = createGovernor({ callsPerSecond, callsInFlight: 50 });
    const starts: number[] = [];
    for (let step = 0; step < 200; step += 1) {
      for (let call = 0; call < (step % 5) * 4; call += 1) {
        void governor.run('a', async () => void starts.push(performance.now()));
      }
      vi.advanceTimersByTime(0);
      await vi.advanceTimersByTimeAsync([1, 3, 17, 230, 61][step % 5] ?? 1);
    }
    expect(starts.length).toBeGreaterThan(callsPerSecond);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(callsPerSecond);
  });
});

test('calls that last keep the rest waiting: never more in flight', async () => {
  const governor = createGovernor({ callsPerSecond: 1000, callsInFlight: 4 });
  const starts = queueing(governor, 'a', 20, { lasting: 100 });
  await vi.advanceTimersByTimeAsync(99);
  expect(starts).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(401);
  expect(starts).toHaveLength(20);
});

test('accounts take turns, however many calls one of them has waiting', async () => {
  const governor = createGovernor({ callsPerSecond: 10, callsInFlight: 50 });
  const order: string[] = [];
  const queue = (account: string, calls: number) => {
    for (let call = 0; call < calls; call += 1) void governor.run(account, async () => void order.push(account));
  };
  queue('large', 100);
  await vi.advanceTimersByTimeAsync(1_000);
  const before = order.length;
  queue('small', 3);
  queue('middle', 5);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(order.slice(before, before + 9).join(' ')).toBe('large small middle large small middle large small middle');
});

test('a pause holds every account, and is no longer than half a minute', async () => {
  const governor = createGovernor({ callsPerSecond: 100, callsInFlight: 4 });
  governor.pause(5_000);
  const starts = [queueing(governor, 'a', 2), queueing(governor, 'b', 2)];
  await vi.advanceTimersByTimeAsync(4_999);
  expect(starts.flat()).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(starts.flat()).toHaveLength(4);
  governor.pause(3_600_000);
  expect(governor.pausedMs()).toBe(30_000);
});

describe('the circuit', () => {
  const failing = (governor: Governor) => async () => {
    governor.failed();
    throw new Error('trouble');
  };
  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'trouble'),
    );

  async function opened(): Promise<Governor> {
    const governor = createGovernor({ callsPerSecond: 1000, callsInFlight: 1 });
    const outcomes = Array.from({ length: 12 }, () => codeOf(governor.run('a', failing(governor))));
    await vi.advanceTimersByTimeAsync(100);
    expect(await Promise.all(outcomes)).toEqual([...Array(10).fill('trouble'), ...Array(2).fill('nmbrs-circuit-open')]);
    return governor;
  }

  test('opens at the tenth failure in a row, and what waits fails at once', opened);

  test('lets one probe through every ten seconds, and nothing beside it', async () => {
    const governor = await opened();
    await vi.advanceTimersByTimeAsync(9_800);
    expect(await codeOf(governor.run('a', failing(governor)))).toBe('nmbrs-circuit-open');
    await vi.advanceTimersByTimeAsync(200);
    expect(await codeOf(governor.run('a', failing(governor)))).toBe('trouble');
    expect(await codeOf(governor.run('a', failing(governor)))).toBe('nmbrs-circuit-open');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await codeOf(governor.run('a', failing(governor)))).toBe('trouble');
  });

  test('closes when the probe succeeds', async () => {
    const governor = await opened();
    await vi.advanceTimersByTimeAsync(10_000);
    await governor.run('a', async () => governor.succeeded());
    const after = queueing(governor, 'a', 5);
    await vi.advanceTimersByTimeAsync(100);
    expect(after).toHaveLength(5);
  });

  test('stays closed while successes come in between', async () => {
    const governor = createGovernor({ callsPerSecond: 1000, callsInFlight: 1 });
    for (let call = 0; call < 30; call += 1) {
      if (call % 9 === 0) governor.succeeded();
      const outcome = codeOf(governor.run('a', failing(governor)));
      await vi.advanceTimersByTimeAsync(5);
      expect(await outcome).toBe('trouble');
    }
  });
});
