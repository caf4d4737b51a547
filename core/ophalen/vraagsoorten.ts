import { RIGHTS_PATH } from '../controle/bevindingen.ts';
import type { WerknemerId } from '../ids.ts';
import type { Vraag } from '../nmbrs/gegevensset.ts';

/** A kind of question that the office can answer or mend in Nmbrs: how it is counted in words, and what to do. */
export interface Kantoorsoort {
  readonly voor: 'kantoor';
  /** «1 werknemer zonder adres», «2 werknemers zonder adres». */
  readonly een: string;
  readonly meer: string;
  readonly stappen: readonly string[];
  /** Takes the place of a text that holds something of the employee, or names another one. */
  readonly tekst?: string;
}

/** One that is about the exchange itself, or that nobody can mend: a.s.r. looks at it. */
interface Asrsoort {
  readonly voor: 'asr';
}

const ZOEK = 'Zoek de werknemer op in Nmbrs.';
const VOOR_ASR: Asrsoort = { voor: 'asr' };

/** Of people: «een werknemer zonder adres». */
const over = (wie: string, stappen: readonly string[], tekst?: string): Kantoorsoort => ({
  ...{ voor: 'kantoor', een: `werknemer ${wie}`, meer: `werknemers ${wie}`, stappen: [ZOEK, ...stappen] },
  ...(tekst === undefined ? {} : { tekst }),
});

/** Of the company as a whole. */
const vragenOver = (wat: string, stappen: readonly string[]): Kantoorsoort => ({
  ...{ voor: 'kantoor', een: `vraag over ${wat}`, meer: `vragen over ${wat}`, stappen },
});

const VUL_IN = (wat: string, waar: string): readonly string[] => [
  `Vul ${wat} in bij ${waar}. Zorg dat het geldt voor het tijdvak van deze vraag.`,
];
const DGA_STAPPEN = [
  'Kijk of deze werknemer een DGA is, en of Nmbrs de werknemersverzekeringen (WIA, WW en ZW) goed heeft staan.',
  'Klopt Nmbrs niet? Pas dan de verzekeringen van de werknemer in Nmbrs aan.',
  'Klopt de opgave van de DGA niet? Geef ons dan de juiste opgave.',
];

/**
 * For each kind of question who can do something about it. Where the handleiding has a click path it stands there in its words; elsewhere
 * the steps say where to look without naming a menu that nobody has seen.
 */
