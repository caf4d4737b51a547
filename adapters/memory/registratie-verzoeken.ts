import type { WriteOutcome } from '../../core/assert-stored.ts';
import type { AuditRegel } from '../../core/audit/audit.ts';
import { koppelingIdIn, type VerzoekId } from '../../core/ids.ts';
import type { Tijdstip } from '../../core/kalender/tijd.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { Verzoek } from '../../core/verzoek/verzoek.ts';
import type { Kept } from './kept.ts';

/** What the verzoeken share with the rest of the registry. */
export interface VerzoekenContext {
  readonly kept: Kept;
  note(regel: AuditRegel): void;
  judge<T extends { readonly versie: number }>(stored: T | undefined, next: T): WriteOutcome | 'volgende';
}

export interface MemoryVerzoeken {
  readonly methods: Verzoeken;
  /** All that were asked, and who holds a koppeling for one. */
  verzoeken(): readonly unknown[];
}

export function createMemoryVerzoeken({ kept, note, judge }: VerzoekenContext): MemoryVerzoeken {
  const verzoeken = new Map<VerzoekId, Verzoek>();
  const wissingen = new Map<string, { readonly verzoekId: VerzoekId; readonly tot: Tijdstip }>();
  const replace = (verzoek: Verzoek, regel?: AuditRegel): WriteOutcome => {
    const next = kept(Verzoek, verzoek);
    const judgement = judge(verzoeken.get(next.verzoekId), next);
    if (judgement !== 'volgende') return judgement;
    verzoeken.set(next.verzoekId, next);
    if (regel !== undefined) note(regel);
    return 'opgeslagen';
  };
  const methods: Verzoeken = {
    async registerVerzoek(verzoek, regel) {
      const next = kept(Verzoek, verzoek);
      const stored = verzoeken.get(next.verzoekId);
      if (stored !== undefined) return judge(stored, next) === 'opgeslagen' ? 'opgeslagen' : 'verouderd';
      verzoeken.set(next.verzoekId, next);
      note(regel);
      return 'opgeslagen';
    },
    findVerzoek: async (id) => verzoeken.get(id),
    async listVerzoeken(koppelingId) {
      const own = [...verzoeken.values()].filter((one) => one.koppelingId === koppelingId);
      return own.sort((a, b) => (a.gevraagdOp < b.gevraagdOp ? -1 : 1));
    },
    replaceVerzoek: async (verzoek, regel) => replace(verzoek, regel),
    noteVoortgang: async (verzoek) => replace(verzoek),
    async holdKoppeling(verzoekId, tot, nu) {
      const koppelingId = koppelingIdIn(verzoekId);
      const held = wissingen.get(koppelingId);
      if (held !== undefined && held.verzoekId !== verzoekId && held.tot > nu) return 'bezet';
      wissingen.set(koppelingId, { verzoekId, tot });
      return 'vast';
    },
    async releaseKoppeling(verzoekId) {
      const koppelingId = koppelingIdIn(verzoekId);
      if (wissingen.get(koppelingId)?.verzoekId === verzoekId) wissingen.delete(koppelingId);
    },
    async findHold(koppelingId, nu) {
      const tot = wissingen.get(koppelingId)?.tot;
      return tot !== undefined && tot > nu ? tot : undefined;
    },
  };
  return { methods, verzoeken: () => [...verzoeken.values(), ...wissingen.values()] };
}
