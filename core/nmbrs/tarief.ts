import * as z from 'zod';

/** A moment further ahead than this (ms) is refused: whoever runs out of time first would only keep it from others. */
const FURTHEST_MS = 10_000;
/** When no work of our own asked for so long (ms), none is going on. */
const REST_MS = 2_000;
/** Nobody can have reserved a moment so far ahead (ms): it is from a clock that was wrong, and is passed over. */
const ABSURD_MS = 60_000;

/** What the next free moment that is stored (ms since 1970; absent: none yet) means at `nu`. */
export type Vrijheid = 'nu' | 'straks' | 'te-ver';

/** Where the borders lie at `nu`, for a store that compares by itself. `rustigMs`: who called since then is still at work. */
export const grenzenAt = (nuMs: number) => ({
  verstMs: nuMs + FURTHEST_MS,
  absurdMs: nuMs + ABSURD_MS,
  rustigMs: nuMs - REST_MS,
});

/** `nu`: the rate is free. `straks`: calls go in line, from the stored moment on. `te-ver`: the line is too long. */
export function vrijheidOf(vrijMs: number | undefined, nuMs: number): Vrijheid {
  const { verstMs, absurdMs } = grenzenAt(nuMs);
  if (vrijMs === undefined || vrijMs < nuMs || vrijMs > absurdMs) return 'nu';
  return vrijMs <= verstMs ? 'straks' : 'te-ver';
}

/** Whose calls they are: `eigen` of exchanges and all that belongs to koppelingen, `openbaar` of what anyone may ask for. */
export const Werk = z.enum(['eigen', 'openbaar']);
export type Werk = z.infer<typeof Werk>;

/** While own work goes on, public work gets one of so many calls. */
export const DEEL_OPENBAAR = 10;

/** Whether no own work goes on at `nu`, when it asked last at the moment that is stored (ms since 1970; absent: never yet). */
export function isRustig(eigenMs: number | undefined, nuMs: number): boolean {
  const { rustigMs, absurdMs } = grenzenAt(nuMs);
  return eigenMs === undefined || eigenMs <= rustigMs || eigenMs > absurdMs;
}
