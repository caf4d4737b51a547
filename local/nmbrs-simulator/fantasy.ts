/** Names from a fantasy list: nobody is called this. Diacritics and apostrophes are there on purpose. */
export const FIRST_NAMES = {
  female: ['Ælfrun', 'Brîsa', 'Célandine', 'Dørthe', 'Elowyn', 'Faëlle', 'Gwythra', 'Ilmarë', 'Jyndra', 'Noëlwyn'],
  male: ['Aldrîk', 'Bramdûl', 'Çedrak', 'Dorvén', 'Eöthain', 'Fjölnar', 'Grimbòr', 'Ithiël', 'Krúnor', 'Tørvald'],
} as const;

export const LAST_NAMES = [
  'Maanwever',
  'Drakenstaart',
  'Zilvermantel',
  'Nevelspits',
  'Sterrenkrans',
  'Wolkenbijter',
  'Élfenstein',
  "O'Mistral-Vuur",
  'Schaduwblad',
  'Kabouterhof',
  'Ijzeren Hamer',
  'Dwërgsma',
  'Runensteen',
  'Toverhazel',
  'Vuurvogel & Zoon',
  'Grïffioen',
  'Heksenkring',
  'Trollenbrug',
  'Eenhoornveld',
  'Luchtkasteel',
] as const;

export const PREFIXES = ['', '', '', 'van', 'van der', 'de', "van 't", 'ten'] as const;

export const STREETS = ['Regenboogpad', 'Drakenlaan', 'Élfenweg', 'Toverstafplein', 'Feeënhof', 'Kobolddreef'] as const;

export const CITIES = ['Nergenshuizen', 'Sprookjesdam', 'Luilekkerkerk', 'Fabelvoorde', 'Dromerwoude'] as const;

/** Postcodes start at 1000, so `0…` exists nowhere. */
export const postalCode = (number: number): string => `0${String(number % 1000).padStart(3, '0')} ZZ`;

const BSNS: string[] = [];
let eightDigits = 99_999_999;

/**
 * A BSN that is nobody's and passes the elfproef, from 999999990 down: the first nine are in 9999999xx, some nine thousand in
 * 9999xxxxx. Unique per `index`.
 */
export function impossibleBsn(index: number): string {
  for (; BSNS.length <= index; eightDigits -= 1) {
    const digits = [...String(eightDigits)].map(Number);
    const check = digits.reduce((sum, digit, place) => sum + (9 - place) * digit, 0) % 11;
    if (check < 10) BSNS.push(`${eightDigits}${check}`);
  }
  return BSNS[index] ?? '';
}

const BANK = 'FAKE';

/** An IBAN with right check digits at a bank that does not exist. */
export function fantasyIban(account: number): string {
  const rest = `${BANK}${String(account).padStart(10, '0')}`;
  const digits = [...`${rest}NL00`].map((character) => String(Number.parseInt(character, 36))).join('');
  const check = 98n - (BigInt(digits) % 97n);
  return `NL${String(check).padStart(2, '0')}${rest}`;
}
export const FANTASY_BIC = `${BANK}NL2A`;
