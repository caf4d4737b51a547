import { AanmeldingId, Capability, CapabilityHash } from '../../core/ids.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import { Toegangscode } from '../../core/toegang/toegangscode.ts';
import { deriveAanmeldingId, deriveCapability, sign } from '../node/identiteit.ts';
import { sha256 } from '../node/sha256.ts';

/** Ids and secrets by counter, the same in every run; what is derived and the hashes are real. */
export function createMemoryIdentiteit(): Identiteit {
  let aanmeldingen = 0;
  let capabilities = 0;
  let codes = 0;
  let zouten = 0;
  return {
    newAanmeldingId() {
      aanmeldingen += 1;
      return AanmeldingId.parse(`aan-00000000-0000-4000-8000-${String(aanmeldingen).padStart(12, '0')}`);
    },
    newCapability() {
      capabilities += 1;
      return Capability.parse(`capability-${String(capabilities).padStart(32, '0')}`);
    },
    newToegangscode() {
      codes += 1;
      return Toegangscode.parse(String(codes).padStart(20, '0'));
    },
    newZout() {
      zouten += 1;
      return `zout-${String(zouten).padStart(38, '0')}`;
    },
    deriveAanmeldingId,
    deriveCapability,
    hash: (geheim) => CapabilityHash.parse(sha256(geheim)),
    matches: (candidate, hash) => sha256(candidate) === hash,
    sign,
    digest: sha256,
  };
}
