import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import type { OntvangenAanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { NmbrsBedrijf } from '../../core/aanmelding/zelfde-bedrijf.ts';
import { BedrijfId } from '../../core/ids.ts';
import { registered } from './registratie-aanmeldingen.contract.ts';
import {
  afgewezen,
  auditRegel,
  eindigend,
  gecontroleerd,
  gerealiseerd,
  goedgekeurd,
  herstelNodig,
  ingehaald,
  koppelingOf,
  newAanmeldingId,
  vervallen,
  wachtOpAkkoord,
} from './voorbeelden.ts';

/** A company that nobody else in the table has. */
const newBedrijfId = () => BedrijfId.parse(Number.parseInt(newAanmeldingId().slice(4, 12), 16));

const of = <T extends { readonly controle: { readonly bedrijfId?: BedrijfId | undefined } }>(
  aanmelding: T,
  bedrijfId: BedrijfId,
  versie: number,
) => ({ ...aanmelding, versie, controle: { ...aanmelding.controle, bedrijfId } });

/** One whose controle passed for this company. */
async function passed(registratie: Registratie, bedrijfId = newBedrijfId()) {
  const { aanmelding, regel } = await registered(registratie);
  const next = of(wachtOpAkkoord(aanmelding), bedrijfId, 1);
  expect(await registratie.passAanmelding(next, regel)).toBe('opgeslagen');
  const bedrijf: NmbrsBedrijf = { domein: 'duinzicht', bedrijfId };
  return { aanmelding, aanmeldingId: aanmelding.aanmeldingId, next, regel, bedrijf, bedrijfId };
}

/** Approved and realised, with its koppeling. */
async function realised(registratie: Registratie) {
  const found = await passed(registratie);
  const { aanmelding, bedrijfId, regel } = found;
  const approved = of(goedgekeurd(aanmelding), bedrijfId, 2);
  expect(await registratie.replaceAanmelding(approved, regel)).toBe('opgeslagen');
  const example = koppelingOf(aanmelding);
  const koppeling = { ...example, nmbrs: { ...example.nmbrs, bedrijfId } };
  const realisedOne = of(gerealiseerd(approved), bedrijfId, 3);
  expect(await registratie.registerKoppeling(koppeling, realisedOne, regel)).toBe('opgeslagen');
  return { ...found, koppeling, realisedOne };
}

/** Which aanmeldingen are of one company in Nmbrs. */
export function describeBedrijven(registratieOf: () => Registratie): void {
  describe('a company in Nmbrs', () => {
    it('has those whose controle passed for it, and nobody else', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await registered(registratie);
      const bedrijfId = newBedrijfId();
      const bedrijf = { domein: 'duinzicht', bedrijfId };
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([]);
      await registratie.passAanmelding(
        of(wachtOpAkkoord(aanmelding), bedrijfId, 1),
        auditRegel(aanmelding.aanmeldingId),
      );
      const second = await passed(registratie, bedrijfId);
      await passed(registratie);
      const both = [aanmelding.aanmeldingId, second.aanmeldingId].sort();
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual(both);
      expect(await registratie.listVanBedrijf({ ...bedrijf, domein: 'duin' })).toEqual([]);
    });

    it('keeps one that is approved, realised and exchanged', async () => {
      const registratie = registratieOf();
      const { aanmeldingId, bedrijf, koppeling, regel } = await realised(registratie);
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([aanmeldingId]);
      expect(await registratie.replaceKoppeling({ ...koppeling, versie: 1 }, regel)).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([aanmeldingId]);
    });

    it('has one that passed first by overtaking another', async () => {
      const registratie = registratieOf();
      const { aanmelding: holder, contractnummer } = await registered(registratie);
      const { aanmelding: contender } = await registered(registratie, contractnummer);
      const bedrijfId = newBedrijfId();
      const regels = { eigen: auditRegel(contender.aanmeldingId), wijkt: auditRegel(holder.aanmeldingId) };
      const next = of(wachtOpAkkoord(contender), bedrijfId, 1);
      expect(await registratie.overtakeAanmelding(next, ingehaald(holder), regels)).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf({ domein: 'duinzicht', bedrijfId })).toEqual([contender.aanmeldingId]);
    });

    it('has one that took numbers which nobody held any more', async () => {
      const registratie = registratieOf();
      const { aanmelding: holder, contractnummer, regel } = await registered(registratie);
      const { aanmelding: contender } = await registered(registratie, contractnummer);
      await registratie.replaceAanmelding(afgewezen(holder), regel);
      const bedrijfId = newBedrijfId();
      const next = of(wachtOpAkkoord(contender), bedrijfId, 1);
      expect(await registratie.passAanmelding(next, auditRegel(contender.aanmeldingId))).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf({ domein: 'duinzicht', bedrijfId })).toEqual([contender.aanmeldingId]);
    });

    it.each([
      ['is rejected', (one: OntvangenAanmelding) => afgewezen(one)],
      ['lapses', vervallen],
      ['is signed off', eindigend],
      ['is checked again', gecontroleerd],
      ['needs herstel again', herstelNodig],
    ])('lets go of one that %s', async (_what, leave) => {
      const registratie = registratieOf();
      const { aanmelding, aanmeldingId, bedrijf, bedrijfId, regel } = await passed(registratie);
      const { aanmeldingId: stays } = await passed(registratie, bedrijfId);
      const left = await registratie.replaceAanmelding({ ...leave(aanmelding), versie: 2 }, regel);
      expect(left).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([stays]);
      expect(await registratie.findAanmelding(aanmeldingId)).toMatchObject({ versie: 2 });
    });

    it('keeps one that somebody else was too late to end', async () => {
      const registratie = registratieOf();
      const { aanmelding, aanmeldingId, bedrijf, regel } = await passed(registratie);
      expect(await registratie.replaceAanmelding({ ...afgewezen(aanmelding), versie: 5 }, regel)).toBe('verouderd');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([aanmeldingId]);
    });

    it('is another one when the next controle passes for another', async () => {
      const registratie = registratieOf();
      const { aanmelding, aanmeldingId, bedrijf, regel } = await passed(registratie);
      await registratie.replaceAanmelding({ ...gecontroleerd(aanmelding), versie: 2 }, regel);
      const bedrijfId = newBedrijfId();
      expect(await registratie.passAanmelding(of(wachtOpAkkoord(aanmelding), bedrijfId, 3), regel)).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([]);
      expect(await registratie.listVanBedrijf({ ...bedrijf, bedrijfId })).toEqual([aanmeldingId]);
    });

    it('lets go of one whose koppeling ended', async () => {
      const registratie = registratieOf();
      const { bedrijf, koppeling, realisedOne, regel } = await realised(registratie);
      const stopped = { ...koppeling, versie: 1, status: 'gestopt' } as const;
      expect(await registratie.replaceKoppeling(stopped, regel)).toBe('opgeslagen');
      expect(await registratie.replaceAanmelding(eindigend(realisedOne), regel)).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([]);
      expect(await registratie.replaceKoppeling({ ...stopped, versie: 2 }, regel)).toBe('opgeslagen');
      const { koppelingId, aanmeldingId, nmbrs } = stopped;
      const erased = { koppelingId, aanmeldingId, versie: 3, inloggegevensRef: nmbrs.inloggegevensRef };
      expect(await registratie.replaceKoppeling({ ...erased, status: 'gewist' }, regel)).toBe('opgeslagen');
      expect(await registratie.listVanBedrijf(bedrijf)).toEqual([]);
    });
  });
}
