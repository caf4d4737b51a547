import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { AanmeldingId, Capability, CapabilityHash } from '../../core/domain/aanmelding.ts';
import type { Identiteit } from '../../core/ports/identiteit.ts';

/** 256 bits: nothing that can be guessed, whatever the number of tries. */
const CAPABILITY_BYTES = 32;

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** Ids and secrets from the system's random source. */
export const createIdentiteit = (): Identiteit => ({
  newAanmeldingId: () => AanmeldingId.parse(`aan-${randomUUID()}`),
  newCapability: () => Capability.parse(randomBytes(CAPABILITY_BYTES).toString('base64url')),
  hash: (capability) => CapabilityHash.parse(sha256(capability).toString('hex')),
  // Hashes are compared, both of 32 bytes: the time tells nothing of the text, not even its length.
  matches: (candidate, hash) => timingSafeEqual(sha256(candidate), Buffer.from(hash, 'hex')),
  digest: (bytes) => sha256(bytes).toString('hex'),
});
