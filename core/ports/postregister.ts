import type { Berichtenboek, Postteller } from './berichtenboek.ts';
import type { Kantoorregister } from './kantoorregister.ts';

/** What sending a mail needs of the registers. */
export type Postregister = Pick<
  Berichtenboek,
  'claimBericht' | 'markBerichtSent' | 'releaseBericht' | 'refuseBericht'
> &
  Pick<Kantoorregister, 'findKantoor' | 'storeKantoortoegang'> &
  Postteller;
