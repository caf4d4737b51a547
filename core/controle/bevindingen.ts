import type { AccountSoort, Dga } from '../aanmelding/aanmeldgegevens.ts';
import type { Bevinding } from '../aanmelding/controle.ts';
import { naamverschil } from '../invoer/naamverschil.ts';
import type { Verloning } from '../kalender/tijdvak.ts';
import { isVanNmbrs } from '../nmbrs/mislukt.ts';
import type { PayrollTijdvak } from '../nmbrs/payroll.ts';
import { aanroepNietActief, RECHTEN_PER_SERVICE, Recht, RechtService, serviceOf } from '../nmbrs/rechten.ts';

// What the payroll office reads when its aanmelding cannot go on: what is wrong, then the click path in Nmbrs.

const TOKEN_PATH = 'Klik in Nmbrs op het poppetje rechtsboven > Gebruiker profiel > API-Token.';
export const RIGHTS_PATH =
  'Ga in Nmbrs naar Instellingen > Gebruikers > Template Users en klik op het API-icoon van de betreffende Template User.';

/** The two halves of the tag: on the debtor, and in the filter of the login. */
export const TAG_STAPPEN = [
  'Zet de tag op de debiteur: Instellingen > Beheer > Debiteur beheer > Tag toevoegen (druk op +) > voeg de betreffende tag toe.',
  'Zet de tag aan in het filter van de gebruiker: Instellingen > Accountant login > filter-icoon > vink dezelfde tag aan.',
] as const;

/** The third cause (support.nmbrs.nl 360018607499): a login for a client sees nothing until its own filter is set, whatever the tag. */
const KLANTLOGIN_STAP =
  'Is deze gebruiker een klantlogin? Die ziet niets zolang zijn eigen filter niet is ingesteld: stel bij die login het filter in, met dezelfde tag.';

const SERVICE_TAB: Record<RechtService, string> = {
  CompanyService: 'Company Services',
  EmployeeService: 'Employee Services',
  ReportService: 'Report Services',
};

export const inloggegevensOngeldig = (): Bevinding => ({
  code: 'inloggegevens-ongeldig',
  tekst: 'Nmbrs herkent deze combinatie van gebruikersnaam, API-token en domein niet.',
  stappen: [
    'Controleer of de gebruikersnaam het e-mailadres is waarmee u in Nmbrs inlogt, en of die gebruiker nog actief is.',
    `${TOKEN_PATH} Kopieer de token opnieuw; na een reset werkt de oude token niet meer.`,
    'Geef ons de nieuwe token. Een nieuwe controle zonder nieuwe token probeert de oude opnieuw.',
    'Controleer het domein: het deel dat vóór .nmbrs.nl staat in de adresbalk van uw browser. Verbeter het in uw aanmelding als het anders is.',
  ],
});

/** Where the token of a koppeling is, and where it goes. */
export const TOKEN_STAPPEN = [
  `Log in bij Nmbrs als de gebruiker van de koppeling. ${TOKEN_PATH} Kopieer de token.`,
  'Geef ons de nieuwe token op de pagina van uw aanmelding. Stuur een token nooit per e-mail.',
] as const;

/** The same of a koppeling, which was exchanged before. */
export const tokenVernieuwen = (
  daarna = 'Wij controleren de token meteen. Werkt hij, dan halen wij het gemiste tijdvak alsnog op.',
): Pick<Bevinding, 'tekst' | 'stappen'> => ({
  tekst: 'De API-token werkt niet meer, dus wij kunnen geen gegevens ophalen.',
  stappen: [...TOKEN_STAPPEN, daarna],
});

/** What the office can do when Nmbrs runs payroll otherwise than the koppeling exchanges. */
export const VERLONING_STAPPEN = [
  'Klopt het in Nmbrs, meld dan aan a.s.r. per welk jaar de verloning is gewijzigd. Dan gaat de uitwisseling verder.',
  'Klopt het niet, verbeter dan het loonaangiftetijdvak van het bedrijf in Nmbrs. Wij kijken elke werkdag opnieuw.',
] as const;

export const verloningHerstellen = (tijdvak: string): Pick<Bevinding, 'tekst' | 'stappen'> => ({
  tekst: `In Nmbrs wordt het loon van dit bedrijf nu anders verwerkt dan de salariskoppeling uitwisselt. Daarom halen wij de gegevens van ${tijdvak} niet op.`,
  stappen: [...VERLONING_STAPPEN],
});

