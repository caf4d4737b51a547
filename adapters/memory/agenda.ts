import type { KoppelingId } from '../../core/ids.ts';
import type { Afspraak, Agenda } from '../../core/koppeling/ports/agenda.ts';

export interface MemoryAgenda extends Agenda {
  readonly afspraken: ReadonlyMap<KoppelingId, Afspraak>;
}

export function createMemoryAgenda(): MemoryAgenda {
  const afspraken = new Map<KoppelingId, Afspraak>();
  return {
    afspraken,
    async plan({ koppelingId, tijdvakId, datum, tijd }) {
      afspraken.set(koppelingId, { koppelingId, tijdvakId, datum, tijd });
    },
    async find(koppelingId) {
      return structuredClone(afspraken.get(koppelingId));
    },
    async cancel(koppelingId) {
      afspraken.delete(koppelingId);
    },
  };
}
