import type { AanmeldingId, KantoorId } from '../../ids.ts';
import type { Tijdstip } from '../../kalender/tijd.ts';
import type { InloggegevensRef } from '../../nmbrs/inloggegevens.ts';
import type { GeweigerdeLogins, Ingang } from '../loginrem.ts';

/** Of whom a login is: the account (domein and gebruikersnaam), and the office that sends it. */
export interface Inlogger {
  readonly account: InloggegevensRef;
  readonly kantoor: KantoorId;
}

/** Whose turn it is: one aanmelding that wants to try a login, by this way. */
export interface Wachter extends Inlogger {
  readonly aanmeldingId: AanmeldingId;
  readonly ingang: Ingang;
}

/** Counts the logins that Nmbrs refuses, by account, office and clock hour, and remembers who waits. Throws `Transient` when the store is out of reach. */
export interface Loginteller {
  /** One more was refused. Counted twice is no harm. */
  count(inlogger: Inlogger, nu: Tijdstip): Promise<void>;
  /** How many were refused in the hour of this moment. */
  read(inlogger: Inlogger, nu: Tijdstip): Promise<GeweigerdeLogins>;
  /**
   * Until when it waits: as it was told first, whatever was refused since, so that nobody makes another's wait longer. `tot` when it was
   * told nothing yet, or its turn came so long ago that it is over (`BEURT_GELDT_MS`).
   */
  awaitTurn(wachter: Wachter, tot: Tijdstip, nu: Tijdstip): Promise<Tijdstip>;
  /** It had its turn: the next try waits anew. Nothing there is fine. */
  endTurn(wachter: Wachter): Promise<void>;
}
