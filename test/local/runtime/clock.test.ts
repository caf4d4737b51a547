import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock, type VirtualClock } from '../../../local/runtime/clock.ts';

const START = Date.parse('2026-11-24T09:00:00Z');
const DAY_MS = 86_400_000;

let clock: VirtualClock;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
  clock = createClock(START);
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

describe('the clock', () => {
  test('starts where it is told and goes on with real time', () => {
    expect(clock.now()).toBe(START);
    vi.advanceTimersByTime(1500);
    expect(clock.now()).toBe(START + 1500);
  });

  test('follows real time when it is told nothing', () => {
    const real = createClock();
    expect(real.now()).toBe(Date.now());
    real.stop();
  });

  test('only moves forward', () => {
    clock.moveTo(START + DAY_MS);
    clock.moveTo(START);
    expect(clock.now()).toBe(START + DAY_MS);
  });
});

describe('a timer', () => {
  test('fires by itself when real time gets there', () => {
    const fired: string[] = [];
    clock.at(START + 2000, 'a', () => fired.push('a'));
    vi.advanceTimersByTime(1999);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(fired).toEqual(['a']);
  });

  test('waits more than 24.8 days without overflowing', () => {
    const fired: string[] = [];
    clock.at(START + 30 * DAY_MS, 'month', () => fired.push('month'));
    vi.advanceTimersByTime(29 * DAY_MS);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(DAY_MS);
    expect(fired).toEqual(['month']);
  });

  test('fires in order of its moment, and of creation when equal', () => {
    const fired: string[] = [];
    for (const [name, day] of [
      ['c', 3],
      ['a', 1],
      ['b1', 2],
      ['b2', 2],
    ] as const)
      clock.at(START + day * DAY_MS, name, () => fired.push(name));
    while (clock.fireNext(START + 2 * DAY_MS));
    expect(fired).toEqual(['a', 'b1', 'b2']);
    expect(clock.now()).toBe(START + 2 * DAY_MS);
    expect(clock.pending().map(({ label }) => label)).toEqual(['c']);
  });

  test('does not fire when cancelled or when the clock stops', () => {
    const fired: string[] = [];
    clock.at(START + 1, 'a', () => fired.push('a')).cancel();
    clock.at(START + 2, 'b', () => fired.push('b'));
    clock.stop();
    vi.advanceTimersByTime(10);
    expect(fired).toEqual([]);
  });

  test('that lies in the past fires on the next turn, not at once', () => {
    const fired: string[] = [];
    clock.at(START - DAY_MS, 'late', () => fired.push('late'));
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(fired).toEqual(['late']);
    expect(clock.now()).toBe(START);
  });
});
