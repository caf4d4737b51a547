import type { CapabilityHash, KantoorId } from '../../ids.ts';
import type { Kantoor, Kantoortoegang } from '../kantoor.ts';

/** Which addresses were confirmed, and what opens the list of an office. */
export interface Kantoorregister {
  findKantoor(kantoorId: KantoorId): Promise<Kantoor | undefined>;
  /** The address is confirmed, and has this key; whatever was stored of it before. */
  storeKantoor(kantoor: Kantoor): Promise<void>;
  /** From now on this opens the list. */
  storeKantoortoegang(toegang: Kantoortoegang): Promise<void>;
  /** What was stored of the key or the code with this hash; it may be over. */
  findKantoortoegang(hash: CapabilityHash): Promise<Kantoortoegang | undefined>;
}
