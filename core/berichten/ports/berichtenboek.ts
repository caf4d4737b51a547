import type { AanmeldingId, CapabilityHash } from '../../ids.ts';
import type { Tijdstip } from '../../kalender/tijd.ts';
import type { BerichtSoort, BerichtStand } from '../bericht.ts';
import type { Postgrens } from '../postgrens.ts';

/** One mail at most per aanmelding (also about its koppeling and its exchanges), kind and occasion. */
export interface BerichtSleutel {
  readonly onderwerp: AanmeldingId;
  readonly soort: BerichtSoort;
  /** Tells a second mail of the kind apart, e.g. the date of the controle or the exchange that it is about. */
  readonly gelegenheid: string;
}

/** Which mails were sent, and which code each of them has. */
export interface Berichtenboek {
  /**
   * `nieuw`: this caller may send it, also when it was refused before. `bezig`: claimed before, the outcome is unknown. `verzonden`: it was
   * sent. `toegang`: the hash of the code in it.
   */
  claimBericht(
    sleutel: BerichtSleutel,
    nu: Tijdstip,
    toegang?: CapabilityHash,
  ): Promise<'nieuw' | 'bezig' | 'verzonden'>;
  markBerichtSent(sleutel: BerichtSleutel, nu: Tijdstip): Promise<void>;
  /** Gives the claim back after a failure that certainly sent nothing. */
  releaseBericht(sleutel: BerichtSleutel): Promise<void>;
  /** The same of a mail that was refused at this moment, and remembers that it was; its code opens nothing. One that was sent stays sent. */
  refuseBericht(sleutel: BerichtSleutel, nu: Tijdstip): Promise<void>;
  /**
   * Notes what became of a mail; of several reports the one with the latest moment stays. `onbekend`: there is no such
   * mail; nothing was stored.
   */
  markBezorging(
    sleutel: BerichtSleutel,
    bezorging: NonNullable<BerichtStand['bezorging']>,
  ): Promise<'genoteerd' | 'onbekend'>;
  /**
   * Whether a mail about this aanmelding, claimed at this moment or later, has the code with this hash, and the code is one that opens
   * the aanmelding (`codeIn`).
   */
  hasToegang(onderwerp: AanmeldingId, toegang: CapabilityHash, sinds: Tijdstip): Promise<boolean>;
  /** The mail about this aanmelding, claimed at this moment or later, that has the code with this hash, whatever the code opens. */
  mailMetCode(
    onderwerp: AanmeldingId,
    code: CapabilityHash,
    sinds: Tijdstip,
  ): Promise<Omit<BerichtSleutel, 'onderwerp'> | undefined>;
  /** The mails about an aanmelding of the last 800 days, and those that are sent once in its life; oldest first. */
  listBerichten(onderwerp: AanmeldingId): Promise<readonly BerichtStand[]>;
}

/** How many mails went to an address. */
export interface Postteller {
  /** Counts one mail more, unless the limit of its hour or day is reached: `false`, and nothing is counted. */
  countPost(grens: Postgrens, nu: Tijdstip): Promise<boolean>;
  /** Counts one mail less, that was counted at this moment and certainly not sent; below nothing there is none. */
  uncountPost(grens: Postgrens, nu: Tijdstip): Promise<void>;
}
