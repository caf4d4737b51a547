import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { DEFECT } from '../../core/errors.ts';
import { TijdvakId, uitwisselingIdOf } from '../../core/ids.ts';
import {
  auditRegel,
  gecontroleerd,
  geplandeUitwisseling,
  gerealiseerd,
  goedgekeurd,
  koppelingOf,
  lopend,
  newAanmeldingId,
  newKoppelingId,
  newUitwisselingId,
  ontvangenAanmelding,
} from './voorbeelden.ts';

async function approved(registratie: Registratie) {
  const first = ontvangenAanmelding();
  const regel = auditRegel(first.aanmeldingId, 'koppeling.gerealiseerd');
  await registratie.registerAanmelding(first, regel);
  const aanmelding = goedgekeurd(first);
  await registratie.replaceAanmelding(aanmelding, regel);
  return { first, aanmelding, koppeling: koppelingOf(aanmelding), regel };
}

/** Koppelingen and uitwisselingen as whole items; the parts have a suite of their own. */
export function describeUitwisselingen(registratieOf: () => Registratie): void {
  describe('a koppeling', () => {
    it('is stored together with its realised aanmelding', async () => {
      const registratie = registratieOf();
      const { aanmelding, koppeling, regel } = await approved(registratie);
      const realised = gerealiseerd(aanmelding);
      expect(await registratie.registerKoppeling(koppeling, realised, regel)).toBe('opgeslagen');
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toEqual(koppeling);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(realised);
    });

    it('registered twice counts as stored', async () => {
      const registratie = registratieOf();
      const { aanmelding, koppeling, regel } = await approved(registratie);
      await registratie.registerKoppeling(koppeling, gerealiseerd(aanmelding), regel);
      expect(await registratie.registerKoppeling(koppeling, gerealiseerd(aanmelding), regel)).toBe('opgeslagen');
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(3);
    });

    it('is not stored when the aanmelding moved on', async () => {
      const registratie = registratieOf();
      const { first, aanmelding, koppeling, regel } = await approved(registratie);
      await registratie.replaceAanmelding({ ...gecontroleerd(first), versie: 2 }, regel);
      expect(await registratie.registerKoppeling(koppeling, gerealiseerd(aanmelding), regel)).toBe('verouderd');
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toBeUndefined();
    });

    it('is replaced by its next version only', async () => {
      const registratie = registratieOf();
      const { aanmelding, koppeling, regel } = await approved(registratie);
      await registratie.registerKoppeling(koppeling, gerealiseerd(aanmelding), regel);
      const paused = { ...koppeling, versie: 1, status: 'gepauzeerd' as const };
      expect(await registratie.replaceKoppeling(paused, regel)).toBe('opgeslagen');
      expect(await registratie.replaceKoppeling(paused, regel)).toBe('opgeslagen');
      expect(await registratie.replaceKoppeling({ ...paused, status: 'gestopt' }, regel)).toBe('verouderd');
      expect(await registratie.findKoppeling(koppeling.koppelingId)).toEqual(paused);
    });

    it('that nobody realised is not found, and cannot be replaced', async () => {
      const registratie = registratieOf();
      const koppeling = koppelingOf(ontvangenAanmelding());
      expect(await registratie.findKoppeling(newKoppelingId())).toBeUndefined();
      const regel = auditRegel(koppeling.aanmeldingId);
      expect(await registratie.replaceKoppeling({ ...koppeling, versie: 1 }, regel)).toBe('verouderd');
    });

    it('that exists although its aanmelding is not realised is a defect', async () => {
      const registratie = registratieOf();
      const { aanmelding, koppeling, regel } = await approved(registratie);
      await registratie.registerKoppeling(koppeling, gerealiseerd(aanmelding), regel);
      const again = { ...gerealiseerd(aanmelding), versie: 3 };
      await expect(registratie.registerKoppeling(koppeling, again, regel)).rejects.toMatchObject({ name: DEFECT });
    });
  });

  describe('an uitwisseling', () => {
    const regel = auditRegel(newAanmeldingId(), 'uitwisseling.gepland');

    it('is stored the first time, and given back as stored every time after', async () => {
      const registratie = registratieOf();
      const planned = geplandeUitwisseling();
      expect(await registratie.ensureUitwisseling(planned, regel)).toEqual(planned);
      const running = lopend(planned);
      await registratie.replaceUitwisseling(running, regel);
      expect(await registratie.ensureUitwisseling(planned, regel)).toEqual(running);
    });

    it('is listed with the others of its koppeling, by period and version', async () => {
      const registratie = registratieOf();
      const first = geplandeUitwisseling();
      const others = [
        ['2026-M12', 10],
        ['2026-M12', 9],
        ['2026-M11', 2],
      ] as const;
      await registratie.ensureUitwisseling(first, regel);
      await registratie.ensureUitwisseling(geplandeUitwisseling(), regel);
      for (const [tijdvakId, datasetVersie] of others) {
        const uitwisselingId = uitwisselingIdOf(first.koppelingId, TijdvakId.parse(tijdvakId), datasetVersie);
        const next = { ...first, uitwisselingId, tijdvakId: TijdvakId.parse(tijdvakId), datasetVersie };
        await registratie.ensureUitwisseling(next, regel);
      }
      await registratie.replaceUitwisseling(lopend(first), regel);
      const listed = await registratie.listUitwisselingen(first.koppelingId);
      expect(listed.map(({ tijdvakId, datasetVersie }) => [tijdvakId, datasetVersie])).toEqual([
        ['2026-M11', 1],
        ['2026-M11', 2],
        ['2026-M12', 9],
        ['2026-M12', 10],
      ]);
      expect(listed[0]).toEqual(lopend(first));
      expect(await registratie.listUitwisselingen(newKoppelingId())).toEqual([]);
    });

    it('is listed from a year on, or whatever its year as long as it is open', async () => {
      const registratie = registratieOf();
      const { koppelingId, ...one } = geplandeUitwisseling();
      const of = (tijdvak: string, datasetVersie = 1) => {
        const tijdvakId = TijdvakId.parse(tijdvak);
        return {
          ...one,
          koppelingId,
          tijdvakId,
          datasetVersie,
          uitwisselingId: uitwisselingIdOf(koppelingId, tijdvakId, datasetVersie),
        };
      };
      for (const id of ['2024-M12', '2025-M01', '2026-P13', '2027-M01'])
        await registratie.ensureUitwisseling(of(id), regel);
      const listed = async (vanaf?: number) =>
        (await registratie.listUitwisselingen(koppelingId, vanaf)).map(({ tijdvakId }) => tijdvakId);
      expect(await listed(2026)).toEqual(['2024-M12', '2025-M01', '2026-P13', '2027-M01']);
      for (const id of ['2024-M12', '2026-P13']) {
        await registratie.replaceUitwisseling(
          { ...of(id), versie: 1, status: 'vervallen', code: 'overgeslagen' },
          regel,
        );
      }
      expect(await listed(2026)).toEqual(['2025-M01', '2026-P13', '2027-M01']);
      expect(await listed(2028)).toEqual(['2025-M01', '2027-M01']);
      expect(await listed()).toEqual(['2024-M12', '2025-M01', '2026-P13', '2027-M01']);
    });

    it('planned by two at the same moment is one, told once', async () => {
      const registratie = registratieOf();
      const planned = geplandeUitwisseling();
      const own = auditRegel(newAanmeldingId(), 'uitwisseling.gepland');
      const both = await Promise.all([
        registratie.ensureUitwisseling(planned, own),
        registratie.ensureUitwisseling(planned, own),
      ]);
      expect(both).toEqual([planned, planned]);
      expect(await registratie.listAudit(own.aanmeldingId)).toHaveLength(1);
    });

    it('is replaced by its next version only', async () => {
      const registratie = registratieOf();
      const planned = geplandeUitwisseling();
      await registratie.ensureUitwisseling(planned, regel);
      const running = lopend(planned);
      expect(await registratie.replaceUitwisseling(running, regel)).toBe('opgeslagen');
      expect(await registratie.replaceUitwisseling(running, regel)).toBe('opgeslagen');
      expect(await registratie.replaceUitwisseling({ ...planned, versie: 1 }, regel)).toBe('verouderd');
      expect(await registratie.findUitwisseling(planned.uitwisselingId)).toEqual(running);
    });

    it('that nobody planned is not found', async () => {
      expect(await registratieOf().findUitwisseling(newUitwisselingId())).toBeUndefined();
    });
  });
}
