import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { UitwisselingId } from '../../ids.ts';
import type { Deel, LopendeUitwisseling, WerknemersWerk } from '../uitwisseling.ts';

/** A part, and how far it is. */
export interface DeelStand {
  readonly deel: Deel;
  readonly gedaan: boolean;
  /** The code of what is wrong with an open part: its message lies in the dead letter queue. */
  readonly fout?: string | undefined;
}

/** The parts of which an exchange is made up. */
export interface Deelregister {
  /**
   * Stores the parts (idempotent, keyed by number), then the running uitwisseling with `delen` and `resterend` set.
   * A part that is already done stays done. Parts go by themselves 90 days after the end of the longest exchange.
   */
  storeDelen(uitwisseling: LopendeUitwisseling, delen: readonly Deel[], regel: AuditRegel): Promise<WriteOutcome>;
  findDeel(uitwisselingId: UitwisselingId, nummer: number): Promise<DeelStand | undefined>;
  /** All parts in order of number. */
  listDelen(uitwisselingId: UitwisselingId): Promise<readonly DeelStand[]>;
  /**
   * In one transaction: mark the part done if it is not, count down `resterend` and raise `versie`. A part that was
   * done before counts nothing; a `fout` is gone. Returns the uitwisseling as it is after that, or `undefined` when it is not running.
   */
  completeDeel(uitwisselingId: UitwisselingId, nummer: number): Promise<LopendeUitwisseling | undefined>;
  /**
   * In one transaction: the open part becomes `vervangen` and done, these parts (1 to 90) come after the last one, open,
   * and `delen` and `resterend` count them. A part that is done or replaced already changes nothing. Returns the part as it
   * is after that, or `undefined` when the exchange is not running.
   */
  replaceDeel(
    uitwisselingId: UitwisselingId,
    nummer: number,
    stukken: readonly WerknemersWerk[],
    regel: AuditRegel,
  ): Promise<DeelStand | undefined>;
  /** Removes all parts of an exchange: they name employees by their ids. Nothing there is fine. */
  eraseDelen(uitwisselingId: UitwisselingId): Promise<void>;
  /** Notes why the part waits for a person; one that is done or does not exist is left alone. */
  noteDeelFout(uitwisselingId: UitwisselingId, nummer: number, fout: string): Promise<void>;
}
