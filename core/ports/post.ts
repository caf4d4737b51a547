import type { Bericht } from '../domain/bericht.ts';

/**
 * Mail. Throws `Transient` when the mail service did certainly not accept it (throttled, out of reach before sending)
 * and `Refused` when it will never accept it; any other outcome counts as possibly sent and is a `Defect`.
 */
export interface Post {
  send(bericht: Bericht): Promise<void>;
}
