import { executionNameOf, type Verloop } from '../../core/aanmelding/ports/verloop.ts';
import type { TaakToken, UitwisselingId } from '../../core/ids.ts';
import { type Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';

export type Uitkomst = Readonly<Record<string, string>>;

export interface MemoryVerloop extends Verloop {
  /** The names of what was started, once each, in that order; those that were started once more are `id_day`. */
  readonly realisaties: ReadonlySet<string>;
  readonly uitwisselingen: ReadonlySet<UitwisselingId>;
  readonly afmeldingen: ReadonlySet<string>;
  readonly verzoeken: ReadonlySet<string>;
  /** What the waiting states were resumed with. */
  readonly hervat: ReadonlyMap<TaakToken, Uitkomst>;
  /** A state starts to wait for the token. */
  wait(taakToken: TaakToken): void;
  /** The execution of this name comes to its end, whichever; long ago when no moment is given. */
  end(name: string, op?: Tijdstip): void;
  /** The state that waits for the token runs out of time. */
  expire(taakToken: TaakToken): void;
}

export function createMemoryVerloop(): MemoryVerloop {
  const realisaties = new Set<string>();
  const uitwisselingen = new Set<UitwisselingId>();
  const ended = new Map<string, Tijdstip>();
  const afmeldingen = new Set<string>();
  const verzoeken = new Set<string>();
  const hervat = new Map<TaakToken, Uitkomst>();
  const wachtend = new Set<TaakToken>();
  return {
    realisaties,
    uitwisselingen,
    afmeldingen,
    verzoeken,
    hervat,
    wait(taakToken) {
      wachtend.add(taakToken);
    },
    end(name, op = tijdstipAt(0)) {
      ended.set(name, op);
    },
    expire(taakToken) {
      wachtend.delete(taakToken);
    },
    async startRealisatie(aanmeldingId, opnieuw) {
      realisaties.add(executionNameOf(aanmeldingId, opnieuw));
    },
    async startAfmelding(aanmeldingId, opnieuw) {
      afmeldingen.add(executionNameOf(aanmeldingId, opnieuw));
    },
    async startUitwisseling(uitwisselingId) {
      uitwisselingen.add(uitwisselingId);
    },
    async startVerzoek(verzoekId, opnieuw) {
      verzoeken.add(executionNameOf(verzoekId, opnieuw));
    },
    async look(uitwisselingId) {
      if (!uitwisselingen.has(uitwisselingId)) return 'onbekend';
      return ended.has(uitwisselingId) ? 'geeindigd' : 'loopt';
    },
    async lookAtRealisatie(aanmeldingId, opnieuw) {
      const name = executionNameOf(aanmeldingId, opnieuw);
      if (!realisaties.has(name)) return { stand: 'onbekend' };
      const op = ended.get(name);
      return op === undefined ? { stand: 'loopt' } : { stand: 'geeindigd', op };
    },
    async resume(taakToken, uitkomst) {
      if (!wachtend.delete(taakToken)) return 'verlopen';
      hervat.set(taakToken, { ...uitkomst });
      return 'hervat';
    },
  };
}
