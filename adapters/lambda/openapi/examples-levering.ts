import type * as z from 'zod';
import { ID } from './examples-sign-up.ts';
import type { ANSWERS } from './schemas.ts';

type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

const KOPPELING_ID = ID.replace('aan-', 'kop-');
const SHA256 = '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

export const levering = {
  uitwisselingId: `${KOPPELING_ID}_2026-M12_v1`,
  koppelingId: KOPPELING_ID,
  aanmeldingId: ID,
  tijdvak: {
    ...{ tijdvakId: '2026-M12', verloning: 'maandelijks', jaar: 2026, nummer: 12 },
    ...{ begin: '2026-12-01', eind: '2026-12-31' },
  },
  datasetVersie: 1,
  dekkingsprofiel: 'wia',
  voltooidOp: '2027-01-11T05:12:00.000Z',
  ontvangenOp: '2027-01-11T05:20:00.000Z',
  manifestSha256: SHA256,
  werknemers: 61,
  inDienst: { nu: 60, verloop: { vorige: 60, erbij: 1, eraf: 1, spoorloos: 0 } },
  vragen: 2,
  mutaties: {
    ...{ 'in-dienst': 1, 'uit-dienst': 1, overlijden: 0, persoon: 0, dienstverband: 0, contract: 0, salaris: 2 },
    ...{ uren: 0, adres: 0, partner: 0, kinderen: 0, verzekeringsplicht: 0, looncomponenten: 0, bankrekening: 0 },
    twk: 1,
  },
  vorige: { tijdvakId: '2026-M11', datasetVersie: 1 },
  bestanden: [{ naam: 'mutaties.ndjson', regels: 5, bytes: 512, sha256: SHA256 }],
  gewist: 0,
} satisfies Answer<'Levering'>;

export const mutaties = {
  mutaties: [
    { soort: 'in-dienst', werknemerId: 20_417, ingangsdatum: '2026-12-07' },
    { soort: 'salaris', werknemerId: 20_391, velden: ['bedrag', 'ingangsdatum'], ingangsdatum: '2026-12-01' },
    { soort: 'twk', werknemerId: 20_391, tijdvakId: '2026-M11', oorzaak: 'salaris', ingangsdatum: '2026-11-01' },
  ],
  volgende: 'eyJ1aXR3aXNzZWxpbmdJZCI6ImtvcCJ9.0123456789abcdef',
} satisfies Answer<'Leveringsmutaties'>;

export const vragen = {
  vragen: [
    { code: 'geen-adres', werknemerId: 20_417, tekst: 'Deze werknemer heeft in Nmbrs geen adres.' },
    {
      code: 'dga-niet-gevonden',
      tekst: 'Een opgegeven DGA staat niet (meer) in de werknemerslijst. Controleer de opgave.',
    },
  ],
} satisfies Answer<'Leveringsvragen'>;

export const openVragen = {
  aanmeldingId: ID,
  tijdvak: levering.tijdvak,
  uitwisselingId: levering.uitwisselingId,
  geleverdOp: levering.voltooidOp,
  aantal: 2,
  watNu:
    'Bekijk deze vragen over de gegevens van december 2026, en verbeter in Nmbrs wat niet klopt. U hoeft ons niets te sturen: bij de volgende uitwisseling kijken wij opnieuw, en wat dan klopt, staat hier niet meer.',
  vragen: [
    {
      code: 'geen-adres',
      personeelsnummer: '17',
      tekst: 'Deze werknemer heeft in Nmbrs geen adres.',
      stappen: ['Zoek de werknemer op in Nmbrs.', 'Vul het adres in bij de persoonlijke gegevens.'],
      openSinds: '2026-M11',
    },
    {
      code: 'dga-niet-gevonden',
      tekst: 'Een opgegeven DGA staat niet (meer) in de werknemerslijst. Controleer de opgave.',
      stappen: [
        'Kijk of de DGA nog in de werknemerslijst van dit bedrijf in Nmbrs staat.',
        'Klopt de opgave niet meer? Geef ons dan de juiste opgave van de DGA’s.',
      ],
      openSinds: '2026-M12',
    },
  ],
} satisfies Answer<'Vragenantwoord'>;

export const geenVragen = {
  aanmeldingId: ID,
  aantal: 0,
  watNu: 'Er zijn nog geen vragen: van deze werkgever zijn geen gegevens uitgewisseld.',
  vragen: [],
} satisfies Answer<'Vragenantwoord'>;
