import type { RunId, WerknemerId } from '../../../core/ids.ts';
import type { Datum } from '../../../core/kalender/tijd.ts';
import type { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type {
  Contract,
  Dienstverband,
  Kind,
  LooncodeRegel,
  Partner,
  Persoon,
  RoosterRegel,
  SalarisRegel,
  WerknemerGegevens,
} from '../../../core/nmbrs/gegevensset.ts';
import type { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';

// The truth: what Nmbrs held at the moment of an exchange. It is never changed, only followed by the next one.

/** What holds from a day on, up to the next row; with `tot` until that day at most. */
export interface Rij<T> {
  readonly vanaf: Datum;
  readonly tot?: Datum;
  readonly waarde: T;
}

type MetHistorie = Omit<WerknemerGegevens, 'rooster' | 'contracten' | 'partner' | 'kinderen'>;

/** The groups that Nmbrs can tell of another period than the one in which it is, each with its history. */
export type Historie = { readonly [Veld in keyof MetHistorie]-?: readonly Rij<NonNullable<MetHistorie[Veld]>>[] };

/** A person at Nmbrs. */
export interface Mens {
  readonly werknemerId: WerknemerId;
  readonly personeelsnummer: string;
  readonly lijst: 'in-dienst' | 'uit-dienst' | 'geen';
  /** Absent: the company-wide answer does not name the person. */
  readonly dienstverbanden?: readonly Dienstverband[];
  readonly salarissen: readonly SalarisRegel[];
  readonly roosters: readonly RoosterRegel[];
  readonly contracten: readonly Contract[];
  readonly partner?: Partner;
  readonly kinderen: readonly Kind[];
  readonly historie: Historie;
}

/** The calls that nobody is asked for and that are active. */
export interface Rechten {
  readonly bedrijfsbreed: readonly BulkAanroep[];
  readonly perTijdvak: readonly TijdvakAanroep[];
}

/** An exchange, and what Nmbrs held when it was made. */
export interface Moment extends Rechten {
  readonly tijdvak: Tijdvak;
  readonly versie: number;
  /** Of the calls for a given period those that were active when it was planned. */
  readonly geplandPerTijdvak: Rechten['perTijdvak'];
  /** The period in which Nmbrs was while it was asked. */
  readonly nmbrsIn: Tijdvak;
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly dga: readonly WerknemerId[];
  readonly runIds: readonly RunId[];
  readonly mensen: readonly Mens[];
  /** What the runs up to now paid them, by employee. */
  readonly looncodes: ReadonlyMap<WerknemerId, readonly LooncodeRegel[]>;
}

/** What is earlier, and what is later, than every day: a row without a begin, or without an end. */
export const [OOIT, NOOIT] = ['', '9999'];

interface Duur {
  readonly begin?: string | undefined;
  readonly eind?: string | undefined;
}

/** Whether it holds on a day of these. */
export const raakt = ({ begin = OOIT, eind = NOOIT }: Duur, van: string, tot: string): boolean =>
  begin <= tot && eind >= van;

const KNOWN = new WeakMap<Mens, Map<string, WerknemerGegevens>>();

/** What Nmbrs tells of somebody as of a period; a list of nothing is a list. Reckoned once: the truth is never changed. */
export function gegevensVan(mens: Mens, tijdvak: Tijdvak): WerknemerGegevens {
  const known = KNOWN.get(mens) ?? new Map<string, WerknemerGegevens>();
  KNOWN.set(mens, known);
  const found = known.get(tijdvak.tijdvakId) ?? gegevensIn(mens, tijdvak);
  known.set(tijdvak.tijdvakId, found);
  return found;
}

const ZONDER = new WeakMap<Persoon, Persoon>();

/** Who gets no address writes no letters, and gets no names for them. */
export function binnen<T extends Pick<WerknemerGegevens, 'persoon'>>(profiel: Dekkingsprofiel, gegevens: T): T {
  const { persoon } = gegevens;
  if (profiel !== 'verzuim' || persoon?.naamgebruik === undefined) return gegevens;
  const { naamgebruik: _use, achternaamPartner: _name, ...rest } = persoon;
  const known = ZONDER.get(persoon) ?? rest;
  ZONDER.set(persoon, known);
  return { ...gegevens, persoon: known };
}

/** What Nmbrs tells of the exchanged period, and of the one in which it is. */
export function toenEnNu(mens: Mens, { tijdvak, nmbrsIn, dekkingsprofiel }: Moment) {
  const van = (een: Tijdvak) => binnen(dekkingsprofiel, gegevensVan(mens, een));
  return [van(tijdvak), van(nmbrsIn)] as const;
}

function gegevensIn({ historie, contracten, partner, kinderen }: Mens, tijdvak: Tijdvak): WerknemerGegevens {
  const van = <T>(rijen: readonly Rij<T>[]): T | undefined =>
    rijen.findLast(({ vanaf, tot }) => vanaf <= tijdvak.eind && (tot === undefined || tot >= tijdvak.begin))?.waarde;
  return {
    persoon: van(historie.persoon),
    bsn: van(historie.bsn),
    contracten: contracten.filter(
      ({ begin = '', eind }) => begin <= tijdvak.eind && (eind === undefined || eind >= tijdvak.begin),
    ),
    adressen: van(historie.adressen) ?? [],
    verzekering: van(historie.verzekering),
    partner,
    kinderen: [...kinderen],
    vasteLooncomponenten: van(historie.vasteLooncomponenten) ?? [],
    variabeleLooncomponenten: van(historie.variabeleLooncomponenten) ?? [],
    vasteUren: van(historie.vasteUren) ?? [],
    variabeleUren: van(historie.variabeleUren) ?? [],
    bankrekeningen: van(historie.bankrekeningen) ?? [],
  };
}

/** What the runs of the period paid somebody. */
export const betaald = ({ looncodes, runIds }: Moment, { werknemerId }: Mens): readonly LooncodeRegel[] =>
  looncodes.get(werknemerId)?.filter(({ runId }) => runIds.includes(runId)) ?? [];
