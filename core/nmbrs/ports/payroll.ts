import type { BedrijfId, RunId, WerknemerId } from '../../ids.ts';
import type { Tijdvak } from '../../kalender/tijdvak.ts';
import type { BulkAanroep, BulkUitslag } from '../bulk-aanroep.ts';
import type { Gegevensgroep } from '../dekkingsprofiel.ts';
import type { Dienstverband, Gegevensveld, LooncodeRegel, OpgehaaldeGegevens, SalarisRegel } from '../gegevensset.ts';
import type { Inloggegevens } from '../inloggegevens.ts';
import type {
  Bedrijf,
  Debiteur,
  DebiteurId,
  DebiteurTag,
  Omgeving,
  PayrollTijdvak,
  RestSleutel,
  Run,
  WerknemerSoort,
  WerknemerVermelding,
} from '../payroll.ts';
import type { PeilSoort } from '../peil.ts';
import type { Recht, RechtUitslag } from '../rechten.ts';
import type { TijdvakAanroep, TijdvakUitslag } from '../tijdvak-aanroep.ts';

/** Why the payroll package refused, in our words; `code` is the vendor's own, for the operator. */
export interface PayrollRefusal {
  readonly reden:
    | 'inloggegevens-ongeldig'
    | 'geen-abonnement'
    | 'domein-onbekend'
    | 'recht-niet-actief'
    | 'geen-toegang'
    | 'tijdvak-ongeldig'
    | 'niet-gevonden';
  readonly code: string;
  /** The call that was refused. */
  readonly aanroep: string;
}

/**
 * An answer, or a refusal that only a person can lift. Hold-ups (timeouts, 5xx, 9999) are thrown as `Transient`, answers that make no
 * sense (another's, unreadable, empty where something must be) as `Unclear`, both after some tries; what trying again cannot mend as
 * `Defect`. A text may hold U+FFFD for a character that got lost on its way.
 */
export type PayrollAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: PayrollRefusal };

/** What a probe may point its call at; a part that is absent makes the calls that need it `niet-te-toetsen`. */
export interface ProbeVoorbeeld {
  readonly bedrijfId: BedrijfId;
  readonly tijdvak: PayrollTijdvak;
  readonly werknemerId?: WerknemerId;
  readonly run?: Run;
}

/** What one company-wide call is asked for. */
export interface BulkVraag {
  readonly bedrijfId: BedrijfId;
  readonly aanroep: BulkAanroep;
  readonly werknemerIds: readonly WerknemerId[];
  readonly groepen: readonly Gegevensgroep[];
  readonly tijdvak: Tijdvak;
}

/** What is asked of one employee, and of which period. */
export interface WerknemerVraag {
  readonly werknemerId: WerknemerId;
  readonly groepen: readonly Gegevensgroep[];
  readonly tijdvak: Tijdvak;
  /** The calls for a given period that may be used. One that turns out not to work gives way to the handleiding's. */
  readonly perTijdvak: readonly TijdvakAanroep[];
}

/** What is told of an employee, and for each group that was asked for whether it is of the period or as it is now. */
export interface WerknemerAntwoord {
  readonly gegevens: OpgehaaldeGegevens;
  readonly peil: Readonly<Partial<Record<Gegevensveld, PeilSoort>>>;
}

export type RapportStand =
  | { readonly stand: 'bezig' }
  | {
      readonly stand: 'klaar';
      readonly regels: readonly (LooncodeRegel & { readonly werknemerId: WerknemerId })[];
      /** The wage codes that occur and were not asked for, each once, without what they say. */
      readonly overige: readonly number[];
    }
  /** The task failed or is not known any more: start it again. */
  | { readonly stand: 'mislukt' };

/** What a login may see. */
export interface PayrollOmgeving {
  /** The environment to which the login belongs, found by user name and token alone. */
  fetchOmgeving(): Promise<PayrollAnswer<Omgeving>>;
  /** The debtors that the login may see: tags filter them. */
  listDebiteuren(): Promise<PayrollAnswer<readonly Debiteur[]>>;
  listTags(debiteurId: DebiteurId): Promise<PayrollAnswer<readonly DebiteurTag[]>>;
  /** All companies that the login may see. */
  listBedrijven(): Promise<PayrollAnswer<readonly Bedrijf[]>>;
  listBedrijvenVan(debiteurId: DebiteurId): Promise<PayrollAnswer<readonly Bedrijf[]>>;
  listWerknemerSoorten(): Promise<PayrollAnswer<readonly WerknemerSoort[]>>;
}

