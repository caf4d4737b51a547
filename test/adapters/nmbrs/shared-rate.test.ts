import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryTarief } from '../../../adapters/memory/tarief.ts';
import { createGovernor, type Governor } from '../../../adapters/nmbrs/governor.ts';
import { Transient } from '../../../core/errors.ts';
import type { Tarief } from '../../../core/nmbrs/ports/tarief.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const CALLS_PER_SECOND = 140;
/** The vendor's. */
const LIMIT = 150;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One rate for all, whose store answers after so many ms. */
function sharedTarief({ answersAfter }: { readonly answersAfter: (reservation: number) => number }) {
  const tarief = createMemoryTarief({ callsPerSecond: CALLS_PER_SECOND, now: () => performance.now(), wait: pause });
  const reserved: number[] = [];
  const reserve: Tarief['reserve'] = async (calls) => {
    reserved.push(calls);
    const moments = await tarief.reserve(calls);
    await pause(answersAfter(reserved.length));
    return moments;
  };
  return { tarief: { now: tarief.now, reserve }, openbaar: tarief.openbaar, reserved };
}

/** As a worker does: employee after employee, ten calls for each, side by side. */
async function employees(governor: Governor, starts: number[], count: number, lasting: number): Promise<void> {
  for (let employee = 0; employee < count; employee += 1) {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        governor.run('a', () => {
          starts.push(performance.now());
          return pause(lasting);
        }),
      ),
    );
  }
}

const mostInASecond = (starts: readonly number[]): number => {
  const sorted = starts.toSorted((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, at, index) => {
    while ((sorted[from] ?? at) <= at - 1000) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
};

describe.each([
  ['that answer at once', () => 0],
  ['that answer after 5 ms', () => 5],
  ['that now and then take 80 ms', (reservation: number) => (reservation % 7 === 0 ? 80 : 6)],
])('eight workers with reservations %s', (_, answersAfter) => {
  test('make at least 131 calls a second together, and never more than the vendor permits', async () => {
    const { tarief } = sharedTarief({ answersAfter });
    const starts: number[] = [];
    const workers = Array.from({ length: 8 }, () => createGovernor({ tarief, callsInFlight: 10 }));
    for (const worker of workers) void employees(worker, starts, 1_000, 50);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(mostInASecond(starts)).toBeLessThan(LIMIT);
    expect(starts.length / 20).toBeGreaterThan(131);
  });
});

describe('public work', () => {
  /** As many processes as there are at most: four controles, and two requests that try a token. */
  const strangers = (openbaar: Tarief, starts: number[]): void => {
    for (const callsInFlight of [4, 4, 4, 4, 1, 1]) {
      void employees(createGovernor({ tarief: openbaar, callsInFlight }), starts, 1_000, 50);
    }
  };
  const workers = (tarief: Tarief, starts: number[], employed: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: 8 }, () => employees(createGovernor({ tarief, callsInFlight: 10 }), starts, employed, 50)),
    );

  test('takes a tenth of the rate from eight workers at most, however much of it there is', async () => {
    const { tarief, openbaar } = sharedTarief({ answersAfter: () => 5 });
    const [own, others]: [number[], number[]] = [[], []];
    void workers(tarief, own, 1_000);
    strangers(openbaar, others);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(mostInASecond([...own, ...others])).toBeLessThan(LIMIT);
    expect(others.length / 20).toBeLessThanOrEqual(0.1 * CALLS_PER_SECOND);
    expect(others.length / 20).toBeGreaterThan(0.08 * CALLS_PER_SECOND);
    expect(own.length / 20).toBeGreaterThan(0.9 * 131);
  });

  test('takes no more from one worker that leaves most of the rate idle', async () => {
    const alone: number[] = [];
    const undisturbed = sharedTarief({ answersAfter: () => 5 });
    void employees(createGovernor({ tarief: undisturbed.tarief, callsInFlight: 10 }), alone, 1_000, 50);
    await vi.advanceTimersByTimeAsync(10_000);
    const undisturbedly = alone.length;
    const { tarief, openbaar } = sharedTarief({ answersAfter: () => 5 });
    const [own, others]: [number[], number[]] = [[], []];
    void employees(createGovernor({ tarief, callsInFlight: 10 }), own, 1_000, 50);
    strangers(openbaar, others);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(others.length / 10).toBeLessThanOrEqual(0.1 * CALLS_PER_SECOND);
    expect(own.length).toBeGreaterThan(0.9 * undisturbedly);
  });

  test('has the whole rate to itself before exchanges begin, and two seconds after they end', async () => {
    const { tarief, openbaar } = sharedTarief({ answersAfter: () => 5 });
    const [own, others]: [number[], number[]] = [[], []];
    const startedIn = (from: number, to: number) => others.filter((at) => at >= from && at < to).length;
    strangers(openbaar, others);
    await vi.advanceTimersByTimeAsync(5_000);
    let endedAt = Number.NaN;
    void workers(tarief, own, 10).then(() => {
      endedAt = performance.now();
    });
    const begin = performance.now();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(startedIn(begin - 5_000, begin) / 5).toBeGreaterThan(0.85 * CALLS_PER_SECOND);
    expect(endedAt - begin).toBeGreaterThan(5_000);
    expect(startedIn(begin + 1_000, endedAt) / ((endedAt - begin - 1_000) / 1_000)).toBeLessThan(
      0.12 * CALLS_PER_SECOND,
    );
    expect(startedIn(endedAt + 2_500, endedAt + 5_500) / 3).toBeGreaterThan(0.85 * CALLS_PER_SECOND);
  });
});

