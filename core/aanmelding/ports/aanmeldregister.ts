import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { AanmeldingId, KantoorId } from '../../ids.ts';
import type { Tijdstip } from '../../kalender/tijd.ts';
import type { Aanmeldgegevens } from '../aanmeldgegevens.ts';
import type {
  Aanmelding,
  AanmeldingMetGegevens,
  AanmeldingStatus,
  AfgemeldeAanmelding,
  OntvangenAanmelding,
} from '../aanmelding.ts';
import type { Werkgevernummers } from '../werkgevernummers.ts';

/** A place in the werkvoorraad of one state: just after this aanmelding. */
export interface WerkvoorraadPlaats {
  /** Since when the aanmelding was in the state, as `sindsOf` tells. */
  readonly sinds: Tijdstip;
  readonly aanmeldingId: AanmeldingId;
}

export interface WerkvoorraadVraag {
  readonly status: AanmeldingStatus;
  /** At most so many. */
  readonly aantal: number;
  /** Where to go on; absent: at the oldest. */
  readonly na?: WerkvoorraadPlaats | undefined;
}

export interface Werkvoorraad {
  readonly aanmeldingen: readonly Aanmelding[];
  /** Whether there are more after the last of these. */
  readonly meer: boolean;
}

export interface Kantoorlijst {
  readonly aanmeldingen: readonly Aanmelding[];
  /** Whether there are more after the last of these. */
  readonly meer: boolean;
}

/** The aanmeldingen. */
export interface Aanmeldregister {
  /**
   * Stores a new aanmelding and the audit line together, with the claim on its numbers when nobody holds that, and without it when
   * another one holds it weakly. `bezet`: it is `vast`; nothing was stored. Registering the same aanmeldingId again is `opgeslagen`.
   */
  registerAanmelding(aanmelding: OntvangenAanmelding, regel: AuditRegel): Promise<'opgeslagen' | 'bezet'>;
  findAanmelding(aanmeldingId: AanmeldingId): Promise<Aanmelding | undefined>;
  /** Whether the claim on these numbers is `vast`. */
  isBezet(werkgever: Werkgevernummers): Promise<boolean>;
  /**
   * Replaces it; releases its claim, if it holds that, in the same transaction when the new status is not live. One that holds none goes
   * on without; into a state that says that the controle passed only `passAanmelding` and `overtakeAanmelding` bring it.
   */
  replaceAanmelding(aanmelding: AanmeldingMetGegevens, regel: AuditRegel): Promise<WriteOutcome>;
  /**
   * Replaces it by what is left after afmelden and releases its claim, if it holds that, in one transaction; `werkgever` is whose numbers
   * it may claim, `undefined` of one that was over before and claimed none any more.
   */
  eraseAanmelding(
    aanmelding: AfgemeldeAanmelding,
    werkgever: Aanmeldgegevens['werkgever'] | undefined,
    regel: AuditRegel,
  ): Promise<WriteOutcome>;
  /**
   * The aanmeldingen in one state, those that are in it longest first. A write of the last second may not show yet. One that
   * left the state between two pages is passed over; none that stayed is missed or shown twice.
   */
  listAanmeldingen(vraag: WerkvoorraadVraag): Promise<Werkvoorraad>;
  /** The aanmeldingen of this address that were taken in and whose gegevens are there, by when they came in, the oldest first. A write of the last second may not show yet. */
  listVanKantoor(kantoorId: KantoorId, aantal: number, na?: WerkvoorraadPlaats): Promise<Kantoorlijst>;
}
