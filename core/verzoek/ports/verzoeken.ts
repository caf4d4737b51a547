import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { KoppelingId, VerzoekId } from '../../ids.ts';
import type { Tijdstip } from '../../kalender/tijd.ts';
import type { LopendVerzoek, Verzoek, WachtendVerzoek } from '../verzoek.ts';

/**
 * The requests about one employee, and who keeps the exchanges of a koppeling waiting. Every read is of what was written last. Throws
 * `Transient` when the store is out of reach.
 */
export interface Verzoeken {
  /** Stores it with its audit line. One that nobody agreed to goes by itself some days after {@link verlooptOp}. */
  registerVerzoek(verzoek: WachtendVerzoek, regel: AuditRegel): Promise<WriteOutcome>;
  findVerzoek(verzoekId: VerzoekId): Promise<Verzoek | undefined>;
  /** All of a koppeling, the oldest first. */
  listVerzoeken(koppelingId: KoppelingId): Promise<readonly Verzoek[]>;
  replaceVerzoek(verzoek: Verzoek, regel: AuditRegel): Promise<WriteOutcome>;
  /** How far it is; no event of its own, so no audit line. */
  noteVoortgang(verzoek: LopendVerzoek): Promise<WriteOutcome>;

  /**
   * From here on no exchange of the koppeling may begin to fetch or go on to its plan, until `tot`. `bezet`: another verzoek holds it
   * at `nu`. Holding again puts the end off.
   */
  holdKoppeling(verzoekId: VerzoekId, tot: Tijdstip, nu: Tijdstip): Promise<'vast' | 'bezet'>;
  /** Nothing held by this verzoek is fine. */
  releaseKoppeling(verzoekId: VerzoekId): Promise<void>;
  /** Until when an erasure holds the koppeling; `undefined` when none does at `nu`. */
  findHold(koppelingId: KoppelingId, nu: Tijdstip): Promise<Tijdstip | undefined>;
}
