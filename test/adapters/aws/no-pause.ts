import type { Pause } from '../../../adapters/aws/backoff.ts';

/** Rounds follow each other at once; `rounds` tells which waits were asked for. */
export function createNoPause(): { readonly pause: Pause; readonly rounds: number[] } {
  const rounds: number[] = [];
  return {
    rounds,
    pause: async (round) => {
      rounds.push(round);
    },
  };
}

/** What an SDK throws for an answer of the service: a name, a status, and a message that may quote the input. */
export function serviceError(name: string, httpStatusCode = 400, message = ''): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode, requestId: 'r-1' } });
}

/** What Node throws when a connection fails. */
export function networkError(code: string, syscall = 'connect'): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}