test('one worker alone gets the rate as well, as far as its employees follow each other', async () => {
  const { tarief } = sharedTarief({ answersAfter: () => 5 });
  const starts: number[] = [];
  void employees(createGovernor({ tarief, callsInFlight: 10 }), starts, 1_000, 50);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(starts.length / 10).toBeGreaterThan(75);
});

test('what is reserved is what waits: one reservation for the calls about an employee', async () => {
  const { tarief, reserved } = sharedTarief({ answersAfter: () => 1 });
  const starts: number[] = [];
  const done = employees(createGovernor({ tarief, callsInFlight: 10 }), starts, 3, 50);
  await vi.advanceTimersByTimeAsync(5_000);
  await done;
  expect(reserved.reduce((sum, calls) => sum + calls, 0)).toBe(30);
  expect(reserved.length).toBeLessThanOrEqual(6);
});

test('no more is reserved than has a place', async () => {
  const { tarief, reserved } = sharedTarief({ answersAfter: () => 1 });
  const governor = createGovernor({ tarief, callsInFlight: 4 });
  void employees(governor, [], 1, 10_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reserved.reduce((sum, calls) => sum + calls, 0)).toBe(4);
});

test('nothing is reserved while there is a pause', async () => {
  const { tarief, reserved } = sharedTarief({ answersAfter: () => 1 });
  const governor = createGovernor({ tarief, callsInFlight: 4 });
  governor.pause(3_000);
  const starts: number[] = [];
  void employees(governor, starts, 1, 50);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(reserved).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(starts).toHaveLength(10);
});

test('a reservation that fails fails what waits, and the next call asks again', async () => {
  const trouble = new Transient({ code: 'nmbrs-druk', message: 'too many' });
  const { tarief } = sharedTarief({ answersAfter: () => 1 });
  const reserve = vi.fn(tarief.reserve).mockRejectedValueOnce(trouble);
  const governor = createGovernor({ tarief: { ...tarief, reserve }, callsInFlight: 4 });
  const outcomes = await Promise.allSettled([governor.run('a', pause0), governor.run('b', pause0)]);
  expect(outcomes).toEqual([
    { status: 'rejected', reason: trouble },
    { status: 'rejected', reason: trouble },
  ]);
  const after = governor.run('a', pause0);
  await vi.advanceTimersByTimeAsync(100);
  expect(await after).toBe('done');
});

const pause0 = async (): Promise<string> => 'done';

test('a process that is held up between any two looks at the clock still makes its call', async () => {
  for (const heldUpMs of [1, 10, 16, 20, 29, 31, 40]) {
    let nu = 0;
    const tarief: Tarief = {
      now: () => {
        nu += heldUpMs;
        return nu;
      },
      // As the store's does: no earlier than its answer is expected.
      reserve: async () => ({ eersteMs: nu + heldUpMs, afstandMs: 7 }),
    };
    const done = createGovernor({ tarief, callsInFlight: 10 }).run('a', pause0);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(Promise.race([done, 'never']), `${heldUpMs} ms`).resolves.toBe('done');
  }
});
