import { Transient } from '../errors.ts';
import type { WriteOutcome } from '../ports/registratie.ts';

/** For a write whose item moved on: the step is run again from the table. */
export function assertStored(outcome: WriteOutcome, code: 'verouderd' | 'aanmelding-verouderd' = 'verouderd'): void {
  if (outcome === 'opgeslagen') return;
  throw new Transient({ code, message: 'the item changed meanwhile' });
}
