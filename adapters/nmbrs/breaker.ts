/** Ten failures in a row and the circuit is open; then one call in ten seconds tries whether the server is well again. */
export const BREAKER = { failures: 10, probeEveryMs: 10_000 } as const;

/** Keeps calls from a server that only fails. `now` in ms on any clock that does not go back. */
export interface Breaker {
  /** Whether a call may be made now: always while the circuit is closed, once in a while when it is open. */
  mayPass(now: number): boolean;
  /** A call is made now. */
  passes(now: number): void;
  /** The server answered, be it with a refusal: the circuit closes. */
  succeeded(): void;
  failed(now: number): void;
}

export function createBreaker(): Breaker {
  let failuresInARow = 0;
  let nextProbeAt = 0;
  const isOpen = () => failuresInARow >= BREAKER.failures;
  return {
    mayPass: (now) => !isOpen() || now >= nextProbeAt,
    passes: (now) => {
      if (isOpen()) nextProbeAt = now + BREAKER.probeEveryMs;
    },
    succeeded: () => {
      failuresInARow = 0;
    },
    failed: (now) => {
      failuresInARow += 1;
      if (failuresInARow === BREAKER.failures) nextProbeAt = now + BREAKER.probeEveryMs;
    },
  };
}
