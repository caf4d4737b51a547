import type { Kantoorregister } from '../../toegang/ports/kantoorregister.ts';
import type { Berichtenboek, Postteller } from './berichtenboek.ts';

/** What sending a mail needs of the registers. */
export type Postregister = Pick<
  Berichtenboek,
  'claimBericht' | 'markBerichtSent' | 'releaseBericht' | 'refuseBericht'
> &
  Pick<Kantoorregister, 'findKantoor' | 'storeKantoortoegang'> &
  Postteller;
