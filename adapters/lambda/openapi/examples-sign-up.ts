import type * as z from 'zod';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { BULK_COLUMNS } from '../bulk-csv.ts';
import type { ANSWERS, REQUESTS } from './schemas.ts';

type Request<Name extends keyof typeof REQUESTS> = z.input<(typeof REQUESTS)[Name]>;
type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

// Invented offices and people; on the local system the sign-up passes the controle.
export const ID: z.input<typeof AanmeldingId> = 'aan-3f1c9a52-7d0e-4b86-9c41-5e2a8d7f6b03';
const STATUS_URL = `https://api.salariskoppeling.example/aanmeldingen/${ID}`;
const CAPABILITY = 'Vb0eeldT0egangsc0de-Vb0eeldT0egangsc0de-Vb0';

const salarisverwerker = { bedrijfsnaam: 'Salariskantoor De Fantasie', email: 'salaris@fantasiekantoor.example' };
export const werkgever = {
  bedrijfsnaam: 'Toverdrank B.V.',
  raamwerkcontractnummer: 'RC-10001',
  loonheffingennummer: '123456782L01',
};
export const account = {
  gebruikersnaam: 'koppeling@fantasiekantoor.example',
  apiToken: 'fa17a51e000000000000000000000001',
  domein: 'fantasiekantoor',
};

export const aanmelden = {
  accountSoort: 'overkoepelend',
  salarisverwerker,
  werkgever,
  salarispakket: 'Nmbrs',
  nmbrs: { bedrijfsnaam: 'Toverdrank B.V.', ...account },
  dga: [],
  verloning: 'maandelijks',
  dertiendeMaand: true,
} satisfies Request<'Aanmeldformulier'>;

export const aanmeldenMetDga = {
  accountSoort: 'per-debiteur',
  salarisverwerker,
  werkgever: {
    bedrijfsnaam: 'Drakenei Beheer B.V.',
    raamwerkcontractnummer: 'RC-10004',
    loonheffingennummer: '123456757L01',
  },
  salarispakket: 'Nmbrs',
  nmbrs: {
    bedrijfsnaam: 'Drakenei Beheer B.V.',
    bedrijfsnummer: '12',
    gebruikersnaam: 'salaris@drakenei.example',
    apiToken: 'fa17a51e-0000-0000-0000-000000000006',
    domein: 'fantasiekantoor',
  },
  dga: [{ naam: 'B. van Eikschaduw', medewerkersnummer: '1' }],
  verloning: 'vierwekelijks',
  dertiendeMaand: false,
  machtiging: { tekstversie: HUIDIGE_TEKSTVERSIE, namens: 'L. van Maanzicht' },
} satisfies Request<'Aanmeldformulier'>;

export const aangemeld = {
  aanmeldingId: ID,
  statusUrl: STATUS_URL,
  capability: CAPABILITY,
  status: 'wacht-op-bevestiging',
  watNu:
    'Bevestig uw e-mailadres met de code in de e-mail die wij u sturen. Tot die tijd doen wij niets met de aanmelding. Komt er binnen een uur geen e-mail, vraag dan een nieuwe code aan of verbeter het e-mailadres.',
  waarschuwingen: [],
} satisfies Answer<'Aanmeldantwoord'>;

export const aangemeldMetSleutel = {
  ...aangemeld,
  status: 'ontvangen',
  watNu: 'Wij controleren uw aanmelding bij Nmbrs. U krijgt een e-mail met de uitkomst.',
} satisfies Answer<'Aanmeldantwoord'>;

export const werkgeverErbij = {
  werkgever: aanmeldenMetDga.werkgever,
  nmbrs: { bedrijfsnaam: 'Drakenei Beheer B.V.', bedrijfsnummer: '12' },
  dga: aanmeldenMetDga.dga,
  verloning: 'maandelijks',
  dertiendeMaand: false,
} satisfies Request<'Werkgeverformulier'>;

export const bevestiging = { code: '8TK2M-Z0QX4-C7RNA-1HV9E' } satisfies Request<'Bevestigingsformulier'>;
export const bevestigingMetToken = {
  ...bevestiging,
  apiToken: account.apiToken,
} satisfies Request<'Bevestigingsformulier'>;

