import type { Bericht } from '../bericht.ts';
import type { BerichtSleutel } from './berichtenboek.ts';

/**
 * Mail. Throws `Transient` when the mail service did certainly not accept it (throttled, out of reach before sending)
 * and `Refused` when it will never accept it; any other outcome counts as possibly sent and is a `Defect`.
 */
export interface Post {
  /** `sleutel` goes along unseen, so that a report of a bounce can be told from which mail it is. */
  send(bericht: Bericht, sleutel: BerichtSleutel): Promise<void>;
}
