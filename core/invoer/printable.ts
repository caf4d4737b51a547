// What was not UTF-8 to begin with, control characters, line and paragraph separators, halves of a character (no store keeps those), and the bidirectional
// overrides that make a name read differently from what it is.
const UNPRINTABLE = /[\uFFFD\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Whether a person can see all of the text, and a store can keep it. */
export const isPrintable = (value: string): boolean => !UNPRINTABLE.test(value);