export const bevestigd = {
  watNu:
    'Uw e-mailadres is bevestigd. Wij controleren de aanmelding nu bij Nmbrs; u krijgt een e-mail met de uitkomst. Bewaar de kantoorsleutel goed: stuurt u hem mee (Authorization: Bearer), dan hoeft u een volgende aanmelding met dit e-mailadres niet te bevestigen. Een kantoorsleutel die u eerder kreeg, werkt niet meer.',
  aanmeldingen: [{ aanmeldingId: ID, uitkomst: 'ontvangen', tekst: 'De controle bij Nmbrs begint.' }],
  kantoorsleutel: CAPABILITY,
  kantoorsleutelGeldigTot: '2027-05-23T09:00:00.000Z',
} satisfies Answer<'Bevestigantwoord'>;

export const kantoor = {
  aanmeldingen: [
    {
      aanmeldingId: ID,
      status: 'wacht-op-akkoord',
      ontvangenOp: '2026-11-24T09:00:00.000Z',
      werkgever: {
        bedrijfsnaam: 'Toverdrank B.V.',
        raamwerkcontractnummer: 'RC-10002',
        loonheffingennummer: '12******L01',
      },
    },
  ],
} satisfies Answer<'Kantoorantwoord'>;

export const kantoorcode = { email: salarisverwerker.email } satisfies Request<'Kantoorformulier'>;
export const kantoorcodeGevraagd = {
  watNu:
    'Als met dit e-mailadres werkgevers zijn aangemeld en het adres is bevestigd, is er een e-mail met een kantoorcode onderweg. Dat kan drie keer per uur. Komt er niets, kijk dan bij de ongewenste e-mail of neem contact op met a.s.r.',
} satisfies Answer<'Toegangantwoord'>;

const tweede = {
  werkgever: {
    bedrijfsnaam: 'Drakenzorg Thuisverpleging',
    raamwerkcontractnummer: 'RC-10003',
    loonheffingennummer: '123456769L01',
  },
  nmbrs: { bedrijfsnaam: 'Drakenzorg Thuisverpleging B.V.' },
  dga: [{ naam: 'B. van Eikschaduw', medewerkersnummer: '1' }],
  verloning: 'vierwekelijks',
  dertiendeMaand: false,
} as const;

export const bulk = {
  account: { salarisverwerker, nmbrs: account, machtiging: { tekstversie: HUIDIGE_TEKSTVERSIE } },
  werkgevers: [
    {
      werkgever,
      nmbrs: { bedrijfsnaam: 'Toverdrank B.V.' },
      dga: [],
      verloning: 'maandelijks',
      dertiendeMaand: true,
    },
    { ...tweede, dga: [...tweede.dga] },
  ],
} satisfies Request<'Bulkformulier'>;

const csvRow = (cells: Readonly<Record<string, string>>): string =>
  BULK_COLUMNS.map((column) => cells[column] ?? '').join(';');

export const bulkCsv = [
  BULK_COLUMNS.join(';'),
  csvRow({
    'salarisverwerker.bedrijfsnaam': salarisverwerker.bedrijfsnaam,
    'salarisverwerker.email': salarisverwerker.email,
    'nmbrs.gebruikersnaam': account.gebruikersnaam,
    'nmbrs.apiToken': account.apiToken,
    'nmbrs.domein': account.domein,
    'werkgever.bedrijfsnaam': werkgever.bedrijfsnaam,
    'werkgever.raamwerkcontractnummer': werkgever.raamwerkcontractnummer,
    'werkgever.loonheffingennummer': werkgever.loonheffingennummer,
    'nmbrs.bedrijfsnaam': 'Toverdrank B.V.',
    verloning: 'maandelijks',
    dertiendeMaand: 'ja',
    'machtiging.tekstversie': HUIDIGE_TEKSTVERSIE,
    'machtiging.namens': 'L. van Maanzicht',
  }),
  csvRow({
    'werkgever.bedrijfsnaam': tweede.werkgever.bedrijfsnaam,
    'werkgever.raamwerkcontractnummer': tweede.werkgever.raamwerkcontractnummer,
    'werkgever.loonheffingennummer': tweede.werkgever.loonheffingennummer,
    'nmbrs.bedrijfsnaam': tweede.nmbrs.bedrijfsnaam,
    dga: 'B. van Eikschaduw:1',
    verloning: 'vierwekelijks',
    dertiendeMaand: 'nee',
  }),
  '',
].join('\r\n');