/** Whether the calls that we need may be made. */
export interface PayrollToets {
  /** Makes the call once and keeps only whether it is active. Refusals other than an inactive call throw `Refused`. */
  probe(recht: Recht, voorbeeld: ProbeVoorbeeld): Promise<RechtUitslag>;
  /**
   * Makes each of these company-wide calls and keeps only whether it can be used: `niet-actief`, with its code, is whatever gives no
   * answer, also a hold-up. Throws `Refused` for the login, and what is of our own (`isOfTheCall` in `payroll-errors.ts`).
   */
  probeBulk(bedrijfId: BedrijfId, aanroepen: readonly BulkAanroep[]): Promise<readonly BulkUitslag[]>;
  /** The same for the calls about one employee in a given period; `niet-te-toetsen` without an employee to ask about. */
  probePerTijdvak(voorbeeld: ProbeVoorbeeld, aanroepen: readonly TijdvakAanroep[]): Promise<readonly TijdvakUitslag[]>;
}

/** The runs of a company, and what a run says of every employee. */
export interface PayrollRuns {
  fetchTijdvak(bedrijfId: BedrijfId): Promise<PayrollAnswer<PayrollTijdvak>>;
  /** Runs of a year. Around New Year ask for both years. */
  listRuns(bedrijfId: BedrijfId, jaar: number): Promise<PayrollAnswer<readonly Run[]>>;
  /** Starts the background report of the run for one wage code; the answer is the task's id. */
  startLooncodeRapport(input: {
    bedrijfId: BedrijfId;
    runId: RunId;
    jaar: number;
    looncode: number;
  }): Promise<PayrollAnswer<string>>;
  /** Starts the background report of the run for all wage codes at once; poll it like that of one code. */
  startRunRapport(input: { bedrijfId: BedrijfId; runId: RunId; jaar: number }): Promise<PayrollAnswer<string>>;
  /** Keeps the lines of these wage codes. */
  pollLooncodeRapport(taakId: string, runId: RunId, looncodes: readonly number[]): Promise<PayrollAnswer<RapportStand>>;
}

/** The employees of a company, and what is told of each. */
export interface PayrollWerknemers {
  listWerknemers(
    bedrijfId: BedrijfId,
    soort: 'in-dienst' | 'uit-dienst',
  ): Promise<PayrollAnswer<readonly WerknemerVermelding[]>>;
  listDienstverbanden(bedrijfId: BedrijfId): Promise<PayrollAnswer<ReadonlyMap<WerknemerId, readonly Dienstverband[]>>>;
  listSalarissen(bedrijfId: BedrijfId): Promise<PayrollAnswer<ReadonlyMap<WerknemerId, readonly SalarisRegel[]>>>;
  /**
   * Makes only the calls that these groups need and returns only their fields. Schedules are of the period; wage components, hours
   * and bank accounts are where a call of `perTijdvak` gives them; the rest is as of the period in which Nmbrs is.
   */
  fetchWerknemer(vraag: WerknemerVraag): Promise<PayrollAnswer<WerknemerAntwoord>>;
  /**
   * The fields of these groups for each of these employees, by one call for the whole company; groups that the call does not
   * give (`groepenIn`) are absent. Histories are reduced to what holds in `tijdvak` by the rule of `historie.ts`, so
   * that a group of the period has the same bytes as {@link fetchWerknemer} gives it; partner and children have no history. The
   * answer has exactly these employees; one whom the company does not know is a `Defect`.
   */
  fetchBedrijfsbreed(vraag: BulkVraag): Promise<PayrollAnswer<ReadonlyMap<WerknemerId, WerknemerAntwoord>>>;
  /** The REST GUIDs of the company itself, or of all its employees: the bridge to the API that replaces this one. */
  listRestSleutels(
    bedrijfId: BedrijfId,
    soort: 'bedrijf' | 'werknemer',
  ): Promise<PayrollAnswer<readonly RestSleutel[]>>;
}

/** The payroll package, opened with one account's inloggegevens. Only reads; each call has a deadline. */
export interface Payroll extends PayrollOmgeving, PayrollToets, PayrollRuns, PayrollWerknemers {}

/** Opens the payroll package; makes no call. */
export interface PayrollGateway {
  open(inloggegevens: Inloggegevens): Payroll;
}
