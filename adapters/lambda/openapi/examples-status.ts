import type * as z from 'zod';
import { ontvangstbewijs } from '../../../core/aanmelding/afmelding.ts';
import type { GemaskeerdeGegevens } from '../../../core/aanmelding/gemaskeerde-gegevens.ts';
import { HUIDIGE_TEKSTVERSIE, machtigingstekstOf } from '../../../core/aanmelding/machtiging.ts';
import { TAG_STAPPEN } from '../../../core/controle/bevindingen.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { RECHTEN_PER_SERVICE, RechtService } from '../../../core/nmbrs/rechten.ts';
import type { Machtigingsverslag } from '../../../core/weergave/present-machtiging.ts';
import { aanmelden, account, ID, werkgever } from './examples-sign-up.ts';
import type { ANSWERS } from './schemas.ts';

type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

/** What the office sees of what it filled in. */
export const gegevens = {
  ...aanmelden,
  werkgever: { ...werkgever, loonheffingennummer: '12******L01' },
  nmbrs: { bedrijfsnaam: 'Toverdrank B.V.', gebruikersnaam: account.gebruikersnaam, domein: account.domein },
} satisfies z.input<typeof GemaskeerdeGegevens>;

/** What it declared by signing up, in its own name. */
export const machtiging = {
  uitleg: 'Bij het aanmelden heeft het kantoor verklaard dat de werkgever het heeft gemachtigd.',
  verklaring: {
    tekstversie: HUIDIGE_TEKSTVERSIE,
    verklaardOp: '2026-11-24T09:00:00.000Z',
    door: aanmelden.salarisverwerker,
    tekst: machtigingstekstOf(HUIDIGE_TEKSTVERSIE),
  },
} satisfies z.input<typeof Machtigingsverslag>;

const AANGEMELD = `U hebt de werkgever aangemeld en verklaard dat hij u heeft gemachtigd (machtigingstekst ${HUIDIGE_TEKSTVERSIE}).`;

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
  machtiging,
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
    tag: {
      uitleg: 'De gebruiker ziet het bedrijf. De tag zelf hebben wij niet bekeken; dat is dan niet nodig.',
      opDebiteur: { stand: 'niet-getoetst', waar: opDebiteur },
      inFilter: { stand: 'niet-getoetst', waar: inFilter },
    },
    rechten: rechten('Children_Get'),
    dga: [],
    bevindingen: [{ ...bevinding, stappen: [...bevinding.stappen] }],
  },
  kan: ['verbeteren', 'hercontrole', 'token', 'afmelden', 'toegang-vervangen'],
  tot: '2026-12-24',
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: AANGEMELD, wie: 'u' },
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
    'De salariskoppeling is gerealiseerd. De eerste uitwisseling is op donderdag 10 december 2026, over november 2026. Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.',
  gegevens,
  machtiging,
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
  koppeling: { status: 'actief' },
  kan: ['wijzigen', 'token', 'werkgever-erbij', 'afmelden', 'toegang-vervangen'],
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: AANGEMELD, wie: 'u' },
    { op: '2026-11-24T09:00:05.000Z', wat: 'De controle bij Nmbrs is geslaagd.', wie: 'systeem' },
    { op: '2026-11-25T10:30:00.000Z', wat: 'a.s.r. heeft de aanmelding goedgekeurd.', wie: 'a.s.r.' },
    { op: '2026-11-25T10:30:03.000Z', wat: 'De salariskoppeling is gerealiseerd.', wie: 'systeem' },
  ],
} satisfies Answer<'Statusdocument'>;

export const kalender = {
  aanmeldingId: ID,
  werkgever: { bedrijfsnaam: gegevens.werkgever.bedrijfsnaam },
  tijdvakken: [
    {
      tijdvak: eersteTijdvak,
      uitwisseling: '2026-12-10',
      uiterlijkVergrendelen: '2026-12-09',
      uiterlijkAangeven: '2026-12-31',
      status: 'uitgewisseld',
    },
    {
      tijdvak: {
        ...eersteTijdvak,
        ...{ tijdvakId: '2026-M12', nummer: 12, begin: '2026-12-01', eind: '2026-12-31' },
      },
      uitwisseling: '2027-01-11',
      uiterlijkVergrendelen: '2027-01-08',
      uiterlijkAangeven: '2027-01-31',
    },
  ],
} satisfies Answer<'Kalender'>;

