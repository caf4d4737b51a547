import type { AanmeldingId } from '../../core/ids.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Kluis, Sleuteldoel } from '../../core/nmbrs/ports/kluis.ts';

export interface MemoryKluis extends Kluis {
  /** What lies in the vault, for a test to look at. */
  readonly geheimen: ReadonlyMap<InloggegevensRef, Inloggegevens>;
  /** The keys of ours that are there. */
  sleuteldoelen(): readonly string[];
  /** How many looks do not see yet what was made in it. */
  readonly ongezien: ReadonlyMap<InloggegevensRef, number>;
  /** What somebody deleted and could have back for days: nobody reads it, and it is not among `geheimen`. */
  readonly inBedenktijd: ReadonlyMap<InloggegevensRef, Inloggegevens>;
  /** Somebody deletes it, as the console does. */
  verwijderMetBedenktijd(ref: InloggegevensRef): void;
  /** The key is gone for good: the next proposal becomes it. */
  verliesSleutel(doel: Sleuteldoel): void;
}

export interface MemoryKluisOptions {
  /** The keys that are there already; of another the first proposal becomes it. */
  readonly sleutels?: Readonly<Partial<Record<Sleuteldoel, string>>>;
  /** How many looks do not see yet what was made just before. */
  readonly traagheid?: number;
}

/** How often who expects something looks again. */
const LOOKS = 7;

export function createMemoryKluis(over: MemoryKluisOptions = {}): MemoryKluis {
  const geheimen = new Map<InloggegevensRef, Inloggegevens>();
  const inBedenktijd = new Map<InloggegevensRef, Inloggegevens>();
  const ongezien = new Map<InloggegevensRef, number>();
  const sleutels = { ...over.sleutels };
  const store = async (ref: InloggegevensRef, inloggegevens: Inloggegevens): Promise<InloggegevensRef> => {
    if (!geheimen.has(ref)) ongezien.set(ref, over.traagheid ?? 0);
    inBedenktijd.delete(ref);
    geheimen.set(ref, Inloggegevens.parse(inloggegevens));
    return ref;
  };
  const look = (ref: InloggegevensRef): Inloggegevens | undefined => {
    const left = ongezien.get(ref) ?? 0;
    if (left > 0) ongezien.set(ref, left - 1);
    const found = left > 0 ? undefined : geheimen.get(ref);
    return found === undefined ? undefined : { ...found };
  };
  const read = async (ref: InloggegevensRef, verwachting?: 'verwacht'): Promise<Inloggegevens | undefined> => {
    for (let again = verwachting === undefined ? 1 : LOOKS; again > 0; again -= 1) {
      const found = look(ref);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const erase = (ref: InloggegevensRef): void => {
    geheimen.delete(ref);
    inBedenktijd.delete(ref);
  };
  return {
    ...{ geheimen, inBedenktijd, ongezien },
    verwijderMetBedenktijd(ref) {
      const secret = geheimen.get(ref);
      if (secret !== undefined) inBedenktijd.set(ref, secret);
      geheimen.delete(ref);
    },
    sleuteldoelen: () => Object.keys(sleutels),
    verliesSleutel(doel) {
      delete sleutels[doel];
    },
    storeCandidate: (aanmeldingId, inloggegevens) => store(candidateRef(aanmeldingId), inloggegevens),
    candidateRef,
    async replaceCandidate(aanmeldingId, inloggegevens) {
      if (!geheimen.has(candidateRef(aanmeldingId))) return 'weg';
      await store(candidateRef(aanmeldingId), inloggegevens);
      return 'vervangen';
    },
    readCandidate: (aanmeldingId) => read(candidateRef(aanmeldingId)),
    accountRef,
    promote: (inloggegevens) => store(accountRef(inloggegevens), inloggegevens),
    read,
    eraseCandidate: async (aanmeldingId) => erase(candidateRef(aanmeldingId)),
    eraseAccount: async (ref) => erase(ref),
    async ensureSleutel(doel, voorstel) {
      sleutels[doel] ??= voorstel;
      return sleutels[doel] ?? voorstel;
    },
  };
}

const candidateRef = (aanmeldingId: AanmeldingId): InloggegevensRef =>
  InloggegevensRef.parse(`geheugen/kandidaat/${aanmeldingId}`);

// Upper and lower case make no other account.
const accountRef = ({ domein, gebruikersnaam }: Inloggegevens): InloggegevensRef =>
  InloggegevensRef.parse(
    `geheugen/account/${Buffer.from(`${domein}|${gebruikersnaam}`.toLowerCase()).toString('hex')}`,
  );
