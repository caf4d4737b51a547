import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../errors.ts';
import { aanroepNietActief } from './rechten.ts';

/** The code of an end that nobody foresaw: an error that is none of ours, or one without a code. */
export const ONVERWACHT = 'onverwacht';

const ONZE_ADMINISTRATIE = 'onze administratie van deze uitwisseling klopt niet';
const NIET_VOLLEDIG = 'niet van elke werknemer zijn alle gegevens er';
const ONVOORZIEN = 'er ging bij ons iets mis dat wij niet hadden voorzien';
const NMBRS_STORING = 'Nmbrs was urenlang niet bereikbaar of had een storing';

/**
 * Why an exchange ended without a delivery, as a person of a.s.r. reads it; a sentence goes before it. Each has a line in
 * docs/runbook.md. An error of ours that is not here is found by its family, below.
 */
export const REDEN_VAN_CODE: Readonly<Record<string, string>> = {
  // What the office can mend.
  'inloggegevens-ongeldig': 'Nmbrs accepteert de API-token niet meer',
  'inloggegevens-weg': 'de inloggegevens zijn er niet meer',
  'geen-toegang': 'het bedrijf is in Nmbrs niet meer zichtbaar met deze inloggegevens',
  'niet-gevonden': 'Nmbrs kan het bedrijf niet meer vinden',
  'geen-abonnement': 'de omgeving heeft bij Nmbrs geen geldig abonnement meer',
  'domein-onbekend': 'Nmbrs kent het domein niet meer',
  'tijdvak-ongeldig': 'Nmbrs kent dit tijdvak niet bij de verloning van het bedrijf',
  // What a.s.r. decided, or did not.
  'levering-afgekeurd': 'a.s.r. heeft de levering afgekeurd',
  'vrijgave-verlopen': 'over de vastgehouden levering is niet binnen 30 dagen besloten',
  'koppeling-wordt-gewist': 'op verzoek van een werknemer werd er urenlang gewist',
  'koppeling-gewist': 'de werkgever is afgemeld en de gegevens zijn gewist',
  // What Nmbrs did.
  'rapport-mislukt': 'Nmbrs kon het rapport met looncodes twee keer niet maken',
  'nmbrs-9999': NMBRS_STORING,
  'nmbrs-1006': NMBRS_STORING,
  'nmbrs-circuit-open': NMBRS_STORING,
  'nmbrs-connection': NMBRS_STORING,
  'nmbrs-deadline': 'Nmbrs gaf urenlang niet op tijd antwoord',
  'nmbrs-druk': 'er wachtten urenlang te veel vragen aan Nmbrs',
  'tijd-bijna-op': 'Nmbrs was zo traag dat de tijd steeds te kort was',
  'tijdvak-wisselt': 'Nmbrs ging tijdens het ophalen steeds naar een ander tijdvak',
  'nmbrs-credentials-unsendable': 'in de inloggegevens staan tekens die wij niet naar Nmbrs kunnen sturen',
  'nmbrs-too-large': 'het antwoord van Nmbrs is groter dan wij aankunnen',
  'nmbrs-unexpected': 'er ging bij ons iets mis bij het vragen aan Nmbrs',
  // What we noticed before anything was delivered.
  'States.Timeout': 'niet alle gegevens konden binnen een dag worden opgehaald',
  'delen-ontbreken': NIET_VOLLEDIG,
  'groepen-wijken-af': NIET_VOLLEDIG,
  'werknemers-wijken-af': 'de opgehaalde werknemers zijn niet precies die van de lijst in Nmbrs',
  'rapport-ontbreekt': 'het rapport met looncodes ontbreekt',
  'volgorde-wijkt-af': 'de opgehaalde gegevens staan niet in de goede volgorde',
  'deel-weg': 'een deel van de opgehaalde gegevens is weg',
  'werkplan-ontbreekt': 'de lijst van wat opgehaald moest worden is weg',
  'object-onleesbaar': 'opgeslagen gegevens zijn niet te lezen',
  'levering-wijkt-af': 'er staat al een andere levering met dit nummer',
  // What is wrong with us.
  verouderd: 'de uitwisseling veranderde telkens terwijl wij ermee bezig waren',
  'uitwisseling-loopt-niet': ONZE_ADMINISTRATIE,
  'uitwisseling-onbekend': ONZE_ADMINISTRATIE,
  'koppeling-onbekend': ONZE_ADMINISTRATIE,
  'niet-te-schrijven': ONZE_ADMINISTRATIE,
  'nieuwere-versie': 'onze administratie was van een nieuwere versie dan wat haar las',
  'deel-onbekend': ONZE_ADMINISTRATIE,
  'deel-vervangen': ONZE_ADMINISTRATIE,
  'groepen-ontbreken': ONZE_ADMINISTRATIE,
  'onbekende-uitkomst': 'een stap gaf een uitkomst die wij niet kennen',
  'verloop-geeindigd': 'de uitwisseling is met de hand gestopt of plotseling afgebroken',
  [ONVERWACHT]: ONVOORZIEN,
};

