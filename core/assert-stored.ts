import { Transient } from './errors.ts';

/** `verouderd`: someone else wrote first; read again and decide again. */
export type WriteOutcome = 'opgeslagen' | 'verouderd';

/** For a write whose item moved on: the step is run again from the table. */
export function assertStored(outcome: WriteOutcome, code: 'verouderd' | 'aanmelding-verouderd' = 'verouderd'): void {
  if (outcome === 'opgeslagen') return;
  throw new Transient({ code, message: 'the item changed meanwhile' });
}
