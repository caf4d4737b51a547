/** A moment further ahead than this (ms) is refused: whoever runs out of time first would only keep it from others. */
const FURTHEST_MS = 10_000;
/** Nobody can have reserved a moment so far ahead (ms): it is from a clock that was wrong, and is passed over. */
const ABSURD_MS = 60_000;

/** What the next free moment that is stored (ms since 1970; absent: none yet) means at `nu`. */
export type Vrijheid = 'nu' | 'straks' | 'te-ver';

/** Where the borders lie at `nu`, for a store that compares by itself. */
export const grenzenAt = (nuMs: number) => ({ verstMs: nuMs + FURTHEST_MS, absurdMs: nuMs + ABSURD_MS });

/** `nu`: the rate is free. `straks`: calls go in line, from the stored moment on. `te-ver`: the line is too long. */
export function vrijheidOf(vrijMs: number | undefined, nuMs: number): Vrijheid {
  const { verstMs, absurdMs } = grenzenAt(nuMs);
  if (vrijMs === undefined || vrijMs < nuMs || vrijMs > absurdMs) return 'nu';
  return vrijMs <= verstMs ? 'straks' : 'te-ver';
}
