import type { Postteller } from '../../berichten/ports/berichtenboek.ts';
import type { Idempotenties } from '../../invoer/ports/idempotenties.ts';
import type { Kantoorregister } from '../../toegang/ports/kantoorregister.ts';
import type { Aanmeldregister } from './aanmeldregister.ts';
import type { Aanvragen } from './aanvragen.ts';

/** What taking a sign-up in needs of the registers: a function that answers the public loads no more than this. */
export type Innameregister = Pick<Aanmeldregister, 'registerAanmelding' | 'findAanmelding' | 'isBezet'> &
  Idempotenties &
  Pick<Aanvragen, 'ensureAanvraag' | 'findAanvraag' | 'registerWachtende'> &
  Pick<Kantoorregister, 'findKantoor'> &
  Pick<Postteller, 'countPost'>;
