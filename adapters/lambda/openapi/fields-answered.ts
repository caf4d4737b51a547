import { AanmeldingStatus } from '../../../core/aanmelding/aanmelding.ts';
import { Bevinding, Controle } from '../../../core/aanmelding/controle.ts';
import { GemaskeerdLoonheffingennummer } from '../../../core/aanmelding/gemaskeerde-gegevens.ts';
import { Signaal } from '../../../core/aanmelding/signalen.ts';
import { ZelfdeBedrijf } from '../../../core/aanmelding/zelfde-bedrijf.ts';
import { AuditSchakel } from '../../../core/audit/audit.ts';
import { Inzage } from '../../../core/beheer/export-werknemer.ts';
import { AanmeldingId, Capability, KoppelingId, TijdvakId, UitwisselingId, VerzoekId } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import { RechtUitslag } from '../../../core/nmbrs/rechten.ts';
import { UitwisselingStatus } from '../../../core/uitwisseling/uitwisseling.ts';
import { VerzoekStatus } from '../../../core/verzoek/verzoek.ts';
import { AanmeldingDocument, AfgemeldDocument, Verzonden } from '../../../core/weergave/aanmelding-document.ts';
import {
  Koppelingdocument,
  Koppelingrij,
  OpenDeel,
  Uitwisselingdocument,
  Uitwisselingregel,
} from '../../../core/weergave/koppeling-document.ts';
import { Werkvoorraadrij } from '../../../core/weergave/list-werkvoorraad.ts';
import { Controleverslag } from '../../../core/weergave/present-controle.ts';
import { AndereAanmeldingen, Dossierberichten } from '../../../core/weergave/present-dossier.ts';
import { Kalender, Kalenderregel } from '../../../core/weergave/present-kalender.ts';
import { Verzoekdocument } from '../../../core/weergave/present-verzoek.ts';
import {
  Aanmeldantwoord,
  Afmeldantwoord,
  Besluitvoorstel,
  Bevestigantwoord,
  Bulkantwoord,
  Kantoorantwoord,
  Koppelingen,
  Ontvangstantwoord,
  Tokenantwoord,
  Werkvoorraad,
} from '../answers.ts';
import { Probleem, Veldfoutmelding } from '../problem-schema.ts';

import type { Annotated, Annotation } from './annotation.ts';
import { ACTIES_ANSWERED } from './fields-acties.ts';
import { LEVERING_ANSWERED } from './fields-levering.ts';
import { MACHTIGING_ANSWERED } from './fields-machtiging.ts';

const status = AanmeldingDocument.shape;
const verslag = Controleverslag.shape;

const KOPPELINGSTATUS: Annotation = {
  description: [
    'Hoe de koppeling ervoor staat:',
    '- `actief`: de uitwisselingen gaan door.',
    '- `onderbroken`: Nmbrs accepteert de API-token niet meer; het kantoor moet een nieuwe geven.',
    '- `gepauzeerd`: a.s.r. heeft de koppeling stilgezet.',
    '- `gestopt`: de werkgever is afgemeld.',
  ].join('\n'),
};

const UITWISSELINGSTATUS: Annotation = {
  description: [
    'Waar de uitwisseling staat:',
    '- `gepland`: zij gaat beginnen.',
    '- `wacht-op-run`: in Nmbrs is de run nog niet vergrendeld.',
    '- `loopt`: de gegevens worden opgehaald.',
    '- `vastgehouden`: er zijn veel minder werknemers in dienst dan de vorige keer; a.s.r. kiest leveren of afkeuren.',
    '- `voltooid`: geleverd.',
    '- `onvolledig`, `mislukt`: er is niets geleverd; `code` zegt waarom.',
    '- `vervallen`: zij ging niet door; `code` zegt waarom.',
  ].join('\n'),
};

const VERZOEKSTATUS: Annotation = {
  description: [
    'Waar het verzoek staat:',
    '- `wacht-op-akkoord`: een collega kijkt mee.',
    '- `loopt`: er wordt gezocht of gewist.',
    '- `uitgevoerd`: klaar.',
    '- `geweigerd`: er is niet gewist; `code` zegt waarom.',
    '- `afgewezen`: een collega, of wie het indiende, wees het af.',
  ].join('\n'),
};

const koppeling = Koppelingdocument.shape;
const dag = Kalenderregel.shape;
const verzoek = Verzoekdocument.shape;
const inzage = Inzage.shape;

