import type { AanmeldingId, Capability, CapabilityHash } from '../domain/aanmelding.ts';

/** Random ids and secrets, and their hashes. */
export interface Identiteit {
  newAanmeldingId(): AanmeldingId;
  /** 256 random bits. */
  newCapability(): Capability;
  hash(capability: Capability): CapabilityHash;
  /** In constant time, whatever the text is. */
  matches(candidate: string, hash: CapabilityHash): boolean;
  /** SHA-256 of the bytes, hex. */
  digest(bytes: Uint8Array): string;
}
