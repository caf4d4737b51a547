import type { AanmeldingId, Capability, CapabilityHash } from '../../ids.ts';
import type { Toegangscode } from '../toegangscode.ts';

const encoder = new TextEncoder();

/** The digest of a text, in UTF-8. */
export const digestText = (identiteit: Identiteit, tekst: string): string => identiteit.digest(encoder.encode(tekst));

/** Random ids and secrets, derived ones, and their hashes. */
export interface Identiteit {
  newAanmeldingId(): AanmeldingId;
  /** 256 random bits. */
  newCapability(): Capability;
  /** 100 random bits, base32. */
  newToegangscode(): Toegangscode;
  /** 256 random bits, base64url. */
  newZout(): string;
  /** The id that belongs to this salt and name: the same each time, and nobody can tell it without the salt. */
  deriveAanmeldingId(zout: string, naam: string): AanmeldingId;
  /** The capability that belongs to this secret and name, an HMAC: the same each time, for who has the secret. */
  deriveCapability(geheim: string, naam: string): Capability;
  hash(geheim: Capability | Toegangscode): CapabilityHash;
  /** In constant time, whatever the text is. */
  matches(candidate: string, hash: CapabilityHash): boolean;
  /** HMAC-SHA-256 of the text under this secret, base64url: what it was made of can be checked, not read. */
  sign(geheim: string, tekst: string): string;
  /** SHA-256 of the bytes, hex. */
  digest(bytes: Uint8Array): string;
}
