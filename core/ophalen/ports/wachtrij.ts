import type { DeelBericht } from '../../uitwisseling/uitwisseling.ts';

/** The queue of parts. Delivery is at least once and in any order. */
export interface Wachtrij {
  /**
   * Sends all of them or throws `Transient`; sending one twice does no harm. `groep` (the Nmbrs domain) keeps one
   * large account from starving the others.
   */
  sendDelen(berichten: readonly DeelBericht[], groep: string): Promise<void>;
}
