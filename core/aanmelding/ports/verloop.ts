import type { AanmeldingId, TaakToken, UitwisselingId, VerzoekId } from '../../ids.ts';
import type { Datum, Tijdstip } from '../../kalender/tijd.ts';

/** `onbekend`: it was never started, or ended more than 90 days ago. */
export type Verloopstand = 'loopt' | 'geeindigd' | 'onbekend';
export type Verloopblik =
  | { readonly stand: 'loopt' | 'onbekend' }
  | { readonly stand: 'geeindigd'; readonly op: Tijdstip };

/** The name of the execution about this subject; of one that is started once more it has the day, or the moment without colons. */
export const executionNameOf = (id: AanmeldingId | VerzoekId, opnieuw?: Datum | Tijdstip): string =>
  opnieuw === undefined ? id : `${id}_${opnieuw.replaceAll(/[:.]/g, '')}`;

/** The state machines. Executions are named after their subject: starting twice starts one. */
export interface Verloop {
  /** `opnieuw`: the day on which it is started once more because the execution of its own name came to nothing. */
  startRealisatie(aanmeldingId: AanmeldingId, opnieuw?: Datum): Promise<void>;
  /** The same; or the moment of another afmelding than the first, or of its confirmation (`verloopVan`). */
  startAfmelding(aanmeldingId: AanmeldingId, opnieuw?: Datum | Tijdstip): Promise<void>;
  startUitwisseling(uitwisselingId: UitwisselingId): Promise<void>;
  /** The same. */
  startVerzoek(verzoekId: VerzoekId, opnieuw?: Datum): Promise<void>;
  /** How it is with the execution of an exchange. */
  look(uitwisselingId: UitwisselingId): Promise<Verloopstand>;
  /** The same of the realisatie that was started once more on this day, and when it ended; without a day, of the first. */
  lookAtRealisatie(aanmeldingId: AanmeldingId, opnieuw?: Datum): Promise<Verloopblik>;
  /**
   * Lets a waiting state go on with this output. `verlopen`: nothing waits for the token (any more), because it was
   * resumed before or timed out.
   */
  resume(taakToken: TaakToken, uitkomst: Readonly<Record<string, string>>): Promise<'hervat' | 'verlopen'>;
}
