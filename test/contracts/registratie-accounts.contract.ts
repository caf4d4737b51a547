import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { TRANSIENT } from '../../core/errors.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { GewisteKoppeling, type Koppeling } from '../../core/koppeling/koppeling.ts';
import { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import {
  auditRegel,
  gerealiseerd,
  goedgekeurd,
  koppelingOf,
  newAanmeldingId,
  ontvangenAanmelding,
} from './voorbeelden.ts';

/** Until when an account is held here: after the moment of every example. */
const LATER = Tijdstip.parse('2030-01-01T00:15:00.000Z');
const JUST_BEFORE = Tijdstip.parse('2030-01-01T00:14:59.999Z');

const newAccount = () => InloggegevensRef.parse(`voorbeeld/account/${newAanmeldingId()}`);
const idsOf = async (registratie: Registratie, ref: InloggegevensRef) =>
  (await registratie.listKoppelingenVan(ref)).map(({ koppelingId }) => koppelingId);

async function approved(registratie: Registratie, inloggegevensRef: InloggegevensRef) {
  const first = ontvangenAanmelding();
  const regel = auditRegel(first.aanmeldingId, 'koppeling.gerealiseerd');
  await registratie.registerAanmelding(first, regel);
  const aanmelding = goedgekeurd(first);
  await registratie.replaceAanmelding(aanmelding, regel);
  const koppeling = koppelingOf(aanmelding);
  const onAccount: Koppeling = { ...koppeling, nmbrs: { ...koppeling.nmbrs, inloggegevensRef } };
  return { realised: gerealiseerd(aanmelding), koppeling: onAccount, regel };
}

async function realised(registratie: Registratie, ref: InloggegevensRef) {
  const made = await approved(registratie, ref);
  await registratie.registerKoppeling(made.koppeling, made.realised, made.regel);
  return made;
}

/** Which koppelingen are exchanged with which login, and holding an account while its secret is erased. */
export function describeAccounts(registratieOf: () => Registratie): void {
  describe('the koppelingen of an account', () => {
    it('are those that were realised with it, with their companies', async () => {
      const registratie = registratieOf();
      const [ref, other] = [newAccount(), newAccount()];
      const [one, two] = [await realised(registratie, ref), await realised(registratie, ref)];
      await realised(registratie, other);
      const expected = [one, two].map(({ koppeling }) => ({
        koppelingId: koppeling.koppelingId,
        bedrijfId: koppeling.nmbrs.bedrijfId,
      }));
      expect(await registratie.listKoppelingenVan(ref)).toEqual(
        expected.toSorted((a, b) => (a.koppelingId < b.koppelingId ? -1 : 1)),
      );
      expect(await registratie.listKoppelingenVan(newAccount())).toEqual([]);
    });

    it('loses one that is stopped, and keeps one that is interrupted', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, regel } = await realised(registratie, ref);
      await registratie.replaceKoppeling({ ...koppeling, versie: 1, status: 'onderbroken' }, regel);
      expect(await idsOf(registratie, ref)).toEqual([koppeling.koppelingId]);
      const stopped: Koppeling = { ...koppeling, versie: 2, status: 'gestopt' };
      await registratie.replaceKoppeling(stopped, regel);
      expect(await registratie.replaceKoppeling(stopped, regel)).toBe('opgeslagen');
      expect(await idsOf(registratie, ref)).toEqual([]);
    });

    it('keeps one whose stop came too late', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, regel } = await realised(registratie, ref);
      await registratie.replaceKoppeling({ ...koppeling, versie: 1, status: 'gepauzeerd' }, regel);
      expect(await registratie.replaceKoppeling({ ...koppeling, versie: 1, status: 'gestopt' }, regel)).toBe(
        'verouderd',
      );
      expect(await idsOf(registratie, ref)).toEqual([koppeling.koppelingId]);
    });

    it('of which everything was erased is found as what is left', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, regel } = await realised(registratie, ref);
      await registratie.replaceKoppeling({ ...koppeling, versie: 1, status: 'gestopt' }, regel);
      const { koppelingId, aanmeldingId } = koppeling;
      const left = GewisteKoppeling.parse({
        koppelingId,
        aanmeldingId,
        versie: 2,
        status: 'gewist',
        inloggegevensRef: ref,
      });
      expect(await registratie.replaceKoppeling(left, regel)).toBe('opgeslagen');
      expect(await registratie.replaceKoppeling(left, regel)).toBe('opgeslagen');
      expect(await registratie.findKoppeling(koppelingId)).toEqual(left);
    });

    it('moves one to another account together with its aanmelding', async () => {
      const registratie = registratieOf();
      const [from, to] = [newAccount(), newAccount()];
      const made = await realised(registratie, from);
      const koppeling: Koppeling = {
        ...made.koppeling,
        versie: 1,
        nmbrs: { ...made.koppeling.nmbrs, inloggegevensRef: to, teVerlaten: from },
      };
      const aanmelding = { ...made.realised, versie: made.realised.versie + 1, inloggegevensRef: to };
      expect(await registratie.moveKoppeling(koppeling, from, aanmelding, made.regel)).toBe('opgeslagen');
      expect(await registratie.moveKoppeling(koppeling, from, aanmelding, made.regel)).toBe('opgeslagen');
      expect([await idsOf(registratie, from), await idsOf(registratie, to)]).toEqual([[], [koppeling.koppelingId]]);
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toEqual(koppeling);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
    });

    it('moves nothing when either of the two moved on', async () => {
      const registratie = registratieOf();
      const [from, to] = [newAccount(), newAccount()];
      const made = await realised(registratie, from);
      const moved: Koppeling = {
        ...made.koppeling,
        versie: 1,
        nmbrs: { ...made.koppeling.nmbrs, inloggegevensRef: to },
      };
      const later = { ...made.realised, versie: made.realised.versie + 2 };
      expect(await registratie.moveKoppeling(moved, from, later, made.regel)).toBe('verouderd');
      const next = { ...made.realised, versie: made.realised.versie + 1 };
      expect(await registratie.moveKoppeling({ ...moved, versie: 5 }, from, next, made.regel)).toBe('verouderd');
      expect([await idsOf(registratie, from), await idsOf(registratie, to)]).toEqual([
        [made.koppeling.koppelingId],
        [],
      ]);
      expect(await registratie.findAanmelding(made.realised.aanmeldingId)).toEqual(made.realised);
    });
  });

  describe('a koppeling and its aanmelding that are written together', () => {
    it('are both stored, in the account they were in; writing the same again is done', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const made = await realised(registratie, ref);
      const koppeling: Koppeling = { ...made.koppeling, versie: 1, dertiendeMaand: true };
      const aanmelding = { ...made.realised, versie: made.realised.versie + 1 };
      for (const _time of [1, 2])
        expect(await registratie.replaceTogether(koppeling, aanmelding, made.regel)).toBe('opgeslagen');
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toEqual(koppeling);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
      expect(await idsOf(registratie, ref)).toEqual([koppeling.koppelingId]);
    });

    it('are neither stored when one of them moved on', async () => {
      const registratie = registratieOf();
      const made = await realised(registratie, newAccount());
      const koppeling: Koppeling = { ...made.koppeling, versie: 1, dertiendeMaand: true };
      const aanmelding = { ...made.realised, versie: made.realised.versie + 1 };
      const later = { ...aanmelding, versie: aanmelding.versie + 1 };
      expect(await registratie.replaceTogether(koppeling, later, made.regel)).toBe('verouderd');
      expect(await registratie.replaceTogether({ ...koppeling, versie: 5 }, aanmelding, made.regel)).toBe('verouderd');
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toEqual(made.koppeling);
      expect(await registratie.findAanmelding(made.realised.aanmeldingId)).toEqual(made.realised);
    });
  });

  describe('an account that is held', () => {
    it('takes no koppeling in until everyone released it; holding twice is holding once', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, realised: aanmelding, regel } = await approved(registratie, ref);
      for (const houder of ['een', 'een', 'twee']) await registratie.holdAccount(ref, houder, LATER);
      const join = () => registratie.registerKoppeling(koppeling, aanmelding, regel);
      await expect(join()).rejects.toMatchObject({ name: TRANSIENT });
      await registratie.releaseAccount(ref, 'een');
      await expect(join()).rejects.toMatchObject({ name: TRANSIENT });
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toBeUndefined();
      expect(await idsOf(registratie, ref)).toEqual([]);
      await registratie.releaseAccount(ref, 'twee');
      await registratie.releaseAccount(ref, 'twee');
      expect(await join()).toBe('opgeslagen');
      expect(await idsOf(registratie, ref)).toEqual([koppeling.koppelingId]);
    });

    it('by someone who died takes koppelingen in again once the hold has run out', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, realised: aanmelding, regel } = await approved(registratie, ref);
      await registratie.holdAccount(ref, 'een', LATER);
      const join = (op: Tijdstip) => registratie.registerKoppeling(koppeling, aanmelding, { ...regel, op });
      await expect(join(JUST_BEFORE)).rejects.toMatchObject({ name: TRANSIENT });
      expect(await join(LATER)).toBe('opgeslagen');
    });

    it('takes no koppeling in that moves, and lets one go that stops', async () => {
      const registratie = registratieOf();
      const [from, to] = [newAccount(), newAccount()];
      const made = await realised(registratie, from);
      await registratie.holdAccount(to, 'een', LATER);
      await registratie.holdAccount(from, 'een', LATER);
      const moved: Koppeling = {
        ...made.koppeling,
        versie: 1,
        nmbrs: { ...made.koppeling.nmbrs, inloggegevensRef: to },
      };
      const next = { ...made.realised, versie: made.realised.versie + 1 };
      const move = registratie.moveKoppeling(moved, from, next, made.regel);
      await expect(move).rejects.toMatchObject({ name: TRANSIENT });
      expect(await idsOf(registratie, from)).toEqual([made.koppeling.koppelingId]);
      await registratie.replaceKoppeling({ ...made.koppeling, versie: 1, status: 'gestopt' }, made.regel);
      expect(await idsOf(registratie, from)).toEqual([]);
    });

    it('lets exactly one of the two happen: the hold is seen, or the koppeling is', async () => {
      const registratie = registratieOf();
      const ref = newAccount();
      const { koppeling, realised: aanmelding, regel } = await approved(registratie, ref);
      const [, joined] = await Promise.all([
        registratie.holdAccount(ref, 'een', LATER),
        registratie.registerKoppeling(koppeling, aanmelding, regel).catch(() => 'vastgehouden'),
      ]);
      expect(await idsOf(registratie, ref)).toHaveLength(joined === 'opgeslagen' ? 1 : 0);
    });
  });
}
