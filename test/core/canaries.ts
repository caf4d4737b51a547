import type { Gegevensgroep } from '../../core/nmbrs/dekkingsprofiel.ts';
import { WerknemerGegevens } from '../../core/nmbrs/gegevensset.ts';

const dayOf = (number: number) => `1901-01-${String(number).padStart(2, '0')}`;

/**
 * A canary in every field of every group: a word, a date or a number that occurs nowhere else. How somebody is written to stands
 * with the person and goes with the address.
 */
export const KANARIES: Readonly<Record<Gegevensgroep, Partial<WerknemerGegevens>>> = {
  persoon: WerknemerGegevens.parse({
    persoon: {
      voorletters: 'kanarie-persoon-1',
      voorvoegsel: 'kanarie-persoon-2',
      achternaam: 'kanarie-persoon-3',
      geboortedatum: dayOf(1),
      overlijdensdatum: dayOf(8),
      geslacht: 'vrouw',
    },
  }),
  contract: WerknemerGegevens.parse({
    contracten: [
      { contractId: 771001, soort: 'bepaalde-tijd', begin: dayOf(2), eind: dayOf(3), urenPerWeek: '771002' },
    ],
  }),
  rooster: WerknemerGegevens.parse({
    rooster: { urenPerWeek: '772001', deeltijdfactor: '772002', ingangsdatum: dayOf(4) },
  }),
  uren: WerknemerGegevens.parse({
    vasteUren: [{ code: 779001, uren: '779002' }],
    variabeleUren: [{ code: 779003, uren: '779004' }],
  }),
  bsn: WerknemerGegevens.parse({ bsn: '999999990' }),
  adres: WerknemerGegevens.parse({
    persoon: {
      geslacht: 'vrouw',
      naamgebruik: 'naam-partner',
      voorvoegselPartner: 'kanarie-persoon-4',
      achternaamPartner: 'kanarie-persoon-5',
    },
    adressen: [
      {
        soort: 'woonadres',
        straat: 'kanarie-adres-1',
        huisnummer: 'kanarie-adres-2',
        toevoeging: 'kanarie-adres-3',
        postcode: 'kanarie-adres-4',
        plaats: 'kanarie-adres-5',
        landcode: 'kanarie-adres-6',
        provincie: 'kanarie-adres-7',
      },
    ],
  }),
  verzekering: WerknemerGegevens.parse({
    verzekering: {
      wia: true,
      ww: true,
      zw: true,
      invloedVerzekeringsplicht: 'kanarie-svw-1',
      codeZvw: 'kanarie-svw-2',
      inkomensafhankelijkeBijdrageZvw: 'kanarie-svw-3',
      cao: 'kanarie-svw-4',
      sector: 'kanarie-svw-5',
      risicogroep: 'kanarie-svw-6',
    },
  }),
  partner: WerknemerGegevens.parse({
    partner: {
      achternaam: 'kanarie-partner-1',
      voornaam: 'kanarie-partner-2',
      voorletters: 'kanarie-partner-3',
      geslacht: 'man',
      geboortedatum: dayOf(5),
      begin: dayOf(6),
    },
  }),
  kinderen: WerknemerGegevens.parse({
    kinderen: [
      {
        achternaam: 'kanarie-kind-1',
        voornaam: 'kanarie-kind-2',
        voorletters: 'kanarie-kind-3',
        geslacht: 'onbekend',
        geboortedatum: dayOf(7),
      },
    ],
  }),
  looncomponenten: WerknemerGegevens.parse({
    vasteLooncomponenten: [{ code: 773001, waarde: '773002' }],
    variabeleLooncomponenten: [{ code: 773003, waarde: '773004' }],
  }),
  bankrekening: WerknemerGegevens.parse({
    bankrekeningen: [
      { soort: 'kanarie-bank-1', iban: 'kanarie-bank-2', bic: 'kanarie-bank-3', naam: 'kanarie-bank-4' },
    ],
  }),
};

/** All of them at one employee. */
export const everything = WerknemerGegevens.parse({
  ...Object.assign({}, ...Object.values(KANARIES)),
  persoon: { ...KANARIES.persoon.persoon, ...KANARIES.adres.persoon },
});

/** Every value in it that is a canary: long words, old dates, large numbers. */
export function canariesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(canariesIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(canariesIn);
  const text = String(value);
  return /^(kanarie-|1901-|77\d{4}$|9{8})/.test(text) ? [text] : [];
}
