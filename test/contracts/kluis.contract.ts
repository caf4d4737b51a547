import { describe, expect, it } from 'vitest';
import { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import { inloggegevens, newAanmeldingId, TOKEN } from './voorbeelden.ts';

/**
 * What every kluis does. `kluisOf` is called inside a test and may give the same one each time; `deleteByHand` deletes a secret as the
 * console does, so that it could be had back for days.
 */
export function describeKluisContract<K extends Kluis>(
  name: string,
  kluisOf: () => K,
  deleteByHand: (kluis: K, ref: InloggegevensRef) => Promise<void>,
): void {
  describe(`kluis: ${name}`, () => {
    it('gives a candidate back as it was stored', async () => {
      const kluis = kluisOf();
      const secret = inloggegevens();
      expect(await kluis.read(await kluis.storeCandidate(newAanmeldingId(), secret))).toEqual(secret);
    });

    it('keeps the last of two candidates of one aanmelding, under one reference', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      const first = await kluis.storeCandidate(aanmeldingId, inloggegevens());
      const corrected = inloggegevens({ apiToken: 'een-andere-token' });
      expect(await kluis.storeCandidate(aanmeldingId, corrected)).toBe(first);
      expect(await kluis.read(first)).toEqual(corrected);
    });

    it('does not let a candidate touch the account that others are exchanged by', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const ref = await kluis.promote(account);
      await kluis.storeCandidate(newAanmeldingId(), { ...account, ...inloggegevens({ domein: account.domein }) });
      expect(await kluis.read(ref)).toEqual(account);
    });

    it('shares one secret between the werkgevers of an account, however the login is capitalised', async () => {
      const kluis = kluisOf();
      const account = inloggegevens({ gebruikersnaam: 'api@duinzicht.example' });
      const ref = await kluis.promote(account);
      const capitals = { ...account, gebruikersnaam: 'API@Duinzicht.example' };
      expect(await kluis.promote(capitals)).toBe(ref);
      expect(await kluis.read(ref)).toEqual(capitals);
    });

    it('keeps accounts of other logins and other domains apart', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const refs = await Promise.all([
        kluis.promote(account),
        kluis.promote({ ...account, gebruikersnaam: 'ander@duinzicht.example' }),
        kluis.promote(inloggegevens({ gebruikersnaam: account.gebruikersnaam })),
      ]);
      expect(new Set(refs).size).toBe(3);
    });

    it('renews the token of an account, and promoting the same again changes nothing', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const ref = await kluis.promote(account);
      const renewed = inloggegevens({ domein: account.domein, apiToken: 'een-nieuwe-token' });
      await kluis.promote(renewed);
      await kluis.promote(renewed);
      expect(await kluis.read(ref)).toEqual(renewed);
    });

    it('stores one account when two promote it at the same moment', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const [first, second] = await Promise.all([kluis.promote(account), kluis.promote(account)]);
      expect(first).toBe(second);
      expect(await kluis.read(first)).toEqual(account);
    });

    it('gives nothing for a reference behind which nothing lies', async () => {
      const kluis = kluisOf();
      expect(await kluis.read(InloggegevensRef.parse(`voorbeeld/kandidaat/${newAanmeldingId()}`))).toBeUndefined();
    });

    it('erases a candidate at once; erasing nothing is fine', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      const ref = await kluis.storeCandidate(aanmeldingId, inloggegevens());
      await kluis.eraseCandidate(aanmeldingId);
      await kluis.eraseCandidate(aanmeldingId);
      expect(await kluis.read(ref)).toBeUndefined();
    });

    it('leaves the account when the candidate that it came from is erased', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      const secret = inloggegevens();
      await kluis.storeCandidate(aanmeldingId, secret);
      const ref = await kluis.promote(secret);
      await kluis.eraseCandidate(aanmeldingId);
      expect(await kluis.read(ref)).toEqual(secret);
    });

    it('replaces a candidate that is there, and makes none where there is none', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      const fresh = inloggegevens({ apiToken: 'een-nieuwe-token' });
      expect(await kluis.replaceCandidate(aanmeldingId, fresh)).toBe('weg');
      expect(await kluis.readCandidate(aanmeldingId)).toBeUndefined();
      await kluis.storeCandidate(aanmeldingId, inloggegevens());
      expect(await kluis.replaceCandidate(aanmeldingId, fresh)).toBe('vervangen');
      expect(await kluis.readCandidate(aanmeldingId)).toEqual(fresh);
      await kluis.eraseCandidate(aanmeldingId);
      expect(await kluis.replaceCandidate(aanmeldingId, fresh)).toBe('weg');
      expect(await kluis.readCandidate(aanmeldingId)).toBeUndefined();
    });

    it('says where an account lies before it lies there', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const ref = kluis.accountRef(account);
      expect(await kluis.read(ref)).toBeUndefined();
      expect(await kluis.promote(account)).toBe(ref);
    });

    it('erases an account at once and no other; erasing nothing is fine', async () => {
      const kluis = kluisOf();
      const [gone, kept] = [inloggegevens(), inloggegevens()];
      const [ref, other] = [await kluis.promote(gone), await kluis.promote(kept)];
      await kluis.eraseAccount(ref);
      await kluis.eraseAccount(ref);
      expect([await kluis.read(ref), await kluis.read(other)]).toEqual([undefined, kept]);
      await kluis.promote(gone);
      expect(await kluis.read(ref)).toEqual(gone);
    });

    it('stores a candidate again after it was erased', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      await kluis.storeCandidate(aanmeldingId, inloggegevens());
      await kluis.eraseCandidate(aanmeldingId);
      const secret = inloggegevens();
      expect(await kluis.read(await kluis.storeCandidate(aanmeldingId, secret))).toEqual(secret);
    });

    it.each(['vingerafdruk', 'referentie'] as const)(
      'keeps the first key that anybody proposes, also when two do at once: %s',
      async (doel) => {
        const kluis = kluisOf();
        const [one, two] = await Promise.all([
          kluis.ensureSleutel(doel, `${doel}-1`),
          kluis.ensureSleutel(doel, `${doel}-2`),
        ]);
        expect(one).toMatch(new RegExp(`^${doel}-\\d$`));
        expect(two).toBe(one);
        expect(await kluis.ensureSleutel(doel, `${doel}-3`)).toBe(one);
      },
    );

    it('gives nothing of a secret that a person deleted, and has it back with the next token', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const ref = await kluis.promote(account);
      await deleteByHand(kluis, ref);
      expect(await kluis.read(ref)).toBeUndefined();
      const renewed = { ...account, apiToken: inloggegevens({ apiToken: 'een-nieuwe-token' }).apiToken };
      expect(await kluis.promote(renewed)).toBe(ref);
      expect(await kluis.read(ref)).toEqual(renewed);
    });

    it('puts nothing in the place of a candidate that a person deleted', async () => {
      const kluis = kluisOf();
      const aanmeldingId = newAanmeldingId();
      await deleteByHand(kluis, await kluis.storeCandidate(aanmeldingId, inloggegevens()));
      expect(await kluis.replaceCandidate(aanmeldingId, inloggegevens())).toBe('weg');
      expect(await kluis.readCandidate(aanmeldingId)).toBeUndefined();
    });

    it('erases what a person deleted at once, so that nobody has it back', async () => {
      const kluis = kluisOf();
      const account = inloggegevens();
      const ref = await kluis.promote(account);
      await deleteByHand(kluis, ref);
      await kluis.eraseAccount(ref);
      expect(await kluis.read(ref)).toBeUndefined();
      await kluis.promote(account);
      expect(await kluis.read(ref)).toEqual(account);
    });

    it('gives references in which neither the token nor the login can be read', async () => {
      const kluis = kluisOf();
      const secret = inloggegevens();
      const refs = [await kluis.storeCandidate(newAanmeldingId(), secret), await kluis.promote(secret)];
      for (const ref of refs) {
        expect(ref).not.toContain(TOKEN);
        expect(ref).not.toContain(secret.gebruikersnaam);
      }
    });
  });
}
