import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/domain/inloggegevens.ts';
import type { Kluis, Sleuteldoel } from '../../core/ports/kluis.ts';

export interface MemoryKluis extends Kluis {
  /** What lies in the vault, for a test to look at. */
  readonly geheimen: ReadonlyMap<InloggegevensRef, Inloggegevens>;
}

/** `sleutels`: the keys that are there already; of another the first proposal becomes it. */
export function createMemoryKluis(
  over: { readonly sleutels?: Readonly<Partial<Record<Sleuteldoel, string>>> } = {},
): MemoryKluis {
  const geheimen = new Map<InloggegevensRef, Inloggegevens>();
  const sleutels = { ...over.sleutels };
  const store = async (ref: InloggegevensRef, inloggegevens: Inloggegevens): Promise<InloggegevensRef> => {
    geheimen.set(ref, Inloggegevens.parse(inloggegevens));
    return ref;
  };
  const read = async (ref: InloggegevensRef): Promise<Inloggegevens | undefined> => {
    const found = geheimen.get(ref);
    return found === undefined ? undefined : { ...found };
  };
  return {
    geheimen,
    storeCandidate: (aanmeldingId, inloggegevens) => store(candidateRef(aanmeldingId), inloggegevens),
    async replaceCandidate(aanmeldingId, inloggegevens) {
      if (!geheimen.has(candidateRef(aanmeldingId))) return 'weg';
      await store(candidateRef(aanmeldingId), inloggegevens);
      return 'vervangen';
    },
    readCandidate: (aanmeldingId) => read(candidateRef(aanmeldingId)),
    accountRef,
    promote: (inloggegevens) => store(accountRef(inloggegevens), inloggegevens),
    read,
    async eraseCandidate(aanmeldingId) {
      geheimen.delete(candidateRef(aanmeldingId));
    },
    async eraseAccount(ref) {
      geheimen.delete(ref);
    },
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
