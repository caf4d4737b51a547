import type { AanmeldingMetGegevens } from '../../aanmelding/aanmelding.ts';
import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { KoppelingId } from '../../ids.ts';
import type { InloggegevensRef } from '../../nmbrs/inloggegevens.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling.ts';

/** The koppelingen. */
export interface Koppelregister {
  /**
   * Stores the koppeling, its place in the account index and the realised aanmelding together; the claim must be its own. Throws `Transient` while
   * the account is held (`holdAccount`) at the moment of the audit line.
   */
  registerKoppeling(koppeling: Koppeling, aanmelding: AanmeldingMetGegevens, regel: AuditRegel): Promise<WriteOutcome>;
  findKoppeling(koppelingId: KoppelingId): Promise<Koppeling | GewisteKoppeling | undefined>;
  /** Replaces it; one that is `gestopt` leaves the account index in the same transaction. */
  replaceKoppeling(koppeling: Koppeling | GewisteKoppeling, regel: AuditRegel): Promise<WriteOutcome>;
  /**
   * Replaces it and its aanmelding together, and moves it in the account index from `vorige` to the account that it names
   * now. Throws `Transient` while that account is held.
   */
  moveKoppeling(
    koppeling: Koppeling,
    vorige: InloggegevensRef,
    aanmelding: AanmeldingMetGegevens,
    regel: AuditRegel,
  ): Promise<WriteOutcome>;
  /** Replaces it and its aanmelding together; it stays with its account, or with none. */
  replaceTogether(koppeling: Koppeling, aanmelding: AanmeldingMetGegevens, regel: AuditRegel): Promise<WriteOutcome>;
}