export const geenAbonnement = (): Bevinding => ({
  code: 'geen-abonnement',
  tekst: 'Nmbrs meldt dat deze omgeving geen geldig abonnement heeft.',
  stappen: ['Neem contact op met Nmbrs over het abonnement van uw omgeving.'],
});

export const domeinOnbekend = (): Bevinding => ({
  code: 'domein-onbekend',
  tekst: 'Nmbrs kent dit domein niet.',
  stappen: [
    'Log in bij Nmbrs en neem het deel over dat vóór .nmbrs.nl staat in de adresbalk van uw browser. Verbeter het domein in uw aanmelding.',
  ],
});

export function bedrijfsnaamWijktAf(ingevuld: string, inNmbrs: readonly string[]): Bevinding {
  const namen = [...new Set(inNmbrs)];
  const verschillen = namen.map((naam, index) => {
    const waar = namen.length === 1 ? 'In Nmbrs staat' : `Bij de ${index + 1}e staat in Nmbrs`;
    return `${waar} ${naamverschil(ingevuld, naam)}.`;
  });
  return {
    code: 'bedrijfsnaam-wijkt-af',
    tekst: `De bedrijfsnaam «${ingevuld}» staat niet letterlijk zo in Nmbrs. Bedoelt u ${namen.map((naam) => `«${naam}»`).join(' of ')}? ${verschillen.join(' ')}`,
    stappen: [
      'Geef de naam letterlijk op zoals die in Nmbrs staat: hoofdletters, spaties, punten en komma’s tellen mee. Kopieer hem het liefst.',
      ...(namen.some((naam) => HARD_TO_TYPE.test(naam))
        ? ['Of typ de naam in Nmbrs opnieuw, met gewone spaties.']
        : []),
    ],
    veld: 'nmbrs.bedrijfsnaam',
    inNmbrs: namen,
  };
}

/** A letter or two are otherwise: the name is proposed, and whether it is the same werkgever only the office knows. */
export const bedrijfsnaamMetTypfout = (ingevuld: string, inNmbrs: readonly string[]): Bevinding => ({
  code: 'bedrijfsnaam-lijkt-op',
  tekst: `Deze gebruiker kan in Nmbrs geen bedrijf «${ingevuld}» zien. Bedoelt u ${inNmbrs.map((naam) => `«${naam}»`).join(' of ')}? Daar zijn een of twee letters anders.`,
  stappen: [
    'Is dat de werkgever, neem de naam dan letterlijk zo over. Kopieer hem het liefst.',
    'Is het een andere werkgever, controleer dan of uw gebruiker in Nmbrs het bedrijf mag zien.',
  ],
  veld: 'nmbrs.bedrijfsnaam',
  inNmbrs: [...inNmbrs],
});

// Blanks that are no common space, and what has no shape: whoever copies a name by eye cannot give them.
const HARD_TO_TYPE = /[^\S ]|[\p{Cf}\p{Cc}\p{DI}]/u;

export function bedrijfNietZichtbaar(accountSoort: AccountSoort, ingevuld: string): Bevinding {
  const tekst = `Deze gebruiker kan in Nmbrs geen bedrijf «${ingevuld}» zien.`;
  if (accountSoort === 'per-debiteur') {
    return {
      code: 'bedrijf-niet-zichtbaar',
      tekst,
      stappen: [
        'Controleer of gebruikersnaam en API-token horen bij deze werkgever en niet bij een andere.',
        'Controleer of de bedrijfsnaam letterlijk zo in Nmbrs staat.',
      ],
    };
  }
  return {
    code: 'bedrijf-niet-zichtbaar',
    tekst: `${tekst} Waarschijnlijk is de werkgever nog niet geautoriseerd met de tag. Daarvoor zijn twee dingen nodig. Of de gebruiker is een klantlogin zonder eigen filter.`,
    stappen: [...TAG_STAPPEN, KLANTLOGIN_STAP, 'Controleer daarna of de bedrijfsnaam letterlijk zo in Nmbrs staat.'],
  };
}

