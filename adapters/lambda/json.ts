import { MAX_FAULTS, ONBEKEND_VELD, pathOf, type Veldfout } from '../../core/invoer/probleem.ts';

/** Deeper than any body of ours, by far. */
const MAX_DEPTH = 20;
/** More than any object of ours has, by far. */
const MAX_KEYS = 1000;
/** Names that mean something to the language itself. */
const LANGUAGE_NAMES = ['__proto__', 'constructor', 'prototype'];

// Texts, the six signs, and whatever else stands between them (numbers, true, null). Only right for valid JSON.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** An object or a list that is still open, and where in it we are. */
interface Open {
  readonly keys: Set<string> | undefined;
  part: PropertyKey;
  expectsKey: boolean;
}

/**
 * What is wrong with the build of a JSON text, whatever its meaning: a field that stands there twice (parsers differ in
 * which of the two they take), names that mean something to the language, too deep, too many fields. `text` must have
 * passed `JSON.parse`, which keeps only the last of two fields and so cannot tell. Never goes deeper than `MAX_DEPTH`.
 */
export function structureFaults(text: string): readonly Veldfout[] {
  const faults: Veldfout[] = [];
  const open: Open[] = [];
  const add = (code: Veldfout['code'], tekst: string) =>
    faults.push({ veld: pathOf(open.map(({ part }) => part)), code, tekst });

  for (const [token] of text.matchAll(TOKEN)) {
    const here = open.at(-1);
    if (token === '{' || token === '[') {
      if (open.length === MAX_DEPTH) {
        add('te-diep', 'Hier zijn te veel lijsten en objecten in elkaar gezet.');
        return faults;
      }
      open.push(
        token === '{'
          ? { keys: new Set(), part: '', expectsKey: true }
          : { keys: undefined, part: 0, expectsKey: false },
      );
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (here !== undefined && token === ',') {
      if (typeof here.part === 'number') here.part += 1;
      here.expectsKey = here.keys !== undefined;
    } else if (here?.keys !== undefined && here.expectsKey) {
      const key = String(JSON.parse(token));
      if (here.keys.size === MAX_KEYS) {
        open.pop();
        add('te-veel-velden', `Hier staan meer dan ${MAX_KEYS} velden. Laat weg wat niet gevraagd is.`);
        return faults;
      }
      here.part = key;
      here.expectsKey = false;
      if (here.keys.has(key)) add('dubbel-veld', 'Dit veld staat er meer dan één keer in. Laat er één staan.');
      else if (LANGUAGE_NAMES.includes(key)) add('onbekend-veld', ONBEKEND_VELD);
      here.keys.add(key);
      if (faults.length === MAX_FAULTS) return faults;
    }
  }
  return faults;
}
