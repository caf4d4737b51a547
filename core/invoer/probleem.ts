import type * as z from 'zod';

/** What can be wrong with a field, by its code. The codes never change: offices build on them. */
export const VELDCODES = {
  ontbreekt: 'Het veld ontbreekt of is leeg.',
  'verkeerde-vorm': 'Het veld is van een andere JSON-soort dan gevraagd, bijvoorbeeld een getal in plaats van tekst.',
  'te-lang': 'De tekst is te lang, of de lijst heeft te veel regels.',
  'te-kort': 'De tekst is te kort, of de lijst heeft te weinig regels.',
  'niet-toegestaan': 'De waarde is geen van de toegestane waarden.',
  ongeldig: 'De waarde voldoet niet aan de regel van dit veld.',
  'onbekend-veld': 'Dit veld bestaat niet.',
  'dubbel-veld': 'Dit veld staat er meer dan één keer in.',
  'te-diep': 'Hier zijn te veel lijsten en objecten in elkaar gezet.',
  'te-veel-velden': 'Dit object heeft te veel velden.',
  onveranderlijk: 'Dit veld kan niet worden verbeterd.',
  'onzichtbare-tekens': 'Er staan tekens in die niet zichtbaar zijn.',
  internetadres: 'Er staat een internetadres in een naam.',
  controlecijfer: 'Het controlecijfer van het loonheffingennummer klopt niet.',
  'bestaat-niet': 'Een loonheffingennummer als dit wordt niet uitgegeven.',
  'domein-gereserveerd': 'Het domein is een adres van Nmbrs zelf.',
  'dubbel-medewerkersnummer': 'Een medewerkersnummer staat er meer dan één keer in.',
  burgerservicenummer: 'Er staat een nummer in dat een burgerservicenummer kan zijn.',
  'datum-voorbij': 'De datum ligt niet na vandaag.',
  'datum-te-vroeg': 'De datum ligt voor het einde van het tijdvak.',
  'datum-te-laat': 'De datum ligt te lang na de uiterste aangiftedatum.',
  'datum-kan-niet': 'De datum van afmelding ligt voor vandaag of te ver vooruit.',
  'ander-soort-tijdvak': 'Het tijdvak past niet bij de verloning van de werkgever.',
  'tijdvak-te-vroeg': 'Het tijdvak ligt voor het eerste tijdvak van de koppeling.',
  'tijdvak-te-laat': 'Een tijdvak ervoor is nog niet geleverd.',
  'tijdvak-niet-voorbij': 'Het tijdvak is nog niet voorbij.',
  'tijdvak-niet-aan-de-beurt': 'Een ander tijdvak is aan de beurt.',
  'jaar-al-begonnen': 'Van dat jaar is al een tijdvak uitgewisseld.',
  'tijdvakken-omgekeerd': 'Het laatste tijdvak ligt voor het eerste.',
  'te-veel-tijdvakken': 'Er zijn te veel tijdvakken tegelijk gevraagd.',
  'geen-werkdag': 'De datum is geen werkdag.',
  'onbekende-plaats': 'De plaats in de lijst hoort niet bij deze vraag.',
  'niets-te-verbeteren': 'De verbetering noemt geen enkel veld.',
} as const satisfies Readonly<Record<string, string>>;
export type Veldcode = keyof typeof VELDCODES;

export const isVeldcode = (code: unknown): code is Veldcode =>
  typeof code === 'string' && Object.hasOwn(VELDCODES, code);

/** One faulty field of a request: where it stands, a stable code, and a Dutch sentence with the remedy. */
export interface Veldfout {
  /** Path in the body, e.g. `werkgever.loonheffingennummer` or `dga.0.naam`; empty for the body as a whole. */
  readonly veld: string;
  readonly code: Veldcode;
  readonly tekst: string;
}

/** For a rule of a schema that has a code of its own: what a `refine` takes beside its test. */
export const fout = (code: Veldcode, tekst: string) => ({ error: tekst, params: { code } });

