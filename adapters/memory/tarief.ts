import { setTimeout as waitFor } from 'node:timers/promises';
import { Transient } from '../../core/errors.ts';
import type { Momenten, Tarief } from '../../core/nmbrs/ports/tarief.ts';
import { DEEL_OPENBAAR, isRustig, vrijheidOf } from '../../core/nmbrs/tarief.ts';

interface MemoryTariefConfig {
  readonly callsPerSecond: number;
  /** In ms. */
  readonly now: () => number;
  /** How public work waits for its share. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** The rate of everyone who is given this one: itself for own work, `openbaar` for public work. */
export interface MemoryTarief extends Tarief {
  readonly openbaar: Tarief;
}

export function createMemoryTarief(config: MemoryTariefConfig): MemoryTarief {
  const { callsPerSecond, now, wait = (ms: number) => waitFor(ms) } = config;
  const afstandMs = 1000 / callsPerSecond;
  let vrijMs: number | undefined;
  let eigenMs: number | undefined;
  let openbaarMs: number | undefined;
  const standInLine = (calls: number, nu: number): Momenten => {
    const eersteMs = beginOf(vrijMs, nu);
    vrijMs = eersteMs + calls * afstandMs;
    return { eersteMs, afstandMs };
  };
  return {
    now,
    async reserve(calls) {
      const nu = now();
      const momenten = standInLine(calls, nu);
      eigenMs = nu;
      return momenten;
    },
    openbaar: {
      now,
      async reserve(calls) {
        const nu = now();
        if (isRustig(eigenMs, nu)) return standInLine(calls, nu);
        const beurtMs = beginOf(openbaarMs, nu);
        openbaarMs = beurtMs + calls * afstandMs * DEEL_OPENBAAR;
        if (beurtMs > nu) await wait(beurtMs - nu);
        return standInLine(calls, now());
      },
    },
  };
}

/** Where one begins who joins a line with this next free moment. */
function beginOf(vrijMs: number | undefined, nu: number): number {
  const vrijheid = vrijheidOf(vrijMs, nu);
  if (vrijheid === 'te-ver') throw new Transient({ code: 'nmbrs-druk', message: 'too many calls wait' });
  return vrijheid === 'straks' && vrijMs !== undefined ? vrijMs : nu;
}
