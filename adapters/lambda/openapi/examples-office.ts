import type * as z from 'zod';
import type { GemaskeerdeGegevens } from '../../../core/domain/aanmeldgegevens.ts';
import type { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { ontvangstbewijs } from '../../../core/domain/afmelding.ts';
import { TAG_STAPPEN } from '../../../core/domain/bevindingen.ts';
import { RECHTEN_PER_SERVICE, RechtService } from '../../../core/domain/rechten.ts';
import { Tijdstip } from '../../../core/domain/tijd.ts';
import { BULK_COLUMNS } from '../bulk-csv.ts';
import type { ANSWERS, REQUESTS } from './schemas.ts';

type Request<Name extends keyof typeof REQUESTS> = z.input<(typeof REQUESTS)[Name]>;
type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

// Invented offices and people; on the local system the sign-up passes the controle.
export const ID: z.input<typeof AanmeldingId> = 'aan-3f1c9a52-7d0e-4b86-9c41-5e2a8d7f6b03';
const STATUS_URL = `https://api.salariskoppeling.example/aanmeldingen/${ID}`;
const CAPABILITY = 'Vb0eeldT0egangsc0de-Vb0eeldT0egangsc0de-Vb0';

const salarisverwerker = { bedrijfsnaam: 'Salariskantoor De Fantasie', email: 'salaris@fantasiekantoor.example' };
const werkgever = {
  bedrijfsnaam: 'Toverdrank B.V.',
  raamwerkcontractnummer: 'RC-10001',
  loonheffingennummer: '123456782L01',
};
const account = {
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
} satisfies Request<'Aanmeldformulier'>;

export const aangemeld = {
  aanmeldingId: ID,
  statusUrl: STATUS_URL,
  capability: CAPABILITY,
  waarschuwingen: [],
} satisfies Answer<'Aanmeldantwoord'>;

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
  account: { salarisverwerker, nmbrs: account },
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
  ontvangen: 1,
  geweigerd: 2,
  nietVerwerkt: 1,
  waarschuwingen: [],
  rijen: [
    { rij: 1, uitkomst: 'ontvangen', aanmeldingId: ID, capability: CAPABILITY, statusUrl: STATUS_URL },
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

export const hercontrole = {
  status: 'wordt-gecontroleerd',
  watNu: 'Wij controleren uw aanmelding opnieuw bij Nmbrs.',
} satisfies Answer<'Hercontroleantwoord'>;

export const verbeterNaam = { nmbrs: { bedrijfsnaam: 'Elfenbank B.V' } } satisfies Request<'Aanmeldcorrectie'>;
export const verbeterMeer = {
  verloning: 'vierwekelijks',
  dga: [{ naam: 'B. van Eikschaduw', medewerkersnummer: '1' }],
} satisfies Request<'Aanmeldcorrectie'>;

/** What the office sees of what it filled in. */
export const gegevens = {
  ...aanmelden,
  werkgever: { ...werkgever, loonheffingennummer: '12******L01' },
  nmbrs: { bedrijfsnaam: 'Toverdrank B.V.', gebruikersnaam: account.gebruikersnaam, domein: account.domein },
} satisfies z.input<typeof GemaskeerdeGegevens>;

const [opDebiteur, inFilter] = TAG_STAPPEN;
const bevinding = {
  code: 'rechten-ontbreken',
  tekst: 'Eén recht staat in Nmbrs niet op Active.',
  stappen: [
    'Ga in Nmbrs naar Instellingen > Gebruikers > Template Users > Webservices rights edit.',
    'Zet bij Employee Services op Active: Children_Get.',
  ],
} as const;

const rechten = (isOff: string) =>
  RechtService.options.flatMap((service) =>
    RECHTEN_PER_SERVICE[service].map((recht) => ({
      recht,
      service,
      uitkomst: recht === isOff ? ('niet-actief' as const) : ('actief' as const),
    })),
  );

export const herstelNodig = {
  aanmeldingId: ID,
  status: 'herstel-nodig',
  ontvangenOp: '2026-11-24T09:00:00.000Z',
  watNu: `Er is nog iets nodig. ${[bevinding.tekst, ...bevinding.stappen].join(' ')} Vraag daarna een nieuwe controle aan.`,
  gegevens,
  berichten: [
    { soort: 'ontvangen', op: '2026-11-24T09:00:01.000Z' },
    {
      soort: 'herstel-nodig',
      op: '2026-11-24T09:00:06.000Z',
      bezorging: 'teruggekomen',
      bezorgingOp: '2026-11-24T09:00:09.000Z',
    },
  ],
  watTeDoen: [{ tekst: bevinding.tekst, stappen: [...bevinding.stappen] }],
  controle: {
    uitgevoerdOp: '2026-11-24T09:00:05.000Z',
    uitkomst: 'herstel-nodig',
    onderdelen: {
      inloggegevens: 'goed',
      bedrijf: 'gevonden',
      verloning: 'goed',
      rechten: 'ontbreken',
      dga: 'niet-van-toepassing',
    },
    bedrijfsnaam: { opgegeven: 'Toverdrank B.V.', inNmbrs: ['Toverdrank B.V.'] },
    verloning: { opgegeven: 'maandelijks', inNmbrs: ['maandelijks'] },
    tag: { opDebiteur: { stand: 'goed', waar: opDebiteur }, inFilter: { stand: 'goed', waar: inFilter } },
    rechten: rechten('Children_Get'),
    dga: [],
    bevindingen: [{ ...bevinding, stappen: [...bevinding.stappen] }],
  },
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: 'U hebt de werkgever aangemeld.', wie: 'u' },
    { op: '2026-11-24T09:00:01.000Z', wat: 'De controle bij Nmbrs is begonnen.', wie: 'systeem' },
    {
      op: '2026-11-24T09:00:05.000Z',
      wat: 'De controle bij Nmbrs is klaar: er is nog iets nodig.',
      wie: 'systeem',
    },
  ],
} satisfies Answer<'Statusdocument'>;

