import type { Aanmeldgegevens } from '../domain/aanmeldgegevens.ts';
import type {
  Aanmelding,
  AanmeldingMetGegevens,
  AanmeldingStatus,
  AfgemeldeAanmelding,
  OntvangenAanmelding,
} from '../domain/aanmelding.ts';
import type { AuditRegel, AuditSchakel } from '../domain/audit.ts';
import type { BerichtSoort, BerichtStand } from '../domain/bericht.ts';
import type { Idempotentie } from '../domain/idempotentie.ts';
import type { InloggegevensRef } from '../domain/inloggegevens.ts';
import type { Accountgebruik, GewisteKoppeling, Koppeling } from '../domain/koppeling.ts';
import type { Tijdstip } from '../domain/tijd.ts';
import type { Deel, LopendeUitwisseling, Uitwisseling, WerknemersWerk } from '../domain/uitwisseling.ts';
import type { Werkgevernummers } from '../domain/werkgevernummers.ts';
import type { AanmeldingId, CapabilityHash, KoppelingId, TaakToken, UitwisselingId } from '../ids.ts';
import type { Aanvragen } from './aanvragen.ts';
import type { Claims } from './claims.ts';

/** `verouderd`: someone else wrote first; read again and decide again. */
export type WriteOutcome = 'opgeslagen' | 'verouderd';

/** One mail at most per aanmelding (also about its koppeling and its exchanges), kind and occasion. */
export interface BerichtSleutel {
  readonly onderwerp: AanmeldingId;
  readonly soort: BerichtSoort;
  /** Tells a second mail of the kind apart, e.g. the date of the controle or the exchange that it is about. */
  readonly gelegenheid: string;
}

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

/** A part, and how far it is. */
export interface DeelStand {
  readonly deel: Deel;
  readonly gedaan: boolean;
  /** The code of what is wrong with an open part: its message lies in the dead letter queue. */
  readonly fout?: string | undefined;
}

/**
 * The registry: what is decided, in one table. Every write is conditional. Methods that replace an item take the new
 * item with `versie` one higher than the item that was read; they store nothing when the stored one moved on.
 *
 * All methods throw `Transient` when the table is out of reach or throttles, `Defect` when an item does not parse.
 */
export interface Registratie extends Aanvragen, Claims {
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

  /** Stores it unless one of this key is there that has not expired at `nu`; returns the one that is stored. */
  claimIdempotentie(idempotentie: Idempotentie, nu: Tijdstip): Promise<Idempotentie>;
  /** Remembers that the answer was `bezet`, when this very one is still stored. */
  markIdempotentieBezet(idempotentie: Idempotentie): Promise<void>;

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

  /** Stores it unless one with this id exists; returns the stored one. */
  ensureUitwisseling(uitwisseling: Uitwisseling, regel: AuditRegel): Promise<Uitwisseling>;
  findUitwisseling(uitwisselingId: UitwisselingId): Promise<Uitwisseling | undefined>;
  /**
   * The exchanges of a koppeling, in the order of their periods, and of their versions within a period: every one, or those of the
   * periods of the year `vanaf` and later with whichever of before is open.
   */
  listUitwisselingen(koppelingId: KoppelingId, vanaf?: number): Promise<readonly Uitwisseling[]>;
  replaceUitwisseling(uitwisseling: Uitwisseling, regel: AuditRegel): Promise<WriteOutcome>;

  /**
   * Stores the parts (idempotent, keyed by number), then the running uitwisseling with `delen` and `resterend` set.
   * A part that is already done stays done. Parts go by themselves 90 days after the end of the longest exchange.
   */
  storeDelen(uitwisseling: LopendeUitwisseling, delen: readonly Deel[], regel: AuditRegel): Promise<WriteOutcome>;
  findDeel(uitwisselingId: UitwisselingId, nummer: number): Promise<DeelStand | undefined>;
  /** All parts in order of number. */
  listDelen(uitwisselingId: UitwisselingId): Promise<readonly DeelStand[]>;
  /**
   * In one transaction: mark the part done if it is not, count down `resterend` and raise `versie`. A part that was
   * done before counts nothing; a `fout` is gone. Returns the uitwisseling as it is after that, or `undefined` when it is not running.
   */
  completeDeel(uitwisselingId: UitwisselingId, nummer: number): Promise<LopendeUitwisseling | undefined>;
  /**
   * In one transaction: the open part becomes `vervangen` and done, these parts (1 to 90) come after the last one, open,
   * and `delen` and `resterend` count them. A part that is done or replaced already changes nothing. Returns the part as it
   * is after that, or `undefined` when the exchange is not running.
   */
  replaceDeel(
    uitwisselingId: UitwisselingId,
    nummer: number,
    stukken: readonly WerknemersWerk[],
    regel: AuditRegel,
  ): Promise<DeelStand | undefined>;
  /** Removes all parts of an exchange: they name employees by their ids. Nothing there is fine. */
  eraseDelen(uitwisselingId: UitwisselingId): Promise<void>;
  /** Notes why the part waits for a person; one that is done or does not exist is left alone. */
  noteDeelFout(uitwisselingId: UitwisselingId, nummer: number, fout: string): Promise<void>;

  /**
   * Remembers the token of the state that waits for the parts, and returns the uitwisseling as it is after that: when
   * its `resterend` is 0, no part will report any more. `undefined` when it is not running.
   */
  rememberVerdeelTaak(uitwisselingId: UitwisselingId, taakToken: TaakToken): Promise<LopendeUitwisseling | undefined>;

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

  /**
   * The audit lines of an aanmelding (and of its koppeling) in the order in which they were written, linked to a chain: all, or the
   * last so many.
   */
  listAudit(aanmeldingId: AanmeldingId, laatste?: number): Promise<readonly AuditSchakel[]>;
}

/** What sending a mail needs of the registry. */
export type Postregister = Pick<
  Registratie,
  | 'claimBericht'
  | 'markBerichtSent'
  | 'releaseBericht'
  | 'refuseBericht'
  | 'findKantoor'
  | 'storeKantoortoegang'
  | 'countPost'
  | 'uncountPost'
>;

/** What taking a sign-up in needs of the registry: a function that answers the public loads no more than this. */
export type Aanmeldregister = Pick<
  Registratie,
  | 'registerAanmelding'
  | 'findAanmelding'
  | 'isBezet'
  | 'claimIdempotentie'
  | 'markIdempotentieBezet'
  | 'ensureAanvraag'
  | 'findAanvraag'
  | 'registerWachtende'
  | 'findKantoor'
  | 'countPost'
>;