export const ONBEKEND_VELD = 'Dit veld kennen wij niet. Controleer de spelling of laat het weg.';

/** The most faults that one answer names. */
export const MAX_FAULTS = 100;
const MAX_NAME_CHARS = 60;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fouten: readonly Veldfout[] };

/** Holds input from outside against a schema; every fault at once. Never repeats what was filled in. */
export function checkFields<T>(schema: z.ZodType<T>, input: unknown): Checked<T> {
  const parsed = schema.safeParse(input, { error: defaultTekst, reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  const filled = issues.filter(isMissingObject).reduce((whole, { path }) => withEmptyObject(whole, path), input);
  if (filled !== input) return checkFields(schema, filled);
  const fouten = issues.slice(0, MAX_FAULTS).flatMap(faultsOf).slice(0, MAX_FAULTS);
  return { ok: false, fouten };
}

/** A group of fields that was left out: what the office has to fill in are the fields, so each of them is named. */
const isMissingObject = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' && issue.expected === 'object' && issue.input === undefined && issue.path.length > 0;

function withEmptyObject(whole: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return {};
  if (Array.isArray(whole)) return whole.map((item, index) => (index === key ? withEmptyObject(item, rest) : item));
  const fields = isRecord(whole) ? whole : {};
  return { ...fields, [key]: withEmptyObject(fields[key], rest) };
}

const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null;

function faultsOf(issue: z.core.$ZodIssue): Veldfout[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ veld: pathOf(issue.path), code: codeOf(issue), tekst: issue.message }];
  }
  return issue.keys
    .slice(0, MAX_FAULTS)
    .map((key) => ({ veld: pathOf([...issue.path, key]), code: 'onbekend-veld', tekst: ONBEKEND_VELD }));
}

function codeOf(issue: z.core.$ZodIssue): Veldcode {
  if (issue.code === 'custom' && isVeldcode(issue.params?.code)) return issue.params.code;
  if (isEmpty(issue)) return 'ontbreekt';
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'never' ? 'onveranderlijk' : 'verkeerde-vorm';
    case 'invalid_union':
      return issue.discriminator === undefined ? 'verkeerde-vorm' : 'niet-toegestaan';
    case 'invalid_value':
      return 'niet-toegestaan';
    case 'too_big':
      return 'te-lang';
    case 'too_small':
      return 'te-kort';
    default:
      return 'ongeldig';
  }
}

/** Whether nothing was filled in. A union that is told apart by a field reports itself, at the place of that field. */
function isEmpty(issue: z.core.$ZodIssue): boolean {
  const { input } = issue;
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return isBlank(input);
  return typeof input === 'object' && input !== null && !Object.hasOwn(input, issue.discriminator);
}

const isBlank = (input: unknown): boolean => input === undefined || (typeof input === 'string' && input.trim() === '');

/** A path as text. Names come from outside: what is not a letter, a digit, `_` or `-` becomes `?`. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) =>
      String(part)
        .replace(/[^\p{L}\p{N}_-]/gu, '?')
        .slice(0, MAX_NAME_CHARS),
    )
    .join('.');

/** The Dutch sentence for what the schemas themselves say nothing about. */
function defaultTekst(issue: {
  readonly code?: string;
  readonly input?: unknown;
  readonly expected?: unknown;
}): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Dit veld ontbreekt. Vul het in.' : wrongType(issue.expected);
    case 'invalid_value':
      return 'Deze waarde kan hier niet. Kies een van de toegestane waarden.';
    case 'too_big':
      return 'Deze waarde is te lang.';
    case 'too_small':
      return 'Deze waarde is te kort.';
    default:
      return 'Deze waarde is niet goed.';
  }
}

function wrongType(expected: unknown): string {
  switch (expected) {
    case 'object':
      return 'Hier moet een JSON-object staan: de velden tussen { en }.';
    case 'string':
      return 'Hier moet tekst staan: zet de waarde tussen aanhalingstekens.';
    default:
      return 'Dit veld heeft niet de juiste vorm.';
  }
}