const BEHEER: readonly Annotated[] = [
  [
    ZelfdeBedrijf,
    { description: 'Dat dit bedrijf in Nmbrs nog een keer is aangemeld of gekoppeld. Ontbreekt als dat niet zo is.' },
  ],
  [ZelfdeBedrijf.shape.redenNodig, { description: 'Of goedkeuren alleen kan met een reden (zelfdeBedrijf).' }],
  [ZelfdeBedrijf.shape.andere, { description: 'De andere aanmeldingen van dit bedrijf, met hun contract.' }],
  [KoppelingId, { description: 'Het kenmerk van de koppeling.' }],
  [UitwisselingId, { description: 'Het kenmerk van de uitwisseling: koppeling, tijdvak en versie.' }],
  [VerzoekId, { description: 'Het kenmerk van het verzoek van een werknemer.' }],
  [VerzoekStatus, VERZOEKSTATUS],
  [verzoek.werknemerId, { description: 'Over wie het gaat; ontbreekt als het verzoek is afgehandeld.' }],
  [verzoek.gevraagdDoor, { description: 'Wie het verzoek indiende.' }],
  [verzoek.akkoordDoor, { description: 'Welke collega akkoord gaf.' }],
  [verzoek.verlooptOp, { description: 'Tot wanneer een collega akkoord kan geven.' }],
  [verzoek.beschikbaarTot, { description: 'Tot wanneer het document kan worden opgehaald.' }],
  [
    verzoek.tellingen,
    { description: 'In hoeveel leveringen, vergelijkingen en items de werknemer stond, en met hoeveel regels.' },
  ],
  [verzoek.code, { description: 'Waarom er niet is gewist.' }],
  [verzoek.bewaard, { description: 'Wat er na het wissen nog is, tot wanneer en waarom.' }],
  [
    inzage.bestanden,
    { description: 'Per plaats: tot wanneer zij wordt bewaard, en per bestand de regels van deze werknemer.' },
  ],
  [inzage.register, { description: 'Wat er in de database staat.' }],
  [inzage.reservekopieen, { description: 'Tot wanneer het ook nog in reservekopieën staat.' }],
  [koppeling.status, KOPPELINGSTATUS],
  [UitwisselingStatus, UITWISSELINGSTATUS],
  [
    koppeling.volgende,
    {
      description:
        'De eerstvolgende uitwisseling: over welk tijdvak, en op welke dag. Ontbreekt als er geen meer komt.',
    },
  ],
  [Kalender.shape.tijdvakken, { description: 'De tijdvakken die worden uitgewisseld, op volgorde.' }],
  [dag.uitwisseling, { description: 'De dag van de uitwisseling; die begint vroeg in de ochtend.' }],
  [dag.uiterlijkVergrendelen, { description: 'De laatste dag om de run in Nmbrs te vergrendelen.' }],
  [dag.uiterlijkAangeven, { description: 'De uiterste datum van de loonaangifte.' }],
  [
    dag.status,
    {
      description: [
        'Wat er van dit tijdvak is; ontbreekt zolang het nog moet komen.',
        '- `uitgewisseld`: a.s.r. heeft de gegevens.',
        '- `loopt`: de uitwisseling is begonnen.',
        '- `wacht-op-run`: de run is in Nmbrs nog niet vergrendeld.',
        '- `niet-uitgewisseld`: de dag is voorbij en er is nog niets uitgewisseld.',
        '- `overgeslagen`: van dit tijdvak komt geen uitwisseling.',
      ].join('\n'),
    },
  ],
  [koppeling.laatsteDag, { description: 'De werkgever is afgemeld: tot en met deze dag telt de koppeling mee.' }],
  [koppeling.vorige, { description: 'Het laatste tijdvak dat is geleverd, en op welke dag.' }],
  [koppeling.inhalen, { description: 'De tijdvakken die nog opnieuw worden opgehaald, op volgorde.' }],
  [
    koppeling.uitwisselingen,
    { description: 'De uitwisselingen van de laatste jaren en wat nog open staat, van oud naar nieuw.' },
  ],
  [koppeling.watIsErMis, { description: 'Wat er mis is, het ernstigste eerst; leeg als alles goed gaat.' }],
  [Koppelingrij.shape.watIsErMis, { description: 'Het ernstigste dat er mis is; ontbreekt als alles goed gaat.' }],
  [Uitwisselingregel.shape.datasetVersie, { description: 'De versie van de levering van dit tijdvak, vanaf 1.' }],
  [
    Uitwisselingregel.shape.aanleiding,
    { description: 'Waarom een geleverd tijdvak opnieuw is opgehaald; ontbreekt bij een gewone uitwisseling.' },
  ],
  [Uitwisselingregel.shape.ontvangenOp, { description: 'Wanneer a.s.r. bevestigde dat het de levering heeft.' }],
  [Ontvangstantwoord.shape.ontvangenOp, { description: 'Wanneer dit voor het eerst is bevestigd.' }],
  [Uitwisselingregel.shape.code, { description: 'Waarom er niets is geleverd, als code.' }],
  [Uitwisselingregel.shape.werknemers, { description: 'Hoeveel werknemers er in de levering staan.' }],
  [Uitwisselingregel.shape.vragen, { description: 'Hoeveel vragen er bij de levering zijn.' }],
  [Uitwisselingdocument.shape.volgendeBlik, { description: 'Wanneer wij weer naar de run kijken.' }],
  [Uitwisselingdocument.shape.voortgang, { description: 'Hoeveel van de delen zijn opgehaald.' }],
  [Uitwisselingdocument.shape.openDelen, { description: 'De delen die nog niet zijn opgehaald.' }],
  [
    Uitwisselingdocument.shape.rapport,
    { description: 'Het looncoderapport in Nmbrs: hoeveel taken, en hoeveel klaar.' },
  ],
  [
    Uitwisselingdocument.shape.vastgehouden,
    {
      description:
        'Sinds wanneer en waarom de levering wordt vastgehouden, met welk tijdvak zij is vergeleken, en van wie een laatste dag is gemeld of wie zonder laatste dag weg is.',
    },
  ],
  [Uitwisselingdocument.shape.vrijgave, { description: 'Wat a.s.r. over een vastgehouden levering besloot, en wie.' }],
  [OpenDeel.shape.werknemers, { description: 'Voor hoeveel werknemers dit deel is.' }],
  [OpenDeel.shape.fout, { description: 'Waarop dit deel is gestopt, als code; het wacht op een beheerder.' }],
  [
    Koppelingen.shape.koppelingen,
    { description: 'Kan korter zijn dan «aantal» als u om een status of aandacht vraagt.' },
  ],
  [
    Koppelingen.shape.volgende,
    { description: 'Voor de volgende bladzijde: geef dit mee als «na», met dezelfde vraag. Ontbreekt op de laatste.' },
  ],
];

