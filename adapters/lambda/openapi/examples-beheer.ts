import type * as z from 'zod';
import { ID } from './examples-sign-up.ts';
import { gegevens } from './examples-status.ts';
import type { ANSWERS, REQUESTS } from './schemas.ts';

type Request<Name extends keyof typeof REQUESTS> = z.input<(typeof REQUESTS)[Name]>;
type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

const KOPPELING_ID = ID.replace('aan-', 'kop-');
const UITWISSELING_ID = `${KOPPELING_ID}_2026-M11_v1`;

const kern = {
  koppelingId: KOPPELING_ID,
  aanmeldingId: ID,
  status: 'actief',
  werkgever: {
    bedrijfsnaam: gegevens.werkgever.bedrijfsnaam,
    raamwerkcontractnummer: gegevens.werkgever.raamwerkcontractnummer,
  },
  salarisverwerker: gegevens.salarisverwerker,
  nmbrs: { domein: gegevens.nmbrs.domein },
  dekkingsprofiel: 'wia',
  verloning: 'maandelijks',
  volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
} as const;

const wacht = {
  code: 'wacht-op-run',
  tekst:
    'Wacht sinds donderdag 10 december 2026 op een vergrendelde run van november 2026 in Nmbrs; de uiterste aangiftedatum is 31 december 2026.',
} as const;

const regel = {
  uitwisselingId: UITWISSELING_ID,
  tijdvakId: '2026-M11',
  datasetVersie: 1,
  gepland: '2026-12-10',
  deadline: '2026-12-31',
} as const;

export const koppelingen = {
  koppelingen: [{ ...kern, watIsErMis: wacht }],
  volgende: 'eyJzdGF0dXMiOiJnZXJlYWxpc2VlcmQifQ.0123456789abcdef',
} satisfies Answer<'Koppelingen'>;

export const koppeling = {
  ...kern,
  gerealiseerdOp: '2026-11-25T10:01:00.000Z',
  watIsErMis: [wacht],
  kan: [
    'pauzeren',
    'opnieuw-ophalen',
    'overslaan',
    'verloning-wijzigen',
    'wijzigen',
    'dekkingsprofiel-wijzigen',
    'beeindigen',
  ],
  inhalen: [],
  uitwisselingen: [{ ...regel, status: 'wacht-op-run' }],
} satisfies Answer<'Koppeling'>;

export const uitwisseling = {
  ...regel,
  koppelingId: KOPPELING_ID,
  aanmeldingId: ID,
  status: 'loopt',
  gestartOp: '2026-12-10T04:31:00.000Z',
  runIds: [81_001],
  voortgang: { gedaan: 12, totaal: 13 },
  kan: [],
  openDelen: [
    { nummer: 7, soort: 'werknemers', groepen: ['persoon'], werknemers: 1, fout: 'nmbrs.antwoord-onleesbaar' },
  ],
  rapport: { gestartOp: '2026-12-10T04:31:10.000Z', pogingen: 1, taken: 4, klaar: 3 },
} satisfies Answer<'Uitwisseling'>;

export const reden = {
  reden: 'De werkgever stapt over naar een andere salarisverwerker.',
} satisfies Request<'Redenformulier'>;

export const gepauzeerd = {
  koppelingId: KOPPELING_ID,
  status: 'gepauzeerd',
  watNu: 'Er wordt niets opgehaald tot iemand de koppeling hervat.',
} satisfies Answer<'Pauzeantwoord'>;

export const hervat = {
  koppelingId: KOPPELING_ID,
  status: 'actief',
  watNu: 'De volgende uitwisseling gaat over november 2026 en staat gepland op donderdag 10 december 2026.',
  volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
} satisfies Answer<'Hervatantwoord'>;

export const reeks = {
  van: '2026-M09',
  tot: '2026-M11',
  reden: 'De looncodes waren tot en met november niet goed ingericht.',
} satisfies Request<'Opnieuwformulier'>;
export const eenTijdvak = {
  van: '2026-M11',
  reden: 'De run is opnieuw gedraaid.',
} satisfies Request<'Opnieuwformulier'>;

export const gevraagd = {
  koppelingId: KOPPELING_ID,
  tijdvakken: ['2026-M09', '2026-M10', '2026-M11'],
  watNu: 'De uitwisseling van het eerste tijdvak is begonnen. De andere volgen één voor één.',
} satisfies Answer<'Opnieuwantwoord'>;

export const overslaan = {
  tijdvak: '2026-M11',
  reden: 'Seizoenbedrijf: in november is niemand in dienst.',
} satisfies Request<'Overslagformulier'>;

