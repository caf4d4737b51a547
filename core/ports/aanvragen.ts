import type { Aanmelding, OntvangenAanmelding, WachtendeAanmelding } from '../domain/aanmelding.ts';
import type { Aanvraag, OpenAanvraagStatus } from '../domain/aanvraag.ts';
import type { AuditRegel } from '../domain/audit.ts';
import type { Kantoor, Kantoortoegang } from '../domain/kantoor.ts';
import type { Postgrens } from '../domain/postgrens.ts';
import type { Tijdstip } from '../domain/tijd.ts';
import type { AanmeldingId, CapabilityHash, KantoorId } from '../ids.ts';
import type { WerkvoorraadPlaats, WriteOutcome } from './registratie.ts';

export interface AanvragenVraag {
  readonly status: OpenAanvraagStatus;
  /** Which came in at this moment or before. */
  readonly tot: Tijdstip;
  /** At most so many. */
  readonly aantal: number;
  /** Where to go on; absent: at the oldest. */
  readonly na?: Aanvraag | undefined;
}

export interface Kantoorlijst {
  readonly aanmeldingen: readonly Aanmelding[];
  /** Whether there are more after the last of these. */
  readonly meer: boolean;
}

/**
 * The part of the registry that knows which requests wait for the confirmation of their address, and which addresses were confirmed.
 * All methods throw `Transient` when the table is out of reach or throttles, `Defect` when an item does not parse.
 */
export interface Aanvragen {
  /** Stores it unless one of this id is there; gives the one that is stored. */
  ensureAanvraag(aanvraag: Aanvraag): Promise<Aanvraag>;
  findAanvraag(aanvraagId: AanmeldingId): Promise<Aanvraag | undefined>;
  /** Replaces it, on condition of its `versie`. */
  replaceAanvraag(aanvraag: Aanvraag): Promise<WriteOutcome>;
  /** The oldest first. What was written in the last second may not show yet. */
  listAanvragen(vraag: AanvragenVraag): Promise<readonly Aanvraag[]>;
  /** Removes a request that nobody confirmed, as it was read; nothing when it moved on. Its aanmeldingen first: `eraseWachtende`. */
  eraseAanvraag(aanvraag: Aanvraag): Promise<void>;

  /** Stores a new aanmelding that waits, and the audit line; it claims nothing. Storing the same again changes nothing. */
  registerWachtende(aanmelding: WachtendeAanmelding, regel: AuditRegel): Promise<void>;
  /**
   * An aanmelding that waited is taken in, with its claim. `bezet`: a live aanmelding holds the claim; nothing was stored.
   * `verouderd`: it does not wait any more.
   */
  takeIn(aanmelding: OntvangenAanmelding, regel: AuditRegel): Promise<WriteOutcome | 'bezet'>;
  /** Removes an aanmelding that still waits, its trail and what is known of its mails; one that moved on, or is gone, is left alone. */
  eraseWachtende(aanmeldingId: AanmeldingId): Promise<void>;

  findKantoor(kantoorId: KantoorId): Promise<Kantoor | undefined>;
  /** The address is confirmed, and has this key; whatever was stored of it before. */
  storeKantoor(kantoor: Kantoor): Promise<void>;
  /** From now on this opens the list. */
  storeKantoortoegang(toegang: Kantoortoegang): Promise<void>;
  /** What was stored of the key or the code with this hash; it may be over. */
  findKantoortoegang(hash: CapabilityHash): Promise<Kantoortoegang | undefined>;
  /** The aanmeldingen of this address that were taken in and whose gegevens are there, by when they came in, the oldest first. A write of the last second may not show yet. */
  listVanKantoor(kantoorId: KantoorId, aantal: number, na?: WerkvoorraadPlaats): Promise<Kantoorlijst>;

  /** Counts one mail more, unless the limit of its hour or day is reached: `false`, and nothing is counted. */
  countPost(grens: Postgrens, nu: Tijdstip): Promise<boolean>;
  /** Counts one mail less, that was counted at this moment and certainly not sent; below nothing there is none. */
  uncountPost(grens: Postgrens, nu: Tijdstip): Promise<void>;
}
