import type { Tijdstip } from '../../kalender/tijd.ts';
import type { InloggegevensRef } from '../../nmbrs/inloggegevens.ts';
import type { Accountgebruik } from '../koppeling.ts';

/** Which koppelingen are exchanged with which login. */
export interface Accountregister {
  /** Every koppeling that is exchanged with these inloggegevens; one that is `gestopt` is not. */
  listKoppelingenVan(ref: InloggegevensRef): Promise<readonly Accountgebruik[]>;
  /**
   * From here on no koppeling can join the account, so that "nobody uses it" stays true while its secret is erased.
   * `houder` names who asks: each releases its own hold, and holding twice is holding once. After `tot` it holds nobody off
   * any more: who has not released it by then has died.
   */
  holdAccount(ref: InloggegevensRef, houder: string, tot: Tijdstip): Promise<void>;
  /** Nothing held is fine. */
  releaseAccount(ref: InloggegevensRef, houder: string): Promise<void>;
}
