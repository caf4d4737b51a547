import type { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import type {
  Dienstverband,
  Gegevensveld,
  LooncodeRegel,
  Salaris,
  WerknemerGegevens,
} from '../../../core/nmbrs/gegevensset.ts';
import type { Mens, Moment } from './waarheid.ts';

// What the model says: a set as it must be.

export type Peil = 'tijdvak' | { readonly nu: string } | { readonly versie: number };

/** A line of a set. */
export interface Regel extends WerknemerGegevens {
  readonly werknemerId: number;
  readonly personeelsnummer?: string | undefined;
  readonly dga: boolean;
  readonly dienstverbanden: readonly Dienstverband[];
  readonly salaris?: Salaris | undefined;
  readonly looncodes?: readonly LooncodeRegel[] | undefined;
  readonly peil: Readonly<Partial<Record<Gegevensveld, Peil>>>;
}

export interface Mutatie {
  readonly soort: string;
  readonly werknemerId: number;
  readonly ingangsdatum?: string | undefined;
  readonly gemeldOp?: string | undefined;
  readonly velden?: readonly string[] | undefined;
  readonly tussen?: { readonly van: string; readonly tot: string } | undefined;
  readonly tijdvakId?: string | undefined;
  readonly oorzaak?: string | undefined;
}

/** A line, and the histories from which it was made. */
export interface Inhoud {
  readonly regel: Regel;
  readonly mens: Mens;
  /** Whether it is known that there were no schedules before the first one. */
  readonly isVolledig: boolean;
}

/** What was told of somebody by a set or by one before it. */
export interface Verteld {
  readonly dienstverbanden: readonly Dienstverband[];
  /** As out of service. */
  readonly alsLeaver: boolean;
  /** From when on somebody is gone from Nmbrs without a last day, or is not in service because the first day was put off. */
  readonly wegSinds?: string;
  /** Only of who is in the set itself. */
  readonly inhoud?: Inhoud;
}

/** What was told up to a set, and from which period on. */
export interface Geheugen {
  readonly sinds: Tijdvak;
  readonly verteld: ReadonlyMap<number, Verteld>;
}

/** A delivered set as it must be, and what the next ones have to know of it. */
export interface Verwacht {
  readonly moment: Moment;
  /** What it is compared with. */
  readonly vorige: Verwacht | undefined;
  readonly regels: readonly Regel[];
  readonly mutaties: readonly Mutatie[];
  /** Absent: it was lost. */
  readonly geheugen?: Geheugen | undefined;
}
