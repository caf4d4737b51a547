import type { Wachtrij } from '../../core/ophalen/ports/wachtrij.ts';
import type { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';

export interface WachtendBericht {
  readonly bericht: DeelBericht;
  readonly groep: string;
}

export interface MemoryWachtrij extends Wachtrij {
  /** What was sent and not taken yet. */
  readonly wachtend: readonly WachtendBericht[];
  /** Takes the oldest; a test that wants a second delivery sends it again. */
  take(): WachtendBericht | undefined;
}

export function createMemoryWachtrij(): MemoryWachtrij {
  const wachtend: WachtendBericht[] = [];
  return {
    wachtend,
    take: () => wachtend.shift(),
    async sendDelen(berichten, groep) {
      for (const { uitwisselingId, deel } of berichten) wachtend.push({ bericht: { uitwisselingId, deel }, groep });
    },
  };
}
