import type { Uitval } from '../../core/ophalen/ports/uitval.ts';
import type { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';

interface Uitgevallen {
  readonly bericht: DeelBericht;
  readonly groep: string;
  readonly foutcode: string;
}

export interface MemoryUitval extends Uitval {
  readonly berichten: readonly Uitgevallen[];
  /** Takes the oldest, as a redrive does. */
  take(): Uitgevallen | undefined;
}

export function createMemoryUitval(): MemoryUitval {
  const berichten: Uitgevallen[] = [];
  return {
    berichten,
    take: () => berichten.shift(),
    async add({ uitwisselingId, deel }, groep, foutcode) {
      berichten.push({ bericht: { uitwisselingId, deel }, groep, foutcode });
    },
  };
}