/** The reasons of all other codes, by how they begin; the first that fits. */
export const REDEN_VAN_FAMILIE: readonly { readonly begin: string; readonly reden: string }[] = [
  { begin: 'nmbrs-http-5', reden: NMBRS_STORING },
  { begin: 'nmbrs-', reden: 'Nmbrs gaf geen antwoord waar wij iets mee kunnen' },
  { begin: 'aws.', reden: 'onze eigen systemen hadden een storing' },
  { begin: 'registratie.', reden: ONZE_ADMINISTRATIE },
  { begin: 'opslag.', reden: 'onze eigen opslag weigerde een opdracht' },
  { begin: 'kluis.', reden: 'de opgeslagen inloggegevens zijn niet te lezen' },
  { begin: 'States.', reden: 'een stap bij ons kon niet worden uitgevoerd' },
  { begin: 'Lambda.', reden: 'een stap bij ons kon niet worden uitgevoerd' },
  { begin: 'Sandbox.', reden: 'een stap bij ons duurde steeds te lang' },
  { begin: 'Runtime.', reden: 'een stap bij ons brak steeds af' },
];

/** Refusals that come as the code of an error: everything but a right that is off, which has its call behind it. */
const WEIGERINGEN: readonly string[] = [
  ...[
    'inloggegevens-ongeldig',
    'geen-toegang',
    'niet-gevonden',
    'geen-abonnement',
    'domein-onbekend',
    'tijdvak-ongeldig',
  ],
];

/** Whether Nmbrs was what gave nothing to go on with; else it was one of our own systems. */
export const isVanNmbrs = (code: string): boolean =>
  code.startsWith('nmbrs-') ||
  code === 'tijd-bijna-op' ||
  code === 'tijdvak-wisselt' ||
  aanroepNietActief(code) !== undefined ||
  WEIGERINGEN.includes(code);

/** Names of errors, which say nothing to a person. They stand in exchanges that stopped before their code was kept. */
const NAMEN: readonly string[] = [TRANSIENT, UNCLEAR, REFUSED, DEFECT];

/** The code under which people, the runbook and the log know why an exchange ended. */
export const getoondeCode = (code: string): string => (NAMEN.includes(code) ? ONVERWACHT : code);

/** The reason, as a person reads it; that of one which nobody foresaw says so. */
export const redenVan = (fout: string): string => bekendeReden(getoondeCode(fout)) ?? ONVOORZIEN;

/** The reason and, in brackets, its code, for who looks it up in the runbook. */
export const redenMetCode = (fout: string): string => `${redenVan(fout)} (${getoondeCode(fout)})`;

/** The reason of this very code or of its family; `undefined` when nobody foresaw it. */
export function bekendeReden(code: string): string | undefined {
  const aanroep = aanroepNietActief(code);
  if (aanroep !== undefined) return `het recht ${aanroep} staat in Nmbrs niet op Active`;
  return REDEN_VAN_CODE[code] ?? REDEN_VAN_FAMILIE.find(({ begin }) => code.startsWith(begin))?.reden;
}