export const bulkVerwerkt = {
  ontvangen: 0,
  wachtOpBevestiging: 1,
  geweigerd: 2,
  nietVerwerkt: 1,
  watNu:
    'Bevestig uw e-mailadres met de code in de e-mail die wij u sturen. Tot die tijd doen wij niets met de aanmelding. Komt er binnen een uur geen e-mail, vraag dan een nieuwe code aan of verbeter het e-mailadres.',
  waarschuwingen: [],
  rijen: [
    { rij: 1, uitkomst: 'wacht-op-bevestiging', aanmeldingId: ID, capability: CAPABILITY, statusUrl: STATUS_URL },
    {
      rij: 2,
      uitkomst: 'ongeldig',
      fouten: [
        {
          veld: 'werkgever.loonheffingennummer',
          code: 'controlecijfer',
          tekst: 'Dit loonheffingennummer klopt niet (controlecijfer). Controleer of er een cijfer is verwisseld.',
        },
      ],
      tekst: 'Verbeter de genoemde velden en stuur het bestand opnieuw.',
    },
    {
      rij: 3,
      uitkomst: 'al-aangemeld',
      tekst: 'Voor dit loonheffingennummer en raamwerkcontractnummer loopt al een aanmelding of salariskoppeling.',
    },
    {
      rij: 4,
      uitkomst: 'niet-verwerkt',
      tekst: 'Deze regel is nog niet verwerkt. Stuur hetzelfde bestand opnieuw; wat er al is, blijft.',
    },
  ],
} satisfies Answer<'Bulkantwoord'>;

export const toegang = {
  watNu:
    'Als deze aanmelding bestaat, is er een e-mail met een nieuwe toegangscode onderweg naar het adres van het kantoor. Dat kan drie keer per uur. Komt er niets, kijk dan bij de ongewenste e-mail of neem contact op met a.s.r.',
} satisfies Answer<'Toegangantwoord'>;
export const capability = { aanmeldingId: ID, capability: CAPABILITY } satisfies Answer<'Capabilityantwoord'>;

export const code = { code: '8TK2M-Z0QX4-C7RNA-1HV9E' } satisfies Request<'Codeformulier'>;
export const adresHersteld = {
  aanmeldingId: ID,
  capability: CAPABILITY,
  watNu:
    'Uw e-mailadres is teruggezet. Bewaar de nieuwe toegangscode: de oude werkt niet meer, en codes uit e-mails tot vijf minuten na nu ook niet. Bekijk met de nieuwe code de status, en of er meer is veranderd.',
} satisfies Answer<'Adresherstelantwoord'>;

export const hercontrole = {
  status: 'wordt-gecontroleerd',
  watNu: 'Wij controleren uw aanmelding opnieuw bij Nmbrs.',
} satisfies Answer<'Hercontroleantwoord'>;

export const verbeterNaam = { nmbrs: { bedrijfsnaam: 'Elfenbank B.V' } } satisfies Request<'Aanmeldcorrectie'>;
export const verbeterAdres = { salarisverwerker } satisfies Request<'Aanmeldcorrectie'>;
export const adresVerbeterd = {
  status: 'wacht-op-bevestiging',
  watNu:
    'Wij sturen een nieuwe code naar dit e-mailadres. Codes die naar een ander adres zijn gestuurd, werken niet meer. Per adres sturen wij hoogstens drie codes per uur.',
} satisfies Answer<'Hercontroleantwoord'>;
export const verbeterMeer = {
  verloning: 'vierwekelijks',
  dga: [{ naam: 'B. van Eikschaduw', medewerkersnummer: '1' }],
} satisfies Request<'Aanmeldcorrectie'>;

export const nieuweToken = { apiToken: 'fa17a51e000000000000000000000009' } satisfies Request<'Tokenformulier'>;
export const andereGebruiker = {
  apiToken: 'fa17a51e000000000000000000000010',
  gebruikersnaam: 'nieuw@fantasiekantoor.example',
} satisfies Request<'Tokenformulier'>;
