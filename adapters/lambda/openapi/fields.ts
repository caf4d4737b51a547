import type * as z from 'zod';
import { Aanmeldformulier, Dga, NmbrsZonderToken } from '../../../core/domain/aanmeldgegevens.ts';
import { AanmeldingId, AanmeldingStatus, Capability } from '../../../core/domain/aanmelding.ts';
import { AuditSchakel } from '../../../core/domain/audit.ts';
import { BesluitFormulier } from '../../../core/domain/besluit.ts';
import { Bulkwerkgever } from '../../../core/domain/bulk.ts';
import { Bevinding, Controle, RechtUitslag } from '../../../core/domain/controle.ts';
import { Dekkingsprofiel } from '../../../core/domain/dekkingsprofiel.ts';
import { GemaskeerdLoonheffingennummer } from '../../../core/domain/loonheffingennummer.ts';
import { Datum, Tijdstip } from '../../../core/domain/tijd.ts';
import { Tijdvak, TijdvakId } from '../../../core/domain/tijdvak.ts';
import { AanmeldingDocument, AfgemeldDocument } from '../../../core/use-cases/aanmelding-document.ts';
import { Aanmeldcorrectie } from '../../../core/use-cases/correct-aanmelding.ts';
import { Werkvoorraadrij } from '../../../core/use-cases/list-werkvoorraad.ts';
import { Controleverslag } from '../../../core/use-cases/present-controle.ts';
import { Aanmeldantwoord, Besluitvoorstel, Bulkantwoord, Tokenantwoord, Werkvoorraad } from '../answers.ts';
import { Probleem, Veldfoutmelding } from '../problem.ts';
import { AfmeldQuery, WerkvoorraadQuery } from '../queries.ts';

/** What the document says of a field beyond its type: for people, and what `transform` and `refine` hide from it. */
export interface Annotation {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minProperties?: number;
}

type Annotated = readonly [z.core.$ZodType, Annotation];

// Control characters, line separators, marks that turn the direction of reading, and the mark of a broken text.
const UNPRINTABLE =
  '\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFFFD';
// Characters without any shape of their own: soft hyphens, zero-width blanks and joiners, fillers.
const SHAPELESS = '\\u00AD\\u200B-\\u200D\\u2060\\u3164\\uFEFF';
/** Something to see, and none of these. No lookahead: not every reader of patterns knows it. */
const without = (excluded: string): string => `^[^${excluded}]*[^${excluded}\\s][^${excluded}]*$`;
const VISIBLE = without(UNPRINTABLE);
const NUMBER = { pattern: '^\\s*\\d{1,9}\\s*$', minimum: 0, maximum: 999_999_999 };
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
      format: 'email',
      examples: ['salaris@fantasiekantoor.example'],
    },
  ],
  [werkgever.shape.bedrijfsnaam, naam('De naam van de werkgever.', 'Toverdrank B.V.')],
  [
    werkgever.shape.raamwerkcontractnummer,
    {
      description:
        'Het nummer van het contract bij a.s.r.; het staat op de polis. 4 tot 20 letters en cijfers. Wij maken er hoofdletters van.',
      pattern: '^\\s*[A-Za-z0-9][A-Za-z0-9 ./-]{3,19}\\s*$',
      examples: ['RC-10001'],
    },
  ],
  [
    werkgever.shape.loonheffingennummer,
    {
      description:
        'Negen cijfers, de letter L en twee cijfers. De negen cijfers hebben een controlecijfer (elfproef). Spaties vallen weg, l wordt L.',
      pattern: '^\\s*(?:\\d\\s*){9}[Ll]\\s*\\d\\s*\\d\\s*$',
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
    { description: GEBRUIKERSNAAM, format: 'email', examples: ['koppeling@fantasiekantoor.example'] },
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
      pattern:
        '^\\s*(?:[Hh][Tt][Tt][Pp][Ss]?://)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[Nn][Mm][Bb][Rr][Ss]\\.[Nn][Ll](?::443)?(?:[/?#].*)?)?\\s*$',
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
    },
  ],
  [Dga.shape.naam, naam('De naam van de DGA, zoals die in Nmbrs staat.', 'B. van Eikschaduw')],
  [
    Dga.shape.medewerkersnummer,
    { description: 'Het medewerkersnummer van de DGA in Nmbrs.', ...NUMBER, examples: ['1'] },
  ],
  [form.verloning, { description: 'Hoe vaak de werkgever het loon verwerkt.' }],
  [form.dertiendeMaand, { description: 'Of de werkgever een 13e maand uitkeert.' }],
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
];