export const agenda = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//a.s.r.//salariskoppeling//NL',
  'METHOD:PUBLISH',
  'BEGIN:VEVENT',
  `UID:${ID}-2026-M12@salariskoppeling`,
  'DTSTART;VALUE=DATE:20270108',
  'SUMMARY:Run vergrendelen voor de salariskoppeling',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const tokenVervangen = {
  status: 'gerealiseerd',
  watNu: gerealiseerd.watNu,
  werkgevers: 12,
} satisfies Answer<'Tokenantwoord'>;

export const afgemeldPer = {
  status: 'gerealiseerd',
  ingangsdatum: '2026-12-31',
  watNu:
    'De werkgever is afgemeld: 31 december 2026 is de laatste dag van de salariskoppeling. Tot die dag gaat de uitwisseling door; de volgende is op donderdag 10 december 2026, over november 2026. Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.',
} satisfies Answer<'Afmeldantwoord'>;

const GESTOPT_VANDAAG =
  'De werkgever is afgemeld: 24 november 2026 is de laatste dag van de salariskoppeling. De uitwisseling over november 2026 (donderdag 10 december 2026) vindt niet meer plaats. Is die wel nodig, neem dan contact op met a.s.r.';
const ROUTE = `/aanmeldingen/${ID}/afmelding`;

export const afgemeldVandaag = {
  status: 'gerealiseerd',
  ingangsdatum: '2026-11-24',
  begintOp: '2026-11-25T09:00:00.000Z',
  watNu: `Wij wissen niets vóór woensdag 25 november 2026 om 10:00 uur. Tot dan kunt u dit intrekken (DELETE ${ROUTE}). Wilt u niet wachten, bevestig het dan met de code uit onze e-mail (POST ${ROUTE}/bevestiging). ${GESTOPT_VANDAAG}`,
} satisfies Answer<'Afmeldantwoord'>;

export const afmeldingBevestigd = {
  status: 'gerealiseerd',
  ingangsdatum: '2026-11-24',
  watNu: GESTOPT_VANDAAG,
} satisfies Answer<'Afmeldantwoord'>;

export const ingetrokken = {
  status: 'gerealiseerd',
  watNu:
    'De salariskoppeling is gerealiseerd. De eerste uitwisseling is op donderdag 10 december 2026, over november 2026. Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.',
} satisfies Answer<'Intrekantwoord'>;

export const afgemeld = {
  aanmeldingId: ID,
  status: 'afgemeld',
  ontvangenOp: '2026-11-24T09:00:00.000Z',
  ingangsdatum: '2026-12-31',
  afgemeldOp: '2026-12-31T23:00:04.000Z',
  watNu: 'De werkgever is afgemeld. U hoeft niets te doen. U kunt de werkgever opnieuw aanmelden.',
  ontvangstbewijs: ontvangstbewijs(Tijdstip.parse('2026-12-31T23:00:03.000Z'), {
    accountInGebruik: true,
    nietGeleverd: [],
  }),
  kan: [],
  tijdlijn: [
    { op: '2026-11-24T09:00:00.000Z', wat: AANGEMELD, wie: 'u' },
    { op: '2026-12-01T08:00:00.000Z', wat: 'U hebt de salariskoppeling afgemeld.', wie: 'u' },
    { op: '2026-12-31T23:00:04.000Z', wat: 'De afmelding is uitgevoerd; de gegevens zijn gewist.', wie: 'systeem' },
  ],
  berichten: [{ soort: 'afgemeld', op: '2026-12-31T23:00:04.000Z' }],
} satisfies Answer<'Statusdocument'>;
