import type { AanmeldingId, TaakToken } from '../../core/domain/aanmelding.ts';
import type { Datum } from '../../core/domain/tijd.ts';
import type { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import type { Verloop } from '../../core/ports/verloop.ts';

export type Uitkomst = Readonly<Record<string, string>>;

export interface MemoryVerloop extends Verloop {
  /** The names of what was started, once each, in that order; those that were started once more are `id_day`. */
  readonly realisaties: ReadonlySet<string>;
  readonly uitwisselingen: ReadonlySet<UitwisselingId>;
  readonly afmeldingen: ReadonlySet<string>;
  /** What the waiting states were resumed with. */
  readonly hervat: ReadonlyMap<TaakToken, Uitkomst>;
  /** A state starts to wait for the token. */
  wait(taakToken: TaakToken): void;
  /** The execution of this name comes to its end, whichever. */
  end(name: string): void;
  /** The state that waits for the token runs out of time. */
  expire(taakToken: TaakToken): void;
}

export function createMemoryVerloop(): MemoryVerloop {
  const realisaties = new Set<string>();
  const uitwisselingen = new Set<UitwisselingId>();
  const ended = new Set<string>();
  const afmeldingen = new Set<string>();
  const hervat = new Map<TaakToken, Uitkomst>();
  const wachtend = new Set<TaakToken>();
  return {
    realisaties,
    uitwisselingen,
    afmeldingen,
    hervat,
    wait(taakToken) {
      wachtend.add(taakToken);
    },
    end(name) {
      ended.add(name);
    },
    expire(taakToken) {
      wachtend.delete(taakToken);
    },
    async startRealisatie(aanmeldingId, opnieuw) {
      realisaties.add(nameOf(aanmeldingId, opnieuw));
    },
    async startAfmelding(aanmeldingId, opnieuw) {
      afmeldingen.add(nameOf(aanmeldingId, opnieuw));
    },
    async startUitwisseling(uitwisselingId) {
      uitwisselingen.add(uitwisselingId);
    },
    async look(uitwisselingId) {
      if (!uitwisselingen.has(uitwisselingId)) return 'onbekend';
      return ended.has(uitwisselingId) ? 'geeindigd' : 'loopt';
    },
    async lookAtRealisatie(aanmeldingId, opnieuw) {
      const name = nameOf(aanmeldingId, opnieuw);
      if (!realisaties.has(name)) return 'onbekend';
      return ended.has(name) ? 'geeindigd' : 'loopt';
    },
    async resume(taakToken, uitkomst) {
      if (!wachtend.delete(taakToken)) return 'verlopen';
      hervat.set(taakToken, { ...uitkomst });
      return 'hervat';
    },
  };
}

const nameOf = (aanmeldingId: AanmeldingId, opnieuw: Datum | undefined): string =>
  opnieuw === undefined ? aanmeldingId : `${aanmeldingId}_${opnieuw}`;