const [goedkeuren, afwijzen] = BesluitFormulier.options;
const afwijkendeDatum = goedkeuren.shape.afwijkendeDatum.unwrap();
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
    AfmeldQuery.shape.per,
    {
      description:
        'De laatste dag van de koppeling; laat dit weg voor vandaag. Niet in het verleden, en hoogstens 350 dagen vooruit. Is er nog geen koppeling, dan is het altijd vandaag.',
      examples: ['2026-12-31'],
    },
  ],
  [WerkvoorraadQuery.shape.status, { description: 'Alleen aanmeldingen met deze status.' }],
  [
    WerkvoorraadQuery.shape.aantal,
    {
      description: 'Hoeveel aanmeldingen er op een bladzijde staan.',
      type: 'integer',
      ...{ minimum: 1, maximum: 100 },
      examples: [25],
    },
  ],
  [
    WerkvoorraadQuery.shape.na,
    { description: '«volgende» van de vorige bladzijde, letterlijk overgenomen en bij dezelfde status.' },
  ],
];

const status = AanmeldingDocument.shape;
const verslag = Controleverslag.shape;

const STATUS: Annotation = {
  description: [
    'Waar de aanmelding staat:',
    '- `ontvangen`: wij hebben de aanmelding; de controle begint vanzelf.',
    '- `wordt-gecontroleerd`: wij kijken in Nmbrs of alles klopt.',
    '- `herstel-nodig`: er klopt iets niet. Doe wat in `watTeDoen` staat en vraag een nieuwe controle.',
    '- `wacht-op-akkoord`: de controle is geslaagd; a.s.r. beoordeelt de aanmelding.',
    '- `goedgekeurd`: a.s.r. is akkoord; wij zetten de koppeling klaar.',
    '- `gerealiseerd`: de koppeling werkt; `eersteUitwisseling` is de eerste datum.',
    '- `afgewezen`: a.s.r. heeft de aanmelding afgewezen.',
    '- `vervallen`: er is 30 dagen niets mee gebeurd.',
    '- `wordt-afgemeld`: u hebt afgemeld; wij wissen de gegevens.',
    '- `afgemeld`: de gegevens zijn gewist; het ontvangstbewijs blijft.',
  ].join('\n'),
};

