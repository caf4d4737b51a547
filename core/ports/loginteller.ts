import type { AanmeldingId } from '../domain/aanmelding.ts';
import type { InloggegevensRef } from '../domain/inloggegevens.ts';
import type { GeweigerdeLogins, Ingang } from '../domain/loginrem.ts';
import type { Tijdstip } from '../domain/tijd.ts';

/** Whose turn it is: one aanmelding that wants to try a login of this account, by this way. */
export interface Wachter {
  readonly account: InloggegevensRef;
  readonly aanmeldingId: AanmeldingId;
  readonly ingang: Ingang;
}

/** Counts the logins that Nmbrs refuses, by account and clock hour, and remembers who waits. Throws `Transient` when the store is out of reach. */
export interface Loginteller {
  /** One more of this account was refused. Counted twice is no harm. */
  count(account: InloggegevensRef, nu: Tijdstip): Promise<void>;
  /** How many were refused in the hour of this moment. */
  read(account: InloggegevensRef, nu: Tijdstip): Promise<GeweigerdeLogins>;
  /**
   * Until when it waits: as it was told first, whatever was refused since, so that nobody makes another's wait longer. `tot` when it was
   * told nothing yet, or its turn came so long ago that it is over (`BEURT_GELDT_MS`).
   */
  awaitTurn(wachter: Wachter, tot: Tijdstip, nu: Tijdstip): Promise<Tijdstip>;
  /** It had its turn: the next try waits anew. Nothing there is fine. */
  endTurn(wachter: Wachter): Promise<void>;
}
