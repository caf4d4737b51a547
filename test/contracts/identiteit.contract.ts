import { describe, expect, it } from 'vitest';
import { AanmeldingId, Capability, CapabilityHash } from '../../core/ids.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import { Toegangscode } from '../../core/toegang/toegangscode.ts';

/** What every identiteit does. */
export function describeIdentiteitContract(name: string, identiteitOf: () => Identiteit): void {
  describe(`identiteit: ${name}`, () => {
    it('never gives the same id or capability twice', () => {
      const identiteit = identiteitOf();
      const ids = Array.from({ length: 100 }, () => identiteit.newAanmeldingId());
      const capabilities = Array.from({ length: 100 }, () => identiteit.newCapability());
      expect(new Set(ids).size).toBe(100);
      expect(new Set(capabilities).size).toBe(100);
      expect(ids.every((id) => AanmeldingId.safeParse(id).success)).toBe(true);
      expect(capabilities.every((capability) => Capability.safeParse(capability).success)).toBe(true);
    });

    it('derives the same id and capability each time, and others from anything else', () => {
      const identiteit = identiteitOf();
      const ids = [
        identiteit.deriveAanmeldingId('zout-1', 'naam-1'),
        identiteit.deriveAanmeldingId('zout-1', 'naam-2'),
        identiteit.deriveAanmeldingId('zout-2', 'naam-1'),
      ];
      const capabilities = [
        identiteit.deriveCapability('geheim-1', 'naam-1'),
        identiteit.deriveCapability('geheim-1', 'naam-2'),
        identiteit.deriveCapability('geheim-2', 'naam-1'),
      ];
      expect(new Set([...ids, ...capabilities]).size).toBe(6);
      expect(identiteitOf().deriveAanmeldingId('zout-1', 'naam-1')).toBe(ids[0]);
      expect(identiteitOf().deriveCapability('geheim-1', 'naam-1')).toBe(capabilities[0]);
      expect(ids.every((id) => AanmeldingId.safeParse(id).success)).toBe(true);
      expect(capabilities.every((capability) => Capability.safeParse(capability).success)).toBe(true);
    });

    it('never gives the same code of a mail twice, and hashes it', () => {
      const identiteit = identiteitOf();
      const codes = Array.from({ length: 100 }, () => identiteit.newToegangscode());
      expect(new Set(codes.map(identiteit.hash)).size).toBe(100);
      expect(codes.map((code) => Toegangscode.parse(code))).toEqual(codes);
    });

    it('never gives the same salt twice', () => {
      const identiteit = identiteitOf();
      const salts = Array.from({ length: 100 }, () => identiteit.newZout());
      expect(new Set(salts).size).toBe(100);
      expect(salts.filter((salt) => salt.length !== 43)).toEqual([]);
    });

    it('recognises a capability by its hash', () => {
      const identiteit = identiteitOf();
      const capability = identiteit.newCapability();
      expect(identiteit.matches(capability, identiteit.hash(capability))).toBe(true);
    });

    it.each([
      ['another capability', 'A'.repeat(43)],
      ['nothing', ''],
      ['a longer text', 'x'.repeat(5000)],
      ['the hash itself', '00'.repeat(32)],
      ['text beyond ASCII', 'één€😀'],
    ])('does not take %s for it', (_what, candidate) => {
      const identiteit = identiteitOf();
      const hash = identiteit.hash(identiteit.newCapability());
      expect(identiteit.matches(candidate, hash)).toBe(false);
    });

    it('hashes with SHA-256, in hex', () => {
      const identiteit = identiteitOf();
      const capability = Capability.parse('A'.repeat(43));
      expect(identiteit.hash(capability)).toBe(
        CapabilityHash.parse('0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a'),
      );
      // The test vector of FIPS 180-2 for "abc".
      expect(identiteit.digest(new TextEncoder().encode('abc'))).toBe(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      );
    });
  });
}