const STATUS: Annotation = {
  description: [
    'Waar de aanmelding staat:',
    '- `wacht-op-bevestiging`: bevestig eerst uw e-mailadres; tot die tijd doen wij niets.',
    '- `ontvangen`: wij hebben de aanmelding; de controle begint vanzelf.',
    '- `wordt-gecontroleerd`: wij kijken in Nmbrs of alles klopt.',
    '- `herstel-nodig`: er klopt iets niet. Doe wat in `watTeDoen` staat en vraag een nieuwe controle.',
    '- `wacht-op-akkoord`: de controle is geslaagd; a.s.r. beoordeelt de aanmelding.',
    '- `goedgekeurd`: a.s.r. is akkoord; wij zetten de koppeling klaar.',
    '- `gerealiseerd`: de koppeling werkt; `eersteUitwisseling` is de eerste datum.',
    '- `afgewezen`: a.s.r. heeft de aanmelding afgewezen.',
    '- `vervallen`: er is 30 dagen niets mee gebeurd.',
    '- `ingehaald`: een andere aanmelding voor deze werkgever kwam eerder door de controle.',
    '- `wordt-afgemeld`: u hebt afgemeld; wij wissen de gegevens.',
    '- `afgemeld`: de gegevens zijn gewist; het ontvangstbewijs blijft.',
  ].join('\n'),
};

