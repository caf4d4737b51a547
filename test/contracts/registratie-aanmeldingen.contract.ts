import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/node/sha256.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import { verifyKeten } from '../../core/audit/audit.ts';
import { DEFECT } from '../../core/errors.ts';
import { TaakToken } from '../../core/ids.ts';
import {
  afgemeld,
  afgewezen,
  auditRegel,
  eindigend,
  gecontroleerd,
  geplandeUitwisseling,
  goedgekeurd,
  herstelNodig,
  koppelingOf,
  newAanmeldingId,
  newContractnummer,
  ontvangenAanmelding,
} from './voorbeelden.ts';

/** One that is stored, and whose claim holds its numbers when they were free. */
export async function registered(registratie: Registratie, contractnummer = newContractnummer()) {
  const aanmelding = ontvangenAanmelding(contractnummer);
  await registratie.registerAanmelding(aanmelding, auditRegel(aanmelding.aanmeldingId, 'aanmelding.ontvangen'));
  return { aanmelding, contractnummer, regel: auditRegel(aanmelding.aanmeldingId, 'aanmelding.gewijzigd') };
}

/** Registering and replacing; the claims are a contract of their own. */
export function describeAanmeldingen(registratieOf: () => Registratie): void {
  describe('an aanmelding', () => {
    it('is found as it was registered', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await registered(registratie);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
    });

    it('that nobody registered is not found', async () => {
      expect(await registratieOf().findAanmelding(newAanmeldingId())).toBeUndefined();
    });

    it('registered twice counts as stored and keeps what was stored first', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const again = { ...aanmelding, capabilityHash: ontvangenAanmelding().capabilityHash };
      expect(await registratie.registerAanmelding(again, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(1);
    });

    it('of the same werkgever with another contract is welcome', async () => {
      const registratie = registratieOf();
      await registered(registratie);
      const other = ontvangenAanmelding(newContractnummer());
      expect(await registratie.registerAanmelding(other, auditRegel(other.aanmeldingId))).toBe('opgeslagen');
    });
  });

  describe('replacing an aanmelding', () => {
    it('stores the next version', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const next = gecontroleerd(aanmelding);
      expect(await registratie.replaceAanmelding(next, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(next);
    });

    it('drops a field that the new version has no more', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const waiting = { ...herstelNodig(aanmelding), taakToken: TaakToken.parse('token-1') };
      await registratie.replaceAanmelding(waiting, regel);
      await registratie.replaceAanmelding({ ...herstelNodig(aanmelding), versie: 2 }, regel);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).not.toHaveProperty('taakToken');
    });

    it('is outdated when the stored one moved on, and changes nothing', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const first = gecontroleerd(aanmelding);
      await registratie.replaceAanmelding(first, regel);
      expect(await registratie.replaceAanmelding(herstelNodig(aanmelding), regel)).toBe('verouderd');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(first);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(2);
    });

    it('is outdated when a version was skipped', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      expect(await registratie.replaceAanmelding({ ...gecontroleerd(aanmelding), versie: 2 }, regel)).toBe('verouderd');
    });

    it('is outdated when there is none', async () => {
      const aanmelding = ontvangenAanmelding();
      const regel = auditRegel(aanmelding.aanmeldingId);
      expect(await registratieOf().replaceAanmelding(gecontroleerd(aanmelding), regel)).toBe('verouderd');
    });

    it('lets exactly one of two different writers win', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const outcomes = await Promise.all([
        registratie.replaceAanmelding(goedgekeurd(aanmelding), regel),
        registratie.replaceAanmelding(afgewezen(aanmelding), regel),
      ]);
      expect(outcomes.toSorted()).toEqual(['opgeslagen', 'verouderd']);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(2);
    });

    it('with the very same version again counts as stored, and is told once', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      await registratie.replaceAanmelding(afgewezen(aanmelding), regel);
      expect(await registratie.replaceAanmelding(afgewezen(aanmelding), regel)).toBe('opgeslagen');
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(2);
    });

    it('never changes what a reader already holds', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const held = await registratie.findAanmelding(aanmelding.aanmeldingId);
      await registratie.replaceAanmelding(gecontroleerd(aanmelding), regel);
      expect(held).toEqual(aanmelding);
    });
  });

  describe('what is left of an aanmelding after afmelden', () => {
    async function ending(registratie: Registratie) {
      const { aanmelding, ...rest } = await registered(registratie);
      const last = eindigend(aanmelding);
      await registratie.replaceAanmelding(last, rest.regel);
      return { last, left: afgemeld(last), werkgever: aanmelding.gegevens.werkgever, ...rest };
    }

    it('takes its place and frees the claim', async () => {
      const registratie = registratieOf();
      const { left, werkgever, contractnummer, regel } = await ending(registratie);
      expect(await registratie.eraseAanmelding(left, werkgever, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(left.aanmeldingId)).toEqual(left);
      const second = ontvangenAanmelding(contractnummer);
      expect(await registratie.registerAanmelding(second, auditRegel(second.aanmeldingId))).toBe('opgeslagen');
    });

    it('written again counts as stored, is told once, and leaves the claim with its new holder', async () => {
      const registratie = registratieOf();
      const { left, werkgever, contractnummer, regel } = await ending(registratie);
      await registratie.eraseAanmelding(left, werkgever, regel);
      const second = await registered(registratie, contractnummer);
      expect(await registratie.eraseAanmelding(left, werkgever, regel)).toBe('opgeslagen');
      expect(await registratie.listAudit(left.aanmeldingId)).toHaveLength(3);
      expect(await registratie.findClaim(werkgever)).toMatchObject({ aanmeldingId: second.aanmelding.aanmeldingId });
    });

    it('is outdated when the stored one moved on: then the claim stays', async () => {
      const registratie = registratieOf();
      const { last, left, werkgever, regel } = await ending(registratie);
      await registratie.replaceAanmelding({ ...last, versie: 2 }, regel);
      expect(await registratie.eraseAanmelding(left, werkgever, regel)).toBe('verouderd');
      expect(await registratie.findClaim(werkgever)).toMatchObject({ aanmeldingId: last.aanmeldingId });
    });

    it('cannot free the claim of another werkgever', async () => {
      const registratie = registratieOf();
      const { last, left, regel } = await ending(registratie);
      const other = await registered(registratie);
      const erasing = registratie.eraseAanmelding(left, other.aanmelding.gegevens.werkgever, regel);
      await expect(erasing).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findAanmelding(left.aanmeldingId)).toEqual(last);
    });

    it('takes the place of one that had ended before and claims nothing, whoever claims those numbers now', async () => {
      const registratie = registratieOf();
      const { aanmelding, contractnummer, regel } = await registered(registratie);
      const over = afgewezen(aanmelding);
      await registratie.replaceAanmelding(over, regel);
      const second = await registered(registratie, contractnummer);
      const left = { ...afgemeld(eindigend(aanmelding)), versie: over.versie + 1 };
      expect(await registratie.eraseAanmelding(left, undefined, regel)).toBe('opgeslagen');
      expect(await registratie.eraseAanmelding(left, undefined, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(left.aanmeldingId)).toEqual(left);
      const claim = await registratie.findClaim(aanmelding.gegevens.werkgever);
      expect(claim).toMatchObject({ aanmeldingId: second.aanmelding.aanmeldingId });
    });

    it('of one that held no claim takes its place, and leaves the claim to who has it', async () => {
      const registratie = registratieOf();
      const { aanmelding: holder, contractnummer } = await registered(registratie);
      const { aanmelding, regel } = await registered(registratie, contractnummer);
      const last = eindigend(aanmelding);
      await registratie.replaceAanmelding(last, regel);
      const { werkgever } = aanmelding.gegevens;
      expect(await registratie.eraseAanmelding(afgemeld(last), werkgever, regel)).toBe('opgeslagen');
      expect(await registratie.eraseAanmelding(afgemeld(last), werkgever, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(last.aanmeldingId)).toEqual(afgemeld(last));
      expect(await registratie.findClaim(werkgever)).toMatchObject({ aanmeldingId: holder.aanmeldingId });
    });

    it('is the end: nothing replaces it', async () => {
      const registratie = registratieOf();
      const { last, left, werkgever, regel } = await ending(registratie);
      await registratie.eraseAanmelding(left, werkgever, regel);
      await expect(registratie.replaceAanmelding({ ...last, versie: 3 }, regel)).rejects.toMatchObject({
        name: DEFECT,
      });
      expect(await registratie.findAanmelding(left.aanmeldingId)).toEqual(left);
    });
  });

  describe('the audit trail', () => {
    it('keeps the order of writing, whatever the clocks say', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await registered(registratie);
      const { aanmeldingId } = aanmelding;
      const earlier = '2026-11-24T08:59:59.000Z';
      for (let versie = 1; versie <= 11; versie += 1) {
        const next = { ...gecontroleerd(aanmelding), versie };
        await registratie.replaceAanmelding(next, auditRegel(aanmeldingId, 'controle.gestart', earlier));
      }
      await registratie.replaceAanmelding(
        { ...afgewezen(aanmelding), versie: 12 },
        auditRegel(aanmeldingId, 'besluit.afgewezen', earlier),
      );
      const told = (await registratie.listAudit(aanmeldingId)).map(({ wat }) => wat);
      expect(told).toEqual(['aanmelding.ontvangen', ...Array(11).fill('controle.gestart'), 'besluit.afgewezen']);
    });

    it('of one aanmelding does not show another’s', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await registered(registratie);
      await registered(registratie);
      const lines = await registratie.listAudit(aanmelding.aanmeldingId);
      expect(await registratie.listAudit(aanmelding.aanmeldingId, 2)).toEqual(lines.slice(-2));
      expect(await registratie.listAudit(aanmelding.aanmeldingId, 1000)).toEqual(lines);
      expect(lines).toEqual([expect.objectContaining(auditRegel(aanmelding.aanmeldingId, 'aanmelding.ontvangen'))]);
    });

    it('is an unbroken chain, also when writers collide', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await registered(registratie);
      const { aanmeldingId } = aanmelding;
      const koppeling = koppelingOf(aanmelding);
      await registratie.registerKoppeling(koppeling, goedgekeurd(aanmelding), auditRegel(aanmeldingId));
      const uitwisselingen = Array.from({ length: 4 }, geplandeUitwisseling);
      await Promise.all(
        uitwisselingen.map((one, index) =>
          registratie.ensureUitwisseling(one, { ...auditRegel(aanmeldingId), waarom: `deel ${index}` }),
        ),
      );
      const regels = await registratie.listAudit(aanmeldingId);
      expect(verifyKeten({ aanmeldingId, regels: [...regels] }, sha256)).toMatchObject({ ongebroken: true, regels: 6 });
    });
  });
}
