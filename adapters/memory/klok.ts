import type { Klok } from '../../core/kalender/ports/klok.ts';
import { epochMs, Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';

/** A clock that stands still until it is set. */
export interface MemoryKlok extends Klok {
  /** Any moment, also an earlier one; ISO 8601 with `Z`. */
  set(nu: string): void;
  advance(ms: number): void;
}

export function createMemoryKlok(begin = '2026-11-24T09:00:00.000Z'): MemoryKlok {
  let nu = Tijdstip.parse(begin);
  return {
    now: () => nu,
    set(next) {
      nu = Tijdstip.parse(next);
    },
    advance(ms) {
      nu = tijdstipAt(epochMs(nu) + ms);
    },
  };
}