export const bedrijfsnaamNietUniek = (ingevuld: string): Bevinding => ({
  code: 'bedrijfsnaam-niet-uniek',
  tekst: `Er staan in Nmbrs meer bedrijven met de naam «${ingevuld}», zodat wij niet weten welk bedrijf u bedoelt.`,
  veld: 'nmbrs.bedrijfsnummer',
  stappen: [
    'Verbeter uw aanmelding en geef er het bedrijfsnummer bij op; het staat in Nmbrs bij het bedrijf.',
    'Of geef het bedrijf in Nmbrs een naam die maar één keer voorkomt.',
  ],
});

export const verloningWijktAf = (opgegeven: Verloning, inNmbrs: string): Bevinding => ({
  code: 'verloning-wijkt-af',
  tekst: `U gaf op dat de verloning ${opgegeven} is, maar in Nmbrs staat het bedrijf op ${inNmbrs}. Welke van de twee is juist?`,
  stappen: [
    'Klopt Nmbrs? Verbeter dan de verloning in uw aanmelding.',
    'Klopt uw aanmelding? Pas dan het loonaangiftetijdvak van het bedrijf in Nmbrs aan.',
  ],
  veld: 'verloning',
  inNmbrs: [inNmbrs],
});

/** The return is filed for a month or four weeks, and the company itself is paid by another calendar: the two have no periods in common. */
export const andereVerloning = (opgegeven: Verloning, { jaar, nummer }: PayrollTijdvak): Bevinding => ({
  code: 'verloning-wijkt-af',
  tekst: `U gaf op dat de verloning ${opgegeven} is, maar in Nmbrs wordt het loon van dit bedrijf per week verwerkt (het huidige tijdvak is week ${nummer} van ${jaar}), of in een ander tijdvak dan een maand of vier weken. Zo kan de salariskoppeling niet uitwisselen.`,
  stappen: [
    'Neem contact op met a.s.r. als het bedrijf zo blijft verlonen.',
    'Gaat het bedrijf per maand of per vier weken verlonen, pas dat dan aan in Nmbrs.',
  ],
  veld: 'verloning',
});

export function rechtenOntbreken(rechten: readonly Recht[]): Bevinding {
  const perService = RechtService.options
    .map((service) => ({ service, namen: RECHTEN_PER_SERVICE[service].filter((recht) => rechten.includes(recht)) }))
    .filter(({ namen }) => namen.length > 0);
  return {
    code: 'rechten-ontbreken',
    tekst: `${rechten.length === 1 ? 'Eén recht staat' : `${rechten.length} rechten staan`} in Nmbrs niet op Active.`,
    stappen: [
      RIGHTS_PATH,
      ...perService.map(({ service, namen }) => `Zet bij ${SERVICE_TAB[service]} op Active: ${namen.join(', ')}.`),
    ],
  };
}

/** The same for a call on which an exchange stopped: one that the handleiding does not name is put among them all. */
function rechtVerdwenen(aanroep: string): Bevinding {
  const recht = Recht.safeParse(aanroep);
  const { code, tekst, stappen } = rechtenOntbreken(recht.success ? [recht.data] : []);
  return recht.success
    ? { code, tekst, stappen: [...stappen, 'Controleer ook of de andere rechten uit de handleiding op Active staan.'] }
    : {
        code,
        tekst: 'Niet alle rechten staan in Nmbrs nog op Active.',
        stappen: [...stappen, 'Zet alle rechten uit de handleiding op Active.'],
      };
}

/** The company of a koppeling, which the login saw before: the same causes, and the steps of who may set them right. */
function bedrijfNietMeerZichtbaar(accountSoort: AccountSoort): Bevinding {
  const code = 'bedrijf-niet-zichtbaar';
  const tekst = 'De gebruiker van de koppeling kan het bedrijf in Nmbrs niet meer zien.';
  const verplaatst = 'Is het bedrijf in Nmbrs verplaatst, samengevoegd of verwijderd? Neem dan contact op met a.s.r.';
  if (accountSoort === 'per-debiteur') {
    const stappen = [
      'Controleer in Nmbrs of deze gebruiker nog toegang heeft tot de debiteur en het bedrijf, en geef die toegang terug.',
      'Hoort er nu een andere gebruiker bij deze werkgever? Geef ons dan de gebruikersnaam en de API-token van die gebruiker.',
    ];
    return { code, tekst, stappen: [...stappen, verplaatst] };
  }
  return {
    code,
    tekst: `${tekst} Waarschijnlijk is de tag van de debiteur gehaald, of staat de tag uit in het filter van de gebruiker. Beide zijn nodig. Of de gebruiker is een klantlogin zonder eigen filter.`,
    stappen: [...TAG_STAPPEN, KLANTLOGIN_STAP, verplaatst],
  };
}

