import type { AanmeldingId, Capability, CapabilityHash } from '../../ids.ts';
import type { Toegangscode } from '../toegangscode.ts';

const encoder = new TextEncoder();

/** The digest of a text, in UTF-8. */
export const digestText = (identiteit: Pick<Hasher, 'digest'>, tekst: string): string =>
  identiteit.digest(encoder.encode(tekst));

/** Random ids and secrets, and those that are derived from a salt or a secret. */
export interface Issuer {
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
}

/** Hashes of secrets, of texts and of files, and whether one fits. */
export interface Hasher {
  hash(geheim: Capability | Toegangscode): CapabilityHash;
  /** In constant time, whatever the text is. */
  matches(candidate: string, hash: CapabilityHash): boolean;
  /** HMAC-SHA-256 of the text under this secret, base64url: what it was made of can be checked, not read. */
  sign(geheim: string, tekst: string): string;
  /** SHA-256 of the bytes, hex. */
  digest(bytes: Uint8Array): string;
}

export interface Identiteit extends Issuer, Hasher {}
