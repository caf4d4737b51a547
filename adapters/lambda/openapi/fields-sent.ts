import {
  Aanmeldformulier,
  Dga,
  Machtigingsformulier,
  NmbrsZonderToken,
} from '../../../core/aanmelding/aanmeldgegevens.ts';
import { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { Bulkwerkgever } from '../../../core/aanmelding/bulk.ts';
import { Toegangsformulier } from '../../../core/aanmelding/toegangsformulier.ts';
import { Bevestigingsformulier } from '../../../core/aanvraag/confirm-aanvraag.ts';
import {
  Beeindigingsformulier,
  Opnieuwformulier,
  Overslagformulier,
  Redenformulier,
  Verloningformulier,
} from '../../../core/audit/beheer.ts';
import { Aanmeldcorrectie } from '../../../core/controle/correct-aanmelding.ts';
import { Wijzigingsformulier } from '../../../core/koppeling/koppelingwijziging.ts';
import { Ontvangstformulier } from '../../../core/levering/ontvangst.ts';
import { Vrijgaveformulier } from '../../../core/levering/vrijgave.ts';
import { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Codeformulier } from '../../../core/toegang/toegangscode.ts';
import { Verzoekbesluit, Verzoekformulier } from '../../../core/verzoek/verzoek.ts';
import { AfmeldQuery, KoppelingenQuery, WerkvoorraadQuery } from '../queries.ts';

import type { Annotated, Annotation } from './annotation.ts';
import { LEVERING_SENT } from './fields-levering.ts';
import { MACHTIGING, TEKSTVERSIE } from './fields-machtiging.ts';

// Control characters, line separators, marks that turn the direction of reading, and the mark of a broken text.
const UNPRINTABLE =
  '\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFFFD';
// Characters without any shape of their own: soft hyphens, zero-width blanks and joiners, fillers.
const SHAPELESS = '\\u00AD\\u200B-\\u200D\\u2060\\u3164\\uFEFF';
/** Something to see, and none of these. No lookahead: not every reader of patterns knows it. */
const without = (excluded: string): string => `^[^${excluded}]*[^${excluded}\\s][^${excluded}]*$`;
const VISIBLE = without(UNPRINTABLE);
const NUMBER = { pattern: '^\\s*\\d{1,10}\\s*$', minimum: 0, maximum: 9_999_999_999 };
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
// As `core/invoer/emailadres.ts` has it. Blanks around it fall away, which the format `email` would forbid.
const EMAIL = {
  pattern: `^\\s*${ATEXT}+(?:\\.${ATEXT}+)*@(?:${LABEL}\\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,59})\\s*$`,
} as const;
// Twenty letters and digits without a U, in any groups.
const CODE = '^[\\s-]*(?:[0-9A-TV-Za-tv-z][\\s-]*){20}$';
const naam = (description: string, example: string): Annotation => ({
  description: `${description} 1 tot 200 zichtbare tekens; spaties eromheen vallen weg.`,
  pattern: without(UNPRINTABLE + SHAPELESS),
  examples: [example],
});

const { salarisverwerker, werkgever, nmbrs, ...form } = Aanmeldformulier.shape;
const GEBRUIKERSNAAM = 'Het e-mailadres waarmee de gebruiker in Nmbrs inlogt.';

const SIGN_UP: readonly Annotated[] = [
  [
    form.accountSoort,
    {
      description:
        'Overkoepelend: u gebruikt één account in Nmbrs voor al uw werkgevers, en een tag bepaalt welke werkgevers dat account ziet. Per-debiteur: u gebruikt een eigen account voor deze werkgever.',
    },
  ],
  [salarisverwerker.shape.bedrijfsnaam, naam('De naam van uw organisatie.', 'Salariskantoor De Fantasie')],
  [
    salarisverwerker.shape.email,
    {
      description: 'Eén e-mailadres. Hierheen sturen wij alle berichten over de aanmelding.',
      ...EMAIL,
      examples: ['salaris@fantasiekantoor.example'],
    },
  ],
  [werkgever.shape.bedrijfsnaam, naam('De naam van de werkgever.', 'Toverdrank B.V.')],
  [
    werkgever.shape.raamwerkcontractnummer,
    {
      description:
        'Het nummer van het contract bij a.s.r.; het staat op de polis. 4 tot 20 letters en cijfers. Wij maken er hoofdletters van.',
      pattern: '^\\s*[A-Za-z0-9][A-Za-z0-9 ./-]{2,18}[A-Za-z0-9./-]\\s*$',
      examples: ['RC-10001'],
    },
  ],
  [
    werkgever.shape.loonheffingennummer,
    {
      description:
        'Negen cijfers, de letter L en twee cijfers. De negen cijfers hebben een controlecijfer (elfproef). Spaties, punten en streepjes vallen weg, l wordt L.',
      // Not three zeros in front, not two behind.
      pattern:
        '^[\\s.-]*(?:[1-9][\\s.-]*\\d[\\s.-]*\\d|\\d[\\s.-]*[1-9][\\s.-]*\\d|\\d[\\s.-]*\\d[\\s.-]*[1-9])[\\s.-]*(?:\\d[\\s.-]*){6}[Ll][\\s.-]*(?:[1-9][\\s.-]*\\d|\\d[\\s.-]*[1-9])[\\s.-]*$',
      examples: ['123456782L01'],
    },
  ],
  [form.salarispakket, { description: 'Altijd Nmbrs; een ander salarispakket kan niet.' }],
  [
    nmbrs.shape.bedrijfsnaam,
    {
      description:
        'De naam van het bedrijf, letterlijk zoals die in Nmbrs staat: hoofdletters, spaties, punten en komma’s tellen mee. 1 tot 200 zichtbare tekens.',
      pattern: VISIBLE,
      examples: ['Toverdrank B.V.'],
    },
  ],
  [
    nmbrs.shape.gebruikersnaam,
    { description: GEBRUIKERSNAAM, ...EMAIL, examples: ['koppeling@fantasiekantoor.example'] },
  ],
  [
    nmbrs.shape.apiToken,
    {
      description:
        'De API-token van die gebruiker; u vindt die in Nmbrs bij Gebruiker profiel > API-Token. 8 tot 256 tekens zonder spaties. Wij tonen de token nooit terug.',
      pattern: '^\\s*[!-~]{8,256}\\s*$',
      format: 'password',
      examples: ['fa17a51e000000000000000000000001'],
    },
  ],
  [
    nmbrs.shape.domein,
    {
      description:
        'Het deel dat vóór .nmbrs.nl staat in de adresbalk van uw browser. Het hele adres mag ook; wij halen het deel eruit.',
      pattern: `^\\s*(?:${LABEL}|(?:[Hh][Tt][Tt][Pp][Ss]?://)?${LABEL}\\.[Nn][Mm][Bb][Rr][Ss]\\.[Nn][Ll](?::443)?(?:[/?#].*)?)\\s*$`,
      examples: ['fantasiekantoor'],
    },
  ],
  [
    NmbrsZonderToken.shape.bedrijfsnummer.unwrap(),
    {
      description: 'Het nummer van het bedrijf in Nmbrs. Alleen nodig als er meer bedrijven met deze naam zijn.',
      ...NUMBER,
      examples: ['12'],
    },
  ],
  [
    form.dga,
    {
      description:
        'De DGA’s (directeuren-grootaandeelhouders) die in de verloning zitten; een lege lijst als die er niet zijn. Hoogstens 20, elk medewerkersnummer één keer.',
      uniqueItems: true,
    },
  ],
  [Dga.shape.naam, naam('De naam van de DGA, zoals die in Nmbrs staat.', 'B. van Eikschaduw')],
  [
    Dga.shape.medewerkersnummer,
    { description: 'Het medewerkersnummer van de DGA in Nmbrs.', ...NUMBER, examples: ['1'] },
  ],
  [form.verloning, { description: 'Hoe vaak de werkgever het loon verwerkt.' }],
  [form.dertiendeMaand, { description: 'Of de werkgever een 13e maand uitkeert.' }],
  [Machtigingsformulier, MACHTIGING],
  [Machtigingsformulier.shape.tekstversie, TEKSTVERSIE],
  [
    Machtigingsformulier.shape.namens.unwrap(),
    naam('Wie dit namens uw kantoor verklaart; dat mag u weglaten.', 'L. van Maanzicht'),
  ],
  [
    Bulkwerkgever.shape.nmbrs,
    { description: 'Het bedrijf in Nmbrs. De gebruiker en de token staan één keer, bij het account.' },
  ],
  [
    Aanmeldcorrectie,
    {
      description:
        'Alleen de velden die anders moeten; ten minste één. Wat u weglaat, blijft. Het raamwerkcontractnummer en het loonheffingennummer kunt u niet verbeteren.',
      minProperties: 1,
    },
  ],
  [
    Aanmeldcorrectie.shape.werkgever.unwrap().shape.bedrijfsnaam.unwrap(),
    naam('De naam van de werkgever.', 'Toverdrank B.V.'),
  ],
  [
    Bevestigingsformulier.shape.code,
    {
      description:
        'De code uit de laatste e-mail over deze aanmelding: 20 letters en cijfers. Streepjes, spaties en kleine letters maken niet uit.',
      pattern: CODE,
      examples: ['8TK2M-Z0QX4-C7RNA-1HV9E'],
    },
  ],
];

const [goedkeuren, afwijzen] = BesluitFormulier.options;
const afwijkendeDatum = goedkeuren.shape.afwijkendeDatum.unwrap();
const zelfdeBedrijf = goedkeuren.shape.zelfdeBedrijf.unwrap();
const GEEN_BSN = '1 tot 1000 zichtbare tekens, zonder burgerservicenummer.';

const BESLUIT: readonly Annotated[] = [
  [goedkeuren.shape.besluit, { description: 'U keurt de aanmelding goed.' }],
  [
    Dekkingsprofiel,
    {
      description:
        'Voor welke dekking gegevens worden uitgewisseld. Bij wia, pensioen en volledig gaat het burgerservicenummer mee.',
    },
  ],
  [
    goedkeuren.shape.dekkingsprofiel,
    {
      description:
        'Voor welke dekking gegevens worden uitgewisseld. Bij wia, pensioen en volledig gaat het burgerservicenummer mee; dan moet een tweede beoordelaar hetzelfde besluit sturen.',
    },
  ],
  [
    goedkeuren.shape.huidigTijdvakMeenemen,
    { description: 'Of het tijdvak waarin het akkoord valt het eerste is dat wordt uitgewisseld.' },
  ],
  [
    goedkeuren.shape.toelichting,
    { description: `Een notitie voor a.s.r. zelf; de salarisverwerker ziet die niet. ${GEEN_BSN}`, pattern: VISIBLE },
  ],
  [
    goedkeuren.shape.afwijkendeDatum,
    { description: 'Een andere datum voor de eerste uitwisseling dan de regel geeft. Laat dit meestal weg.' },
  ],
  [
    afwijkendeDatum.shape.datum,
    {
      description:
        'Een werkdag na vandaag en na het einde van het tijdvak, en hoogstens 30 dagen na de uiterste aangiftedatum.',
      examples: ['2026-12-15'],
    },
  ],
  [afwijkendeDatum.shape.reden, { description: `De reden voor deze datum. ${GEEN_BSN}`, pattern: VISIBLE }],
  [
    goedkeuren.shape.zelfdeBedrijf,
    {
      description:
        'Alleen nodig als dit bedrijf in Nmbrs ook is aangemeld met een ander loonheffingennummer. De reden komt in het auditspoor.',
    },
  ],
  [zelfdeBedrijf.shape.reden, { description: `Waarom dat klopt. ${GEEN_BSN}`, pattern: VISIBLE }],
  [afwijzen.shape.besluit, { description: 'U wijst de aanmelding af.' }],
  [
    afwijzen.shape.reden,
    {
      description: `De reden van de afwijzing; de salarisverwerker krijgt die te lezen. ${GEEN_BSN}`,
      pattern: VISIBLE,
    },
  ],
];

const QUERY: readonly Annotated[] = [
  [
    Codeformulier.shape.code,
    {
      description:
        'De code uit de e-mail: vier groepen van vijf tekens. Kleine letters, spaties en andere groepen mogen ook.',
      pattern: CODE,
      examples: ['8TK2M-Z0QX4-C7RNA-1HV9E'],
    },
  ],
  [
    AfmeldQuery.shape.per,
    {
      description:
        'De laatste dag van de koppeling; laat dit weg voor vandaag. Niet in het verleden, en hoogstens 260 dagen vooruit. De tijdvakken tot en met die dag worden nog uitgewisseld; daarna wissen wij de gegevens. Is er nog geen koppeling, dan kan het alleen vandaag.',
      examples: ['2026-12-31'],
    },
  ],
  [
    AfmeldQuery.shape.direct,
    {
      description:
        'Met «ja»: na de laatste dag wordt er niets meer uitgewisseld en wissen wij de gegevens meteen, ook als een tijdvak van ervoor nog niet is uitgewisseld. Dat kan ook na een gewone afmelding nog.',
    },
  ],
  [
    WerkvoorraadQuery.shape.status,
    {
      description:
        'Alleen aanmeldingen met deze status. Laat u dit weg, dan is het `wacht-op-akkoord`; bij «zoek» zijn het alle die nog lopen.',
    },
  ],
  [
    WerkvoorraadQuery.shape.zoek,
    {
      description:
        'Een deel van het raamwerkcontractnummer, de naam van de werkgever of het kantoor, het e-mailadres van het kantoor, of het domein in Nmbrs. Hoofdletters en accenten tellen niet mee.',
      examples: ['toverdrank'],
    },
  ],
  [
    WerkvoorraadQuery.shape.aantal,
    {
      description: 'Hoeveel er op een bladzijde staan.',
      type: 'integer',
      ...{ minimum: 1, maximum: 100 },
      examples: [25],
    },
  ],
  [
    WerkvoorraadQuery.shape.na,
    {
      description: '«volgende» van de vorige bladzijde, letterlijk overgenomen en bij dezelfde status.',
      pattern: '^[A-Za-z0-9_-]+\\.[0-9a-f]{16}$',
    },
  ],
];

const BEHEER: readonly Annotated[] = [
  [
    Redenformulier.shape.reden,
    { description: `Waarom u dit doet; het staat in het auditspoor. ${GEEN_BSN}`, pattern: VISIBLE },
  ],
  [
    Opnieuwformulier.shape.van,
    {
      description: 'Het tijdvak, of het eerste van een reeks: een maand of een periode van vier weken.',
      examples: ['2026-M11'],
    },
  ],
  [
    Opnieuwformulier.shape.tot,
    { description: 'Het laatste tijdvak van de reeks; laat dit weg voor één tijdvak.', examples: ['2026-M12'] },
  ],
  [
    Overslagformulier.shape.tijdvak,
    { description: 'Het tijdvak dat aan de beurt is en waarvan geen run komt.', examples: ['2026-M11'] },
  ],
  [
    Beeindigingsformulier.shape.reden,
    { description: `Waarom de koppeling eindigt; de salarisverwerker leest het. ${GEEN_BSN}`, pattern: VISIBLE },
  ],
  [
    Beeindigingsformulier.shape.per.unwrap(),
    {
      description: 'De laatste dag; vandaag als u niets geeft, en hoogstens 260 dagen vooruit.',
      examples: ['2026-12-31'],
    },
  ],
  [
    Beeindigingsformulier.shape.direct.unwrap(),
    { description: 'Na de laatste dag wordt niets meer uitgewisseld, ook de tijdvakken tot die dag niet.' },
  ],
  [
    Toegangsformulier.shape.email.unwrap(),
    {
      description: 'Het nieuwe e-mailadres van het kantoor; weglaten laat het zoals het is.',
      ...EMAIL,
      examples: ['loon@fantasiekantoor.example'],
    },
  ],
  [
    Wijzigingsformulier.shape.dga.unwrap(),
    { description: 'Alle DGA’s zoals zij nu zijn; een lege lijst als die er niet zijn.', uniqueItems: true },
  ],
  [Wijzigingsformulier.shape.dertiendeMaand.unwrap(), { description: 'Of de werkgever een 13e maand uitkeert.' }],
  [
    Wijzigingsformulier.shape.dekkingsprofiel.unwrap(),
    { description: 'Voor welke dekking gegevens worden uitgewisseld.' },
  ],
  [Verloningformulier.shape.verloning, { description: 'Hoe het loon vanaf dat jaar wordt verwerkt.' }],
  [
    Verloningformulier.shape.vanafJaar,
    { description: 'Per 1 januari van dit jaar; een verloning wijzigt alleen met het jaar.', examples: [2027] },
  ],
  [
    Ontvangstformulier.shape.manifestSha256,
    { description: 'De SHA-256 van de bytes van `manifest.json`, in hexadecimale tekens.' },
  ],
  [
    Vrijgaveformulier.shape.besluit,
    {
      description:
        'Leveren: de gegevens gaan zoals ze zijn opgehaald. Afkeuren: er wordt niets geleverd, en de volgende werkdag halen wij de gegevens opnieuw op.',
    },
  ],
  [
    Verzoekformulier.shape.soort,
    { description: 'Inzage: alles wat er van de werknemer staat. Wissen: alles wat er van de werknemer staat, weg.' },
  ],
  [
    Verzoekformulier.shape.werknemerId,
    {
      description:
        'Het nummer van Nmbrs voor de werknemer: de eerste kolom van werknemers.csv. Niet het personeelsnummer.',
      examples: [52_000_17],
    },
  ],
  [Verzoekbesluit.shape.besluit, { description: 'Akkoord geeft een andere collega dan wie het verzoek indiende.' }],
  [KoppelingenQuery.shape.status, { description: 'Alleen koppelingen met deze status.' }],
  [KoppelingenQuery.shape.aandacht, { description: 'Met «ja»: alleen koppelingen waar iets mis mee is.' }],
];

/** The fields of what is sent. */
export const SENT: readonly Annotated[] = [...SIGN_UP, ...BESLUIT, ...QUERY, ...BEHEER, ...LEVERING_SENT];