const abonnementVerlopen = (): Bevinding => ({
  code: 'geen-abonnement',
  tekst: 'Nmbrs meldt dat uw omgeving geen geldig abonnement meer heeft.',
  stappen: ['Neem contact op met Nmbrs over het abonnement van uw omgeving.'],
});

/** What the office can put right when an exchange ended with this code; `undefined` where it is not for the office. */
export function bevindingBijEinde(code: string | undefined, accountSoort: AccountSoort): Bevinding | undefined {
  const aanroep = aanroepNietActief(code);
  if (aanroep !== undefined) return rechtVerdwenen(aanroep);
  switch (code) {
    case 'geen-toegang':
    case 'niet-gevonden':
      return bedrijfNietMeerZichtbaar(accountSoort);
    case 'geen-abonnement':
      return abonnementVerlopen();
    default:
      return undefined;
  }
}

/** The controle came to no end: nothing is known to be wrong. `code`: on what it stopped. */
export const controleNietGelukt = (code: string): Bevinding => ({
  code: 'controle-niet-gelukt',
  tekst: `De controle is niet gelukt: ${isVanNmbrs(code) ? 'Nmbrs gaf geen bruikbaar antwoord' : 'er was bij ons een storing'}. Waarschijnlijk ligt het niet aan uw gegevens.`,
  stappen: [
    'Vraag later vandaag of morgen een nieuwe controle aan.',
    'De beheerder van a.s.r. heeft een melding gekregen. Lukt het daarna nog niet, neem dan contact op met a.s.r.',
  ],
});

/**
 * The token would take the place of one that works, and not see all that is exchanged with that one. Only how many: they may be of
 * another office that has the same login.
 */
export const andereWerkgeversNietZichtbaar = (aantal: number): Bevinding => ({
  code: 'andere-werkgevers-niet-zichtbaar',
  tekst: `Met deze gebruikersnaam ${aantal === 1 ? 'wordt al 1 andere werkgever uitgewisseld die' : `worden al ${aantal} andere werkgevers uitgewisseld die`} met uw API-token in Nmbrs niet te zien ${aantal === 1 ? 'is' : 'zijn'}. Daarom nemen wij uw token niet in gebruik; de token die er al was blijft werken.`,
  stappen: [
    'Geef de gebruiker in Nmbrs toegang tot alle werkgevers die met deze gebruikersnaam zijn aangemeld, bij een overkoepelend account met de tag.',
    'Of geef ons de API-token waarmee die werkgevers nu worden uitgewisseld.',
    'Hoort deze werkgever bij een andere gebruiker in Nmbrs? Geef ons dan de gebruikersnaam en de API-token van die gebruiker.',
  ],
});

/** Orders rights as the screen in Nmbrs shows them: by service. */
export const byService = (a: Recht, b: Recht): number =>
  RechtService.options.indexOf(serviceOf(a)) - RechtService.options.indexOf(serviceOf(b));

export const dgaOnbekend = ({ medewerkersnummer }: Dga, index: number): Bevinding => ({
  code: 'dga-onbekend',
  veld: `dga.${index}`,
  tekst: `In Nmbrs is bij dit bedrijf geen werknemer met medewerkersnummer ${medewerkersnummer}, dat u opgaf voor de DGA.`,
  stappen: ['Controleer het medewerkersnummer van de DGA in Nmbrs en verbeter het in uw aanmelding.'],
});

export const dgaNaamWijktAf = ({ medewerkersnummer }: Dga, index: number): Bevinding => ({
  code: 'dga-naam-wijkt-af',
  veld: `dga.${index}`,
  tekst: `Medewerkersnummer ${medewerkersnummer} hoort in Nmbrs bij een andere naam dan de DGA die u opgaf.`,
  stappen: ['Controleer naam en medewerkersnummer van de DGA in Nmbrs en verbeter uw aanmelding.'],
});
