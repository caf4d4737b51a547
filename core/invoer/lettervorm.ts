// Letters that Unicode takes for letters of their own, so that NFKD leaves them whole, and what people without them on their keyboard type.
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŋ: 'ng' },
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ĸ: 'k', ɨ: 'i', ƀ: 'b', ɫ: 'l', ə: 'e' },
};

/**
 * A text as somebody types it who has no other keys than those of the alphabet: small letters, without accents, each compound form taken apart. One
 * rule for names of people and of companies.
 */
export const inGewoneLetters = (tekst: string): string =>
  tekst
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/\p{L}/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
