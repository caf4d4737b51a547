import type { AanmeldingId, TaakToken } from '../../core/domain/aanmelding.ts';
import type { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import type { Verloop } from '../../core/ports/verloop.ts';

export type Uitkomst = Readonly<Record<string, string>>;

export interface MemoryVerloop extends Verloop {
  /** What was started, once each, in that order. */
  readonly realisaties: ReadonlySet<AanmeldingId>;
  readonly uitwisselingen: ReadonlySet<UitwisselingId>;
  readonly afmeldingen: ReadonlySet<AanmeldingId>;
  /** The afmeldingen that were started once more, as `id_day`. */
  readonly herstarten: ReadonlySet<string>;
  /** What the waiting states were resumed with. */
  readonly hervat: ReadonlyMap<TaakToken, Uitkomst>;
  /** A state starts to wait for the token. */
  wait(taakToken: TaakToken): void;
  /** The execution of the exchange comes to its end, whichever. */
  end(uitwisselingId: UitwisselingId): void;
  /** The state that waits for the token runs out of time. */
  expire(taakToken: TaakToken): void;
}

export function createMemoryVerloop(): MemoryVerloop {
  const realisaties = new Set<AanmeldingId>();
  const uitwisselingen = new Set<UitwisselingId>();
  const ended = new Set<UitwisselingId>();
  const afmeldingen = new Set<AanmeldingId>();
  const herstarten = new Set<string>();
  const hervat = new Map<TaakToken, Uitkomst>();
  const wachtend = new Set<TaakToken>();
  return {
    realisaties,
    uitwisselingen,
    afmeldingen,
    herstarten,
    hervat,
    wait(taakToken) {
      wachtend.add(taakToken);
    },
    end(uitwisselingId) {
      ended.add(uitwisselingId);
    },
    expire(taakToken) {
      wachtend.delete(taakToken);
    },
    async startRealisatie(aanmeldingId) {
      realisaties.add(aanmeldingId);
    },
    async startAfmelding(aanmeldingId, opnieuw) {
      if (opnieuw === undefined) afmeldingen.add(aanmeldingId);
      else herstarten.add(`${aanmeldingId}_${opnieuw}`);
    },
    async startUitwisseling(uitwisselingId) {
      uitwisselingen.add(uitwisselingId);
    },
    async look(uitwisselingId) {
      if (!uitwisselingen.has(uitwisselingId)) return 'onbekend';
      return ended.has(uitwisselingId) ? 'geeindigd' : 'loopt';
    },
    async resume(taakToken, uitkomst) {
      if (!wachtend.delete(taakToken)) return 'verlopen';
      hervat.set(taakToken, { ...uitkomst });
      return 'hervat';
    },
  };
}
