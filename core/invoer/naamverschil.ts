import { type Letter, lettersOf } from './bedrijfsnaam.ts';

// In what two names differ that look nearly, or wholly, the same: in words, because a clerk cannot see a hard space.

/** More than these nobody reads. */
const MOST = 5;

/** Letters of the one name and of the other that mean the same, with what stands before them. */
interface Paar {
  readonly ingevuld: Letter;
  readonly inNmbrs: Letter;
  /** Which word of the name in Nmbrs they are of. */
  readonly woord: number;
}

/** What stands in Nmbrs otherwise, as the rest of «in Nmbrs staat»; the names must be near misses of each other. */
export function naamverschil(ingevuld: string, inNmbrs: string): string {
  const [ours, theirs] = [lettersOf(ingevuld), lettersOf(inNmbrs)];
  const paren = pair(ours.letters, theirs.letters);
  const woorden = wordsOf(paren);
  const naamVan = (index: number): string => woorden[paren[index]?.woord ?? 0]?.inNmbrs ?? '';
  const tussen = paren.flatMap((paar, index) => {
    const plaats = index === 0 ? 'aan het begin' : placeOf(paar, naamVan(index - 1));
    return between(paar.ingevuld.ervoor, paar.inNmbrs.ervoor, plaats);
  });
  const letters = woorden.flatMap(({ inNmbrs: daar, ingevuld: hier }) => inLetters(hier, daar));
  const verschillen = [...tussen, ...between(ours.erachter, theirs.erachter, 'aan het eind'), ...letters];
  const named = verschillen.slice(0, MOST).join('; ');
  return verschillen.length > MOST ? `${named}; en nog meer` : named;
}

/** A letter that has two in the other name (ß, æ) is paired with both. */
function pair(ours: readonly Letter[], theirs: readonly Letter[]): Paar[] {
  const paren: Paar[] = [];
  const [left, right] = [[...ours], [...theirs]];
  let woord = 0;
  while (left.length > 0 && right.length > 0) {
    let [one, other] = [left.shift(), right.shift()];
    while (one !== undefined && other !== undefined && one.gewoon !== other.gewoon) {
      if (one.gewoon.length < other.gewoon.length) one = joined(one, left.shift());
      else other = joined(other, right.shift());
    }
    if (one === undefined || other === undefined) break;
    if (paren.length > 0 && other.ervoor !== '') woord += 1;
    paren.push({ ingevuld: one, inNmbrs: other, woord });
  }
  return paren;
}

const joined = (one: Letter, next: Letter | undefined): Letter | undefined =>
  next && { ...one, gewoon: one.gewoon + next.gewoon, letterlijk: one.letterlijk + next.ervoor + next.letterlijk };

function wordsOf(paren: readonly Paar[]): { ingevuld: string; inNmbrs: string }[] {
  const woorden: { ingevuld: string; inNmbrs: string }[] = [];
  for (const { ingevuld, inNmbrs, woord } of paren) {
    const before = woorden[woord] ?? { ingevuld: '', inNmbrs: '' };
    woorden[woord] = {
      ingevuld: before.ingevuld + ingevuld.letterlijk,
      inNmbrs: before.inNmbrs + inNmbrs.letterlijk,
    };
  }
  return woorden;
}

/** Where nothing stands in Nmbrs, it would stand within a word. */
const placeOf = ({ inNmbrs }: Paar, woord: string): string => (inNmbrs.ervoor === '' ? `in ${woord}` : `na ${woord}`);

function between(ingevuld: string, inNmbrs: string, plaats: string): string[] {
  if (ingevuld === inNmbrs) return [];
  if (ingevuld.toLowerCase() === inNmbrs.toLowerCase())
    return [`«${inNmbrs.trim()}» ${plaats}, met andere hoofdletters (in uw aanmelding staat «${ingevuld.trim()}»)`];
  const { same, hier, daar } = withoutTheSame([...ingevuld], [...inNmbrs]);
  if (same.includes(' ') && /^ *$/.test(hier + daar))
    return daar === ''
      ? [`één spatie ${plaats} (in uw aanmelding staan er meer)`]
      : [`een dubbele spatie ${plaats} (in uw aanmelding staat er één)`];
  const [theirs, ours] = [named(daar), named(hier)];
  if (theirs.length === 0) return [`${ours.map(without).join(' en ')} ${plaats} (in uw aanmelding wel)`];
  const daarStaat = theirs.map(withArticle).join(' en ');
  if (ours.length === 0) return [`${daarStaat} ${plaats} (in uw aanmelding niet)`];
  const hierStaat = ours.map((naam) => withArticle(naam === 'spatie' ? 'gewone spatie' : naam)).join(' en ');
  if (daarStaat === hierStaat) return [`«${daar}» ${plaats} (in uw aanmelding staat «${hier}»)`];
  return [`${daarStaat} ${plaats} (in uw aanmelding staat ${hierStaat})`];
}