export const overgeslagen = {
  koppelingId: KOPPELING_ID,
  tijdvakId: '2026-M11',
  volgende: { tijdvakId: '2026-M12', datum: '2027-01-11' },
  watNu:
    'Van november 2026 komt geen levering. De volgende uitwisseling gaat over december 2026 en staat gepland op maandag 11 januari 2027; die levering noemt het overgeslagen tijdvak.',
} satisfies Answer<'Overslagantwoord'>;

export const andereVerloning = {
  verloning: 'vierwekelijks',
  vanafJaar: 2027,
  reden: 'Het kantoor meldt de overstap naar vier weken.',
} satisfies Request<'Verloningformulier'>;

export const verloningGewijzigd = {
  koppelingId: KOPPELING_ID,
  verloning: 'vierwekelijks',
  vanafJaar: 2027,
  volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
  watNu:
    'Vanaf 1 januari 2027 is de verloning vierwekelijks. De volgende uitwisseling gaat over november 2026 en staat gepland op donderdag 10 december 2026.',
} satisfies Answer<'Verloningantwoord'>;

export const vrijgeven = {
  besluit: 'leveren',
  reden: 'Het kantoor bevestigt: één vestiging is verkocht.',
} satisfies Request<'Vrijgaveformulier'>;
export const afkeuren = {
  besluit: 'afkeuren',
  reden: 'In Nmbrs zijn werknemers per ongeluk uit dienst gezet.',
} satisfies Request<'Vrijgaveformulier'>;

export const vrijgegeven = {
  uitwisselingId: UITWISSELING_ID,
  besluit: 'leveren',
  watNu: 'De gegevens worden geleverd zoals ze zijn opgehaald.',
} satisfies Answer<'Vrijgaveantwoord'>;

export const ontvangst = {
  manifestSha256: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
} satisfies Request<'Ontvangstformulier'>;

export const ontvangen = {
  uitwisselingId: UITWISSELING_ID,
  ontvangenOp: '2026-12-10T05:20:00.000Z',
} satisfies Answer<'Ontvangstantwoord'>;

export const beeindigen = {
  reden: 'De verzekering eindigt op 31 december 2026.',
  per: '2026-12-31',
} satisfies Request<'Beeindigingsformulier'>;
export const beeindigd = {
  koppelingId: KOPPELING_ID,
  ingangsdatum: '2026-12-31',
  begintOp: '2026-12-31T23:00:00.000Z',
  watNu:
    '31 december 2026 is de laatste dag. Wij wissen niets vóór vrijdag 1 januari 2027 om 00:00; tot dan kunt u dit terugdraaien. Het kantoor krijgt er een e-mail over, met de reden.',
} satisfies Answer<'Beeindigantwoord'>;
export const teruggedraaid = {
  koppelingId: KOPPELING_ID,
  watNu: 'De koppeling gaat door; er is niets gewist. Het kantoor krijgt er een e-mail over.',
} satisfies Answer<'Koppelingantwoord'>;
export const anderProfiel = {
  reden: 'De werkgever heeft er een WIA-verzekering bij.',
  dekkingsprofiel: 'wia',
} satisfies Request<'Wijzigingsformulier'>;
export const andereDga = {
  reden: 'Door het kantoor gemeld.',
  dga: [{ naam: 'B. van Eikschaduw', medewerkersnummer: '1' }],
} satisfies Request<'Wijzigingsformulier'>;
export const gewijzigd = {
  koppelingId: KOPPELING_ID,
  gewijzigd: ['dga'],
  watNu: 'De wijziging geldt vanaf de volgende levering. Het kantoor krijgt er een e-mail over.',
} satisfies Answer<'Wijzigantwoord'>;
export const profielVoorgesteld = {
  koppelingId: KOPPELING_ID,
  gewijzigd: [],
  voorstel: { dekkingsprofiel: 'wia', beoordelaar: 'inge', op: '2026-11-30T09:00:00.000Z' },
  watNu:
    'Er is niets gewijzigd. Het dekkingsprofiel wia geldt zodra een collega binnen 30 dagen hetzelfde vraagt: het burgerservicenummer gaat dan mee.',
} satisfies Answer<'Wijzigantwoord'>;
export const nieuweToegang = {
  reden: 'De medewerker met de code is vertrokken; teruggebeld op het nummer van het kantoor.',
  email: 'loon@fantasiekantoor.example',
} satisfies Request<'Toegangsformulier'>;
export const toegangGegeven = {
  aanmeldingId: ID,
  gemaild: true,
  watNu:
    'Er is een nieuwe toegangscode gemaild naar loon@fantasiekantoor.example. Alle eerdere codes openen niets meer.',
} satisfies Answer<'Mailantwoord'>;
export const standGemaild = {
  aanmeldingId: ID,
  gemaild: true,
  watNu:
    'Hoe de aanmelding ervoor staat, is gemaild naar aanmeldingen@fantasiekantoor.example, met een nieuwe toegangscode.',
} satisfies Answer<'Mailantwoord'>;
