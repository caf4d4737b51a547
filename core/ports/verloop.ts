import type { AanmeldingId, TaakToken } from '../domain/aanmelding.ts';
import type { Datum } from '../domain/tijd.ts';
import type { UitwisselingId } from '../domain/uitwisseling.ts';

/** The state machines. Executions are named after their subject: starting twice starts one. */
export interface Verloop {
  startRealisatie(aanmeldingId: AanmeldingId): Promise<void>;
  /** `opnieuw`: the day on which it is started once more because the execution of its own name came to nothing. */
  startAfmelding(aanmeldingId: AanmeldingId, opnieuw?: Datum): Promise<void>;
  startUitwisseling(uitwisselingId: UitwisselingId): Promise<void>;
  /** How it is with the execution of an exchange. `onbekend`: it was never started, or ended more than 90 days ago. */
  look(uitwisselingId: UitwisselingId): Promise<'loopt' | 'geeindigd' | 'onbekend'>;
  /**
   * Lets a waiting state go on with this output. `verlopen`: nothing waits for the token (any more), because it was
   * resumed before or timed out.
   */
  resume(taakToken: TaakToken, uitkomst: Readonly<Record<string, string>>): Promise<'hervat' | 'verlopen'>;
}
