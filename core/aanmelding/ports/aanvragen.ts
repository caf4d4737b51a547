import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { AanmeldingId } from '../../ids.ts';
import type { Tijdstip } from '../../kalender/tijd.ts';
import type { OntvangenAanmelding, WachtendeAanmelding } from '../aanmelding.ts';
import type { Aanvraag, OpenAanvraagStatus } from '../aanvraag.ts';

export interface AanvragenVraag {
  readonly status: OpenAanvraagStatus;
  /** Which came in at this moment or before. */
  readonly tot: Tijdstip;
  /** At most so many. */
  readonly aantal: number;
  /** Where to go on; absent: at the oldest. */
  readonly na?: Aanvraag | undefined;
}

/** Which requests wait for the confirmation of their address. */
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
}
