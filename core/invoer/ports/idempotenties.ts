import type { Tijdstip } from '../../kalender/tijd.ts';
import type { Idempotentie } from '../idempotentie.ts';

/** Which requests were made before. */
export interface Idempotenties {
  /** Stores it unless one of this key is there that has not expired at `nu`; returns the one that is stored. */
  claimIdempotentie(idempotentie: Idempotentie, nu: Tijdstip): Promise<Idempotentie>;
  /** Remembers that the answer was `bezet`, when this very one is still stored. */
  markIdempotentieBezet(idempotentie: Idempotentie): Promise<void>;
}