const isHet = (naam: string): boolean => naam.startsWith('teken ') || naam.startsWith('woord ');
const withArticle = (naam: string): string => `${isHet(naam) ? 'het' : 'een'} ${naam}`;
const without = (naam: string): string => (isHet(naam) ? `niet het ${naam}` : `geen ${naam}`);

/** What is left when that with which both begin and end is taken off. */
function withoutTheSame(ours: readonly string[], theirs: readonly string[]) {
  const shortest = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < shortest && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < shortest - start && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const rest = (all: readonly string[]) => all.slice(start, all.length - end).join('');
  const same = ours.slice(0, start).join('') + ours.slice(ours.length - end).join('');
  return { same, hier: rest(ours), daar: rest(theirs) };
}

const NAMEN: readonly (readonly [RegExp, string])[] = [
  [/^en$/i, 'woord «en»'],
  [/^ $/, 'spatie'],
  [/^[\u00A0\u2007\u202F]$/, 'harde spatie'],
  [/^[\p{Zs}\t]$/u, 'bijzondere spatie'],
  [/^[\p{Cf}\p{Cc}\p{DI}]$/u, 'onzichtbaar teken'],
  [/^\.$/, 'punt'],
  [/^,$/, 'komma'],
  [/^-$/, 'streepje'],
  [/^\p{Pd}$/u, 'ander soort streepje'],
  [/^'$/, 'rechte apostrof'],
  [/^[\u2018\u2019\u02BC\u00B4`]$/, 'gekrulde apostrof'],
  [/^"$/, 'recht aanhalingsteken'],
  [/^[\u201C-\u201F\u00AB\u00BB]$/, 'gekruld aanhalingsteken'],
  [/^[()]$/, 'haakje'],
];

/** What stands there, in words. Common blanks beside something else are not worth a word. */
function named(tussen: string): string[] {
  const parts = tussen.match(/en(?!\p{L})|[^\p{M}]\p{M}*|\p{M}/giu) ?? [];
  const telling = parts.filter((part) => part !== ' ' || /^ +$/.test(tussen));
  const names = telling.map((part) => NAMEN.find(([form]) => form.test(part))?.[1] ?? `teken ${part}`);
  return [...new Set(names)];
}

function inLetters(ingevuld: string, inNmbrs: string): string[] {
  if (ingevuld === inNmbrs) return [];
  const aangemeld = `(in uw aanmelding staat ${ingevuld})`;
  if (ingevuld.normalize('NFC') === inNmbrs.normalize('NFC'))
    return [`een teken in ${inNmbrs} dat er hetzelfde uitziet en toch een ander is`];
  if (ingevuld.toLowerCase() === inNmbrs.toLowerCase()) return [`${capitals(ingevuld, inNmbrs)} ${aangemeld}`];
  const [hier, daar] = [ingevuld, inNmbrs].map((woord) => woord.normalize('NFD').toLowerCase());
  const accents = (woord = '') => woord.match(/\p{M}/gu)?.length ?? 0;
  const bare = (woord = '') => woord.replace(/\p{M}/gu, '');
  if (bare(hier) !== bare(daar)) return [`${inNmbrs}, met andere letters ${aangemeld}`];
  if (accents(hier) === 0) return [`een accent in ${inNmbrs} ${aangemeld}`];
  return accents(daar) === 0
    ? [`geen accent in ${inNmbrs} ${aangemeld}`]
    : [`een ander accent in ${inNmbrs} ${aangemeld}`];
}

function capitals(ingevuld: string, inNmbrs: string): string {
  const ours = [...ingevuld];
  const differing = [...inNmbrs].filter((letter, index) => letter !== ours[index]);
  const [only] = differing;
  if (only === undefined || differing.length > 1) return `${inNmbrs}, met andere hoofdletters`;
  return only === only.toLowerCase()
    ? `een kleine letter ${only} in ${inNmbrs}`
    : `een hoofdletter ${only} in ${inNmbrs}`;
}
