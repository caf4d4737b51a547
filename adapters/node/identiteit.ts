import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { AanmeldingId, Capability, CapabilityHash } from '../../core/ids.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import { TOEGANGSCODE_BITS, TOEGANGSCODE_TEKENS, Toegangscode } from '../../core/toegang/toegangscode.ts';
import { sha256 } from './sha256.ts';

/** 256 bits: nothing that can be guessed, whatever the number of tries. */
const CAPABILITY_BYTES = 32;

/** A name-based UUID of RFC 9562 (version 8: by a hash of one's own choice), here HMAC-SHA-256. */
export function deriveAanmeldingId(zout: string, naam: string): AanmeldingId {
  const hex = createHmac('sha256', zout).update(`aanmelding|${naam}`).digest('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return AanmeldingId.parse(`aan-${uuid.join('-')}`);
}

export const deriveCapability = (geheim: string, naam: string): Capability =>
  Capability.parse(createHmac('sha256', geheim).update(`capability|${naam}`).digest('base64url'));

export const sign = (geheim: string, tekst: string): string =>
  createHmac('sha256', geheim).update(tekst).digest('base64url');

/** Of each random byte five bits: a power of two of characters, each as likely as another. */
const newToegangscode = (): Toegangscode =>
  Toegangscode.parse([...randomBytes(TOEGANGSCODE_BITS / 5)].map((byte) => TOEGANGSCODE_TEKENS[byte % 32]).join(''));

/** Ids and secrets from the system's random source. */
export const createIdentiteit = (): Identiteit => ({
  newAanmeldingId: () => AanmeldingId.parse(`aan-${randomUUID()}`),
  newCapability: () => Capability.parse(randomBytes(CAPABILITY_BYTES).toString('base64url')),
  newToegangscode,
  newZout: () => randomBytes(CAPABILITY_BYTES).toString('base64url'),
  deriveAanmeldingId,
  deriveCapability,
  hash: (geheim) => CapabilityHash.parse(sha256(geheim)),
  // Hashes are compared, both of 32 bytes: the time tells nothing of the text, not even its length.
  matches: (candidate, hash) => timingSafeEqual(Buffer.from(sha256(candidate), 'hex'), Buffer.from(hash, 'hex')),
  sign,
  digest: sha256,
});
