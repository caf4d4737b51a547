import type { DeelBericht } from '../../uitwisseling/uitwisseling.ts';

/** The dead letter queue of the parts: trying again does not help what goes here, a person must look. */
export interface Uitval {
  /**
   * Puts the message there, with the code of what is wrong beside it, or throws `Transient`; twice does no harm. A redrive
   * brings it back to the queue of parts, in the group (the Nmbrs domain) in which it was.
   */
  add(bericht: DeelBericht, groep: string, foutcode: string): Promise<void>;
}
