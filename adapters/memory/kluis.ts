import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/domain/inloggegevens.ts';
import type { Kluis } from '../../core/ports/kluis.ts';

export interface MemoryKluis extends Kluis {
  /** What lies in the vault, for a test to look at. */
  readonly geheimen: ReadonlyMap<InloggegevensRef, Inloggegevens>;
}

export function createMemoryKluis(): MemoryKluis {
  const geheimen = new Map<InloggegevensRef, Inloggegevens>();
  const store = async (ref: InloggegevensRef, inloggegevens: Inloggegevens): Promise<InloggegevensRef> => {
    geheimen.set(ref, Inloggegevens.parse(inloggegevens));
    return ref;
  };
  return {
    geheimen,
    storeCandidate: (aanmeldingId, inloggegevens) => store(candidateRef(aanmeldingId), inloggegevens),
    promote: (inloggegevens) => store(accountRef(inloggegevens), inloggegevens),
    async read(ref) {
      const found = geheimen.get(ref);
      return found === undefined ? undefined : { ...found };
    },
    async eraseCandidate(aanmeldingId) {
      geheimen.delete(candidateRef(aanmeldingId));
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
