import type { AanmeldingId } from '../../ids.ts';
import type { Inloggegevens, InloggegevensRef } from '../inloggegevens.ts';

/**
 * What a key of ours is for: fingerprints of data sets, which nobody else may make, or references to a loonheffingennummer, which
 * a.s.r. makes as well from the numbers that it knows.
 */
export type Sleuteldoel = 'vingerafdruk' | 'referentie';

/**
 * The vault. An aanmelding's token is a candidate of its own until it is realised: an unchecked sign-up can never
 * overwrite the token by which other werkgevers of the same Nmbrs account are exchanged.
 *
 * Throws `Transient` when the vault is out of reach. No error of this port carries the secret.
 */
export interface Inlogkluis {
  /** Stores the inloggegevens as this aanmelding's candidate; storing twice keeps the last. */
  storeCandidate(aanmeldingId: AanmeldingId, inloggegevens: Inloggegevens): Promise<InloggegevensRef>;
  /**
   * Puts other inloggegevens in the place of this aanmelding's candidate. `weg`: there is none any more (it was realised, or
   * ended), and nothing was stored: a candidate is only ever made by the sign-up. Once it is back, readers get the new ones.
   */
  replaceCandidate(aanmeldingId: AanmeldingId, inloggegevens: Inloggegevens): Promise<'vervangen' | 'weg'>;
  readCandidate(aanmeldingId: AanmeldingId): Promise<Inloggegevens | undefined>;
  /** Where the candidate of this aanmelding or request lies, or would lie; makes no call. */
  candidateRef(aanmeldingId: AanmeldingId): InloggegevensRef;
  /** Where the inloggegevens of this account (domein + gebruikersnaam) lie, or would lie; makes no call. */
  accountRef(inloggegevens: Inloggegevens): InloggegevensRef;
  /** Makes them the inloggegevens of their account (domein + gebruikersnaam), shared by its werkgevers; once it is back, readers get them. */
  promote(inloggegevens: Inloggegevens): Promise<InloggegevensRef>;
  /**
   * `undefined` when nothing lies there (any more). A vault can be a moment behind: who knows from the registry that something must
   * lie there (`verwacht`) gets it when it shows within some seconds.
   */
  read(ref: InloggegevensRef, verwachting?: 'verwacht'): Promise<Inloggegevens | undefined>;
  /** Erases the candidate at once, without a recovery window; nothing there is fine. */
  eraseCandidate(aanmeldingId: AanmeldingId): Promise<void>;
  /** Erases the inloggegevens of an account in the same way. Only for who holds off new koppelingen (`holdAccount`). */
  eraseAccount(ref: InloggegevensRef): Promise<void>;
}

/** The keys of our own, in the same vault. */
export interface Sleutelbos {
  /**
   * The key for this purpose, one for the system. `voorstel` becomes it when there is none yet; of two who ask at once both get
   * the same. It is never replaced: what was made with it could not be compared with anything any more.
   */
  ensureSleutel(doel: Sleuteldoel, voorstel: string): Promise<string>;
}

export interface Kluis extends Inlogkluis, Sleutelbos {}