/** The first period of the examples. */
export const eersteTijdvak = {
  tijdvakId: '2026-M11',
  verloning: 'maandelijks',
  jaar: 2026,
  nummer: 11,
  begin: '2026-11-01',
  eind: '2026-11-30',
} as const;

export const gerealiseerd = {
  aanmeldingId: ID,
  status: 'gerealiseerd',
  ontvangenOp: '2026-11-24T09:00:00.000Z',
  watNu:
    'De salariskoppeling is gerealiseerd. De eerste uitwisseling is op donderdag 10 december 2026, over november 2026. Zorg dat de run dan in Nmbrs is vergrendeld.',
  gegevens,
  berichten: [
    { soort: 'ontvangen', op: '2026-11-24T09:00:01.000Z' },
    { soort: 'gerealiseerd', op: '2026-11-25T10:30:04.000Z' },
  ],
  watTeDoen: [],
  controle: {
    ...herstelNodig.controle,
    uitkomst: 'geslaagd',
    onderdelen: { ...herstelNodig.controle.onderdelen, rechten: 'goed' },
    rechten: rechten(''),
    bevindingen: [],
  },
  besluit: {
    besluit: 'goedkeuren',
    besloten: '2026-11-25T10:30:00.000Z',
    dekkingsprofiel: 'wia',
    huidigTijdvakMeenemen: true,
  },
  realisatiedatum: '2026-11-25',
  eersteUitwisseling: '2026-12-10',
  eersteTijdvak,
  volgendeUitwisseling: '2026-12-10',
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: 'U hebt de werkgever aangemeld.', wie: 'u' },
    { op: '2026-11-24T09:00:05.000Z', wat: 'De controle bij Nmbrs is geslaagd.', wie: 'systeem' },
    { op: '2026-11-25T10:30:00.000Z', wat: 'a.s.r. heeft de aanmelding goedgekeurd.', wie: 'a.s.r.' },
    { op: '2026-11-25T10:30:03.000Z', wat: 'De salariskoppeling is gerealiseerd.', wie: 'systeem' },
  ],
} satisfies Answer<'Statusdocument'>;

export const nieuweToken = { apiToken: 'fa17a51e000000000000000000000009' } satisfies Request<'Tokenformulier'>;
export const andereGebruiker = {
  apiToken: 'fa17a51e000000000000000000000010',
  gebruikersnaam: 'nieuw@fantasiekantoor.example',
} satisfies Request<'Tokenformulier'>;

export const tokenVervangen = {
  status: 'gerealiseerd',
  watNu: gerealiseerd.watNu,
  werkgevers: 12,
} satisfies Answer<'Tokenantwoord'>;

export const afgemeldPer = {
  status: 'gerealiseerd',
  ingangsdatum: '2026-12-31',
  watNu:
    'De werkgever is afgemeld: 31 december 2026 is de laatste dag van de salariskoppeling. Tot die dag gaat de uitwisseling door; de volgende is op donderdag 10 december 2026, over november 2026.',
} satisfies Answer<'Afmeldantwoord'>;

export const afgemeld = {
  aanmeldingId: ID,
  status: 'afgemeld',
  ontvangenOp: '2026-11-24T09:00:00.000Z',
  ingangsdatum: '2026-12-31',
  afgemeldOp: '2026-12-31T23:00:04.000Z',
  watNu: 'De werkgever is afgemeld. U hoeft niets te doen. U kunt de werkgever opnieuw aanmelden.',
  ontvangstbewijs: ontvangstbewijs(Tijdstip.parse('2026-12-31T23:00:03.000Z'), { accountInGebruik: true }),
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: 'U hebt de werkgever aangemeld.', wie: 'u' },
    { op: '2026-12-01T08:00:00.000Z', wat: 'U hebt de salariskoppeling afgemeld.', wie: 'u' },
    { op: '2026-12-31T23:00:04.000Z', wat: 'De afmelding is uitgevoerd; de gegevens zijn gewist.', wie: 'systeem' },
  ],
  berichten: [{ soort: 'afgemeld', op: '2026-12-31T23:00:04.000Z' }],
} satisfies Answer<'Statusdocument'>;
