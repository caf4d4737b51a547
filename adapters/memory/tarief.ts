import { vrijheidOf } from '../../core/domain/tarief.ts';
import { Transient } from '../../core/errors.ts';
import type { Tarief } from '../../core/ports/tarief.ts';

/** The rate of everyone who is given this one. `now` in ms. */
export function createMemoryTarief({
  callsPerSecond,
  now,
}: {
  readonly callsPerSecond: number;
  readonly now: () => number;
}): Tarief {
  const afstandMs = 1000 / callsPerSecond;
  let vrijMs: number | undefined;
  return {
    now,
    async reserve(calls) {
      const nu = now();
      const vrijheid = vrijheidOf(vrijMs, nu);
      if (vrijheid === 'te-ver') throw new Transient({ code: 'nmbrs-druk', message: 'too many calls wait' });
      const eersteMs = vrijheid === 'straks' && vrijMs !== undefined ? vrijMs : nu;
      vrijMs = eersteMs + calls * afstandMs;
      return { eersteMs, afstandMs };
    },
  };
}
