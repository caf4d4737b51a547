import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts';
import type { RateLimit } from './switches.ts';

/** Holds calls against the vendor's limit. */
export interface Limiter {
  /** What happens to a call with this token at `nowMs`, on a monotonic clock. */
  judge(limit: RateLimit, token: string, nowMs: number): 'free' | 'delay' | 'refuse';
}

/** A call that waits counts as a call; one that is refused does not, so that a client that eases off gets through. */
export function createLimiter(): Limiter {
  const windows = new Map<string, SlidingWindow>();
  const windowOf = (key: string): SlidingWindow => {
    const window = windows.get(key) ?? createSlidingWindow();
    windows.set(key, window);
    return window;
  };
  return {
    judge: ({ callsPerSecond, over, per }, token, nowMs) => {
      const window = windowOf(per === 'token' ? `token ${token}` : 'platform');
      const isOver = window.size(nowMs) >= callsPerSecond;
      if (isOver && over === 'refuse') return 'refuse';
      window.add(nowMs);
      return isOver ? 'delay' : 'free';
    },
  };
}
