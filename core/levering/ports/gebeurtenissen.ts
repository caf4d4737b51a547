import type { LeveringBeschikbaar } from '../levering-beschikbaar.ts';

/** What others may react to. */
export interface Gebeurtenissen {
  /**
   * Tells that a data set lies ready. At least once: told again, it carries the same `gebeurtenisId`. Throws `Transient` when it was
   * not taken, or nobody knows.
   */
  publish(levering: LeveringBeschikbaar): Promise<void>;
}