export const VRAAGSOORTEN: Readonly<Record<Vraag['code'], Kantoorsoort | Asrsoort>> = {
  'alleen-in-lijst': over('zonder dienstverband', [
    'Vul het dienstverband in, met de eerste dag.',
    'Werkt deze persoon niet (meer) bij de werkgever? Haal de werknemer dan uit de lijst, of vul de laatste dag in.',
  ]),
  'alleen-in-dienstverbanden': over('met een dienstverband die niet in de lijst staat', [
    'Kijk of de werknemer nog in dienst is. Zo ja, zorg dan dat de werknemer weer in de werknemerslijst staat.',
    'Is de werknemer uit dienst? Vul dan de laatste dag van het dienstverband in.',
  ]),
  'lijst-en-dienstverband-wijken-af': over('bij wie de lijst en het dienstverband verschillen', [
    'Vergelijk de begindatum en de einddatum van het dienstverband met de lijst waarin de werknemer staat.',
    'Verbeter wat niet klopt.',
  ]),
  'geen-contract': over('zonder contract', VUL_IN('het contract', 'de werknemer')),
  'geen-geboortedatum': over('zonder geboortedatum', ['Vul de geboortedatum in bij de persoonlijke gegevens.']),
  'geen-adres': over('zonder adres', ['Vul het adres in bij de persoonlijke gegevens.']),
  'geen-salaris': over('zonder salaris', VUL_IN('het salaris', 'de werknemer')),
  'geen-rooster': over('zonder rooster', VUL_IN('het rooster', 'de werknemer')),
  'geen-bsn': over('zonder BSN', ['Vul het BSN in bij de persoonlijke gegevens. Stuur een BSN nooit per e-mail.']),
  'bsn-ongeldig': over('met een BSN dat niet kan kloppen', [
    'Vergelijk het BSN met een geldig bewijs, en verbeter het bij de persoonlijke gegevens. Stuur een BSN nooit per e-mail.',
  ]),
  'bsn-dubbel': over(
    'met hetzelfde BSN als een ander',
    [
      'Kijk wie in Nmbrs hetzelfde BSN heeft. Die werknemer staat ook in deze lijst.',
      'Is het dezelfde persoon, dan hoeft u niets te wijzigen. Is een van de nummers verkeerd, verbeter dat dan.',
    ],
    'Het BSN van deze werknemer staat in Nmbrs ook bij een andere werknemer. Is dat dezelfde persoon, of is een van de nummers verkeerd?',
  ),
  'dga-verzekerd': over('die DGA is en als verzekerd staat', DGA_STAPPEN),
  'onverzekerd-zonder-dga': over('die niet verzekerd staat en geen DGA is', DGA_STAPPEN),
  'dga-niet-gevonden': vragenOver('een DGA die niet is gevonden', [
    'Kijk of de DGA nog in de werknemerslijst van dit bedrijf in Nmbrs staat.',
    'Klopt de opgave niet meer? Geef ons dan de juiste opgave van de DGA’s.',
  ]),
  'geen-looncodes': VOOR_ASR,
  'dertiende-maand-niet-opgegeven': vragenOver('de 13e maand', [
    'Kijk of er echt een 13e maand is uitbetaald.',
    'Is er een 13e maand? Geef ons dan door dat u die wel uitbetaalt.',
  ]),
  'dertiende-maand-niet-betaald': vragenOver('de 13e maand', [
    'Kijk of de 13e maand is uitbetaald, en onder welke looncode.',
    'Is er geen 13e maand meer? Geef ons dat dan door.',
  ]),
  'geen-werknemers': vragenOver('een bedrijf zonder werknemers', [
    'Kijk in Nmbrs of er werknemers in dit bedrijf staan, of dat ze naar een ander bedrijf zijn verplaatst.',
    'Werkt er niemand meer? Meld de werkgever dan af.',
  ]),
  'looncodes-zonder-werknemer': over('met loon in de run die niet in de levering staat', [
    'Kijk of het dienstverband goed is ingevuld. Wie loon krijgt, hoort in de levering.',
  ]),
  'nul-uren': over('met nul uren en geen uurloon', [
    'Kijk of het rooster klopt. Werkt de werknemer op oproep, zorg dan dat de gewerkte uren in Nmbrs staan.',
  ]),
  'twee-contracten': over('met meer dan één lopend contract', [
    'Kijk of een van de contracten al is afgelopen. Vul daar dan de einddatum in.',
  ]),
  'leeftijd-onwaarschijnlijk': over('met een onwaarschijnlijke geboortedatum', [
    'Controleer de geboortedatum bij de persoonlijke gegevens, en verbeter haar.',
  ]),
  'overleden-in-dienst': over('die is overleden en nog in dienst staat', [
    'Kijk of de overlijdensdatum klopt. Zo ja, vul dan de laatste dag van het dienstverband in.',
  ]),
  'sprong-in-loon': over('met een sprong in het loon', [
    'Kijk of het salaris en het loon in de run kloppen. Kloppen ze, dan hoeft u niets te wijzigen.',
  ]),
  'uit-dienst-zonder-datum': over('die weg is zonder laatste dag', [
    'Is de werknemer uit dienst? Vul dan de laatste dag van het dienstverband in.',
    'Is de werknemer nog in dienst? Herstel dan het dienstverband.',
  ]),
  'eerste-dag-verplaatst': over(
    'van wie de eerste dag is verplaatst',
    ['Kijk of de eerste dag van het dienstverband klopt, en verbeter die zo nodig.'],
    'De eerste dag van deze werknemer is verplaatst naar een dag na dit tijdvak. Eerder was de werknemer als in dienst gemeld. Klopt dat?',
  ),
  'run-zonder-tijdvak': vragenOver('een run van een tijdvak dat niet bestaat', [
    'Kijk in Nmbrs bij de salarisruns welke run dit is.',
    'Wat in deze run is betaald, komt niet bij ons aan. Neem contact op met a.s.r. als het om loon gaat.',
  ]),
  'geen-vergelijking': VOOR_ASR,
  'niet-vergeleken': VOOR_ASR,
  'eerdere-versie': VOOR_ASR,
  'geen-verzekering': over('zonder instellingen voor de werknemersverzekeringen', [
    'Vul in of de werknemer verzekerd is voor de WIA, de WW en de ZW.',
  ]),
  'geen-bankrekening': over('zonder bankrekening', ['Vul de bankrekening in bij de werknemer.']),
  'geen-uren': {
    ...{ voor: 'kantoor', een: 'werknemer van wie de uren ontbreken', meer: 'werknemers van wie de uren ontbreken' },
    stappen: [RIGHTS_PATH, 'Zet bij Employee Services de aanroep HourComponentVar_Get op Active.'],
  },
  'looncode-niet-geleverd': VOOR_ASR,
  // It was entered late, and nothing makes that undone.
  'laat-gemeld': VOOR_ASR,
  'teken-onleesbaar': over('met een onleesbaar teken', [
    'Zoek in de gegevens van de werknemer het teken dat niet goed te lezen is, en typ de tekst opnieuw.',
  ]),
  'verwijderd-in-nmbrs': over('die uit Nmbrs is verwijderd', [
    'Is de werknemer per ongeluk verwijderd? Voer de werknemer dan opnieuw in.',
    'Is de werknemer uit dienst? Verwijder een werknemer dan niet, maar vul de laatste dag in.',
  ]),
};

/** A question as it is read: its code may be one of a later version. */
export interface GelezenVraag {
  readonly code: string;
  readonly werknemerId?: WerknemerId | undefined;
  readonly tekst: string;
}

const SOORTEN: ReadonlyMap<string, Kantoorsoort | Asrsoort> = new Map(Object.entries(VRAAGSOORTEN));

/** What the office can do about it; absent when it is not for the office. */
export function kantoorsoortVan({ code }: GelezenVraag): Kantoorsoort | undefined {
  const soort = SOORTEN.get(code);
  return soort?.voor === 'kantoor' ? soort : undefined;
}

/** Of several of a kind without an employee only the text tells which is which. */
const TELT_PER_TEKST: readonly string[] = ['run-zonder-tijdvak'] satisfies Vraag['code'][];

/** By which a question of one set is known in the next: its text can hold a count that differs. */
export const vraagsleutel = ({ code, werknemerId, tekst }: GelezenVraag): string =>
  [code, werknemerId ?? '', TELT_PER_TEKST.includes(code) ? tekst : ''].join('|');

/** The same question without a value of the employee in its text; for a.s.r., which knows employees by their ids. */
export const zonderWaarden = <T extends GelezenVraag>(vraag: T): T => {
  const tekst = vraag.code === 'eerste-dag-verplaatst' ? kantoorsoortVan(vraag)?.tekst : undefined;
  return tekst === undefined ? vraag : { ...vraag, tekst };
};
