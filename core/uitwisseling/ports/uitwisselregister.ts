import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { KoppelingId, TaakToken, UitwisselingId } from '../../ids.ts';
import type { LopendeUitwisseling, Uitwisseling } from '../uitwisseling.ts';

/** The exchanges. */
export interface Uitwisselregister {
  /** Stores it unless one with this id exists; returns the stored one. */
  ensureUitwisseling(uitwisseling: Uitwisseling, regel: AuditRegel): Promise<Uitwisseling>;
  findUitwisseling(uitwisselingId: UitwisselingId): Promise<Uitwisseling | undefined>;
  /**
   * The exchanges of a koppeling, in the order of their periods, and of their versions within a period: every one, or those of the
   * periods of the year `vanaf` and later with whichever of before is open.
   */
  listUitwisselingen(koppelingId: KoppelingId, vanaf?: number): Promise<readonly Uitwisseling[]>;
  replaceUitwisseling(uitwisseling: Uitwisseling, regel: AuditRegel): Promise<WriteOutcome>;
  /**
   * Remembers the token of the state that waits for the parts, and returns the uitwisseling as it is after that: when
   * its `resterend` is 0, no part will report any more. `undefined` when it is not running.
   */
  rememberVerdeelTaak(uitwisselingId: UitwisselingId, taakToken: TaakToken): Promise<LopendeUitwisseling | undefined>;
}