/** The fields of what is answered. */
export const ANSWERED: readonly Annotated[] = [
  ...BEHEER,
  ...LEVERING_ANSWERED,
  ...ACTIES_ANSWERED,
  ...MACHTIGING_ANSWERED,
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
  [Bulkantwoord.shape.wachtOpBevestiging, { description: 'Hoeveel er wachten tot u uw e-mailadres bevestigt.' }],
  [Bulkantwoord.shape.watNu, { description: 'Wat er nu gebeurt, en wat u moet doen.' }],
  [Aanmeldantwoord.shape.watNu, { description: 'Wat er nu gebeurt, en wat u moet doen.' }],
  [
    Bevestigantwoord.shape.aanmeldingen,
    { description: 'Wat er van elke aanmelding is geworden; bij een bulk zijn dat er meer.' },
  ],
  [
    Kantoorantwoord.shape.volgende,
    { description: 'Voor de volgende bladzijde: geef dit mee als «na». Ontbreekt op de laatste.' },
  ],
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
  [status.berichten, { description: 'De e-mails die wij u stuurden, en of er een is teruggekomen of geweigerd.' }],
  [
    Verzonden.shape.vervolg,
    {
      description:
        'Alleen van een e-mail die is geweigerd. opnieuw: bij de volgende dagelijkse ronde mailen wij hoe het er dan voor staat. beantwoord: dat is gemaild, of een latere e-mail zei hetzelfde. opgegeven: ook daarna werd elke e-mail geweigerd, zeven dagen lang; wij proberen het niet meer.',
    },
  ],
  [
    Dossierberichten,
    {
      description:
        'De e-mails aan het kantoor, en de e-mails aan a.s.r. die zijn geweigerd. Bij een e-mail die is geweigerd staat wat ermee gebeurt.',
    },
  ],
  [
    status.watTeDoen,
    {
      description:
        'Wat u moet doen, met de stappen in Nmbrs: bij herstel-nodig, en van een gerealiseerde koppeling zolang de run niet is vergrendeld, de API-token niet werkt, de laatste uitwisseling niet lukte of er over de laatste levering vragen open staan. Anders leeg.',
    },
  ],
  [status.controle, { description: 'Het verslag van de laatste controle in Nmbrs.' }],
  [status.besluit, { description: 'Wat a.s.r. heeft besloten.' }],
  [status.realisatiedatum, { description: 'De dag waarop de koppeling is klaargezet.' }],
  [status.eersteUitwisseling, { description: 'De dag van de eerste uitwisseling.' }],
  [status.eersteTijdvak, { description: 'Het tijdvak waarover de eerste uitwisseling gaat.' }],
  [status.ingangsdatum, { description: 'Na een afmelding: de laatste dag van de koppeling.' }],
  [
    status.afmeldingBegintOp,
    { description: 'Van een afmelding die wacht: tot dan wordt er niets gewist en kan zij worden ingetrokken.' },
  ],
  [Afmeldantwoord.shape.begintOp, { description: 'Ontbreekt als de afmelding niet wacht op intrekken of bevestigen.' }],
  [status.volgendeUitwisseling, { description: 'De dag van de eerstvolgende uitwisseling.' }],
  [status.vorigeUitwisseling, { description: 'De dag van de laatste geslaagde uitwisseling.' }],
  [AfgemeldDocument.shape.ontvangstbewijs, { description: 'Wat er gewist is, en wat er bewaard blijft en waarom.' }],
  [status.tijdlijn, { description: 'Wat er is gebeurd, van oud naar nieuw.' }],
  [
    verslag.vergrendeling,
    {
      description:
        'In Nmbrs is geen enkele run van dit en het vorige jaar vergrendeld: hoe Nmbrs dat vanzelf doet. Geen voorwaarde. Ontbreekt als er wel een is vergrendeld, of als er nog geen run is.',
    },
  ],
  [
    Controle.shape.runVergrendeld,
    { description: 'Of een run van dit of het vorige jaar in Nmbrs is vergrendeld; ontbreekt als er geen run is.' },
  ],
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
  [Controle.shape.signalen, { description: 'Wat een beoordelaar moet weten; het houdt niets tegen.' }],
  [Signaal.shape.stappen, { description: 'Wat u kunt doen.' }],
  [Controle.shape.onderdelen, { description: 'De uitkomst per onderdeel van de controle.' }],
  [RechtUitslag.shape.ms, { description: 'Hoelang Nmbrs erover deed, in milliseconden.' }],
  [Bevinding.shape.veld, { description: 'Het veld van de aanmelding waar het over gaat, bijvoorbeeld dga.0.' }],
  [Bevinding.shape.inNmbrs, { description: 'Wat er in Nmbrs staat.' }],
  [Bevinding.shape.stappen, { description: 'Wat u doet, stap voor stap, met de plek in Nmbrs.' }],
  [
    TijdvakId,
    { description: 'Een maand (2026-M12) of een periode van vier weken (2026-P13).', examples: ['2026-M12'] },
  ],
  [Tijdvak, { description: 'Een tijdvak: `begin` is de eerste dag, `eind` de laatste.' }],
  [Tokenantwoord.shape.werkgevers, { description: 'Voor hoeveel werkgevers de nieuwe token geldt.' }],
  [
    Werkvoorraad.shape.volgende,
    { description: 'Voor de volgende bladzijde: geef dit mee als «na». Ontbreekt op de laatste.' },
  ],
  [Werkvoorraadrij.shape.dagenOpen, { description: 'Hoeveel werkdagen de aanmelding al in deze status staat.' }],
  [
    AndereAanmeldingen,
    {
      description:
        'Hoeveel andere aanmeldingen er waren met dezelfde nummers, voordat een ervan door de controle kwam. Ontbreekt als er geen was.',
    },
  ],
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
  [Probleem.shape.title, { description: 'Wat er mis is, in één zin; bij een code altijd dezelfde.' }],
  [Probleem.shape.detail, { description: 'Wat u doet, of wat er bij deze aanvraag aan de hand is.' }],
  [
    Probleem.shape.instance,
    { description: 'Het kenmerk van deze aanvraag. Noem het als u ons belt; het zegt niets over personen.' },
  ],
  [Probleem.shape.status, { description: 'De HTTP-status.' }],
  [Probleem.shape.fouten, { description: 'De velden die niet kloppen; hoogstens 100.' }],
  [Veldfoutmelding.shape.veld, { description: 'Waar het veld staat, bijvoorbeeld dga.0.naam; leeg voor het geheel.' }],
  [Veldfoutmelding.shape.tekst, { description: 'Wat er mis is en wat u doet, in een zin.' }],
];