const ANSWERS: readonly Annotated[] = [
  [Datum, { description: 'Een datum in Nederland, JJJJ-MM-DD.', examples: ['2026-12-10'] }],
  [Tijdstip, { description: 'Een moment in UTC.', examples: ['2026-11-24T09:00:00.000Z'] }],
  [
    AanmeldingId,
    { description: 'Het kenmerk van de aanmelding.', examples: ['aan-3f1c9a52-7d0e-4b86-9c41-5e2a8d7f6b03'] },
  ],
  [AanmeldingStatus, STATUS],
  [status.status, STATUS],
  [
    Capability,
    {
      description:
        'Uw toegangscode voor deze aanmelding. Bewaar die goed: wij tonen hem alleen hier. Stuur hem mee als Authorization: Bearer.',
    },
  ],
  [Aanmeldantwoord.shape.statusUrl, { description: 'Het adres waar u de status bekijkt.' }],
  [
    Aanmeldantwoord.shape.waarschuwingen,
    { description: 'Wat ons opvalt, maar geen fout hoeft te zijn; meestal een lege lijst.' },
  ],
  [Bulkantwoord.shape.ontvangen, { description: 'Hoeveel werkgevers zijn aangemeld.' }],
  [Bulkantwoord.shape.geweigerd, { description: 'Hoeveel er ongeldig of al aangemeld zijn.' }],
  [
    Bulkantwoord.shape.nietVerwerkt,
    { description: 'Hoeveel er nog niet aan de beurt waren: stuur hetzelfde opnieuw.' },
  ],
  [
    Bulkantwoord.shape.rijen,
    { description: 'Per werkgever wat ervan geworden is. «rij» telt in JSON vanaf 1; in CSV is de kopregel rij 1.' },
  ],
  [
    GemaskeerdLoonheffingennummer,
    { description: 'Het loonheffingennummer, deels verborgen.', examples: ['12******L01'] },
  ],
  [status.watNu, { description: 'Wat er nu gebeurt, en wat u moet doen.' }],
  [status.gegevens, { description: 'Wat u hebt opgegeven, zoals wij het bewaren; zonder de token.' }],
  [status.berichten, { description: 'De e-mails die wij u stuurden, en of er een is teruggekomen.' }],
  [status.watTeDoen, { description: 'Bij herstel-nodig: wat er mis is, met de stappen in Nmbrs. Anders leeg.' }],
  [status.controle, { description: 'Het verslag van de laatste controle in Nmbrs.' }],
  [status.besluit, { description: 'Wat a.s.r. heeft besloten.' }],
  [status.realisatiedatum, { description: 'De dag waarop de koppeling is klaargezet.' }],
  [status.eersteUitwisseling, { description: 'De dag van de eerste uitwisseling.' }],
  [status.eersteTijdvak, { description: 'Het tijdvak waarover de eerste uitwisseling gaat.' }],
  [status.ingangsdatum, { description: 'Na een afmelding: de laatste dag van de koppeling.' }],
  [status.volgendeUitwisseling, { description: 'De dag van de eerstvolgende uitwisseling.' }],
  [status.vorigeUitwisseling, { description: 'De dag van de laatste geslaagde uitwisseling.' }],
  [AfgemeldDocument.shape.ontvangstbewijs, { description: 'Wat er gewist is, en wat er bewaard blijft en waarom.' }],
  [status.tijdlijn, { description: 'Wat er is gebeurd, van oud naar nieuw.' }],
  [verslag.onderdelen, { description: 'De uitkomst per onderdeel van de controle.' }],
  [verslag.bedrijfsnaam, { description: 'De bedrijfsnaam die u opgaf, en de namen die er in Nmbrs op lijken.' }],
  [verslag.verloning, { description: 'De verloning die u opgaf, en die in Nmbrs.' }],
  [
    verslag.tag,
    {
      description:
        'Alleen bij een overkoepelend account: de tag moet op de debiteur staan én in het filter van de gebruiker.',
    },
  ],
  [verslag.rechten, { description: 'De 19 aanroepen die in Nmbrs aan moeten staan.' }],
  [verslag.dga, { description: 'Uw DGA’s, en of wij ze in Nmbrs vonden.' }],
  [verslag.bevindingen, { description: 'Wat er niet klopt; leeg als alles goed is.' }],
  [Controle.shape.onderdelen, { description: 'De uitkomst per onderdeel van de controle.' }],
  [RechtUitslag.shape.ms, { description: 'Hoelang Nmbrs erover deed, in milliseconden.' }],
  [Bevinding.shape.veld, { description: 'Het veld van de aanmelding waar het over gaat, bijvoorbeeld dga.0.' }],
  [Bevinding.shape.inNmbrs, { description: 'Wat er in Nmbrs staat.' }],
  [Bevinding.shape.stappen, { description: 'Wat u doet, stap voor stap, met de plek in Nmbrs.' }],
  [
    TijdvakId,
    { description: 'Een maand (2026-M12) of een periode van vier weken (2026-P13).', examples: ['2026-M12'] },
  ],
  [Tijdvak.shape.eind, { description: 'De laatste dag.' }],
  [Tokenantwoord.shape.werkgevers, { description: 'Voor hoeveel werkgevers de nieuwe token geldt.' }],
  [
    Werkvoorraad.shape.volgende,
    { description: 'Voor de volgende bladzijde: geef dit mee als «na». Ontbreekt op de laatste.' },
  ],
  [Werkvoorraadrij.shape.dagenOpen, { description: 'Hoeveel werkdagen de aanmelding al in deze status staat.' }],
  [Werkvoorraadrij.shape.tweedeAkkoord, { description: 'Of een collega al akkoord heeft voorgesteld.' }],
  [
    Besluitvoorstel.shape.tweedeAkkoord,
    { description: 'Wie het akkoord voorstelde, en wanneer. Een andere beoordelaar moet hetzelfde besluit sturen.' },
  ],
  [
    AuditSchakel.shape.wie,
    { description: 'salarisverwerker, systeem, of beoordelaar: met het kenmerk van de beoordelaar.' },
  ],
  [AuditSchakel.shape.wat, { description: 'Wat er is gebeurd, als code.' }],
  [AuditSchakel.shape.vorige, { description: 'De hash van de regel ervoor; nullen bij de eerste.' }],
  [
    AuditSchakel.shape.hash,
    { description: 'SHA-256 van de andere velden van deze regel, als canonieke JSON (RFC 8785).' },
  ],
  [Probleem.shape.type, { description: 'Een URN met de code.' }],
  [Probleem.shape.title, { description: 'Wat er mis is en wat u doet, in een zin.' }],
  [Probleem.shape.status, { description: 'De HTTP-status.' }],
  [Probleem.shape.fouten, { description: 'De velden die niet kloppen; hoogstens 100.' }],
  [Veldfoutmelding.shape.veld, { description: 'Waar het veld staat, bijvoorbeeld dga.0.naam; leeg voor het geheel.' }],
  [Veldfoutmelding.shape.tekst, { description: 'Wat er mis is en wat u doet, in een zin.' }],
];

export const ANNOTATIONS: ReadonlyMap<z.core.$ZodType, Annotation> = new Map([
  ...SIGN_UP,
  ...BESLUIT,
  ...QUERY,
  ...ANSWERS,
]);
