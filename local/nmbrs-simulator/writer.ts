import type { Switches } from './switches.ts';

const NIL = ' xsi:nil="true" ';
const MIN_DATE = '0001-01-01T00:00:00';
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);
/** What XML 1.0 cannot carry at all. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The text as XML character data, not for attributes; characters that XML 1.0 forbids are dropped. */
export const escapeXml = (value: string): string =>
  value.replace(FORBIDDEN, '').replace(/[&<>]/g, (character) => ENTITIES.get(character) ?? character);

/** What .NET's XmlTextWriter lets through, though XML 1.0 forbids it. */
const CONTROL_CHARACTERS: Readonly<Record<Switches['controlCharacter'], string>> = {
  none: '',
  reference: '&#x1F;',
  raw: '\u001F',
  surrogates: '&#xD83D;&#xDE00;',
  half: '&#xD83D;',
};

/** An element around XML that is already written; without content `<Name />`, as .NET writes it. */
export const element = (name: string, content: string): string =>
  content === '' ? `<${name} />` : `<${name}>${content}</${name}>`;

/** Writes values the way .NET does, with the switches where nobody knows how. An absent value is `undefined`. */
export function createWriter(switches: Switches) {
  const value = (name: string, text: string): string => element(name, escapeXml(text));
  const string = (name: string, text: string | undefined): string => {
    if (text !== undefined && text !== '') return value(name, text);
    return switches.emptyString === 'omitted' ? '' : element(name, '');
  };
  const nil = (name: string): string => `<${name}${NIL}/>`;
  const stamp = (date: string, time: string): string => {
    if (switches.creationDate === 'seconds') return `${date}T${time}`;
    return `${date}T${time}.4830000${switches.creationDate === 'offset' ? '+01:00' : ''}`;
  };
  const noDate = (name: string): string => {
    if (switches.nullDate === 'absent') return '';
    return switches.nullDate === 'nil' ? nil(name) : value(name, MIN_DATE);
  };
  return {
    int: (name: string, number: number): string => value(name, String(number)),
    nillableInt: (name: string, number: number | undefined): string =>
      number === undefined ? nil(name) : value(name, String(number)),
    decimal: (name: string, decimal: string): string => value(name, decimal),
    nillableDecimal: (name: string, decimal: string | undefined): string =>
      decimal === undefined ? nil(name) : value(name, decimal),
    boolean: (name: string, flag: boolean): string => value(name, String(flag)),
    nillableBoolean: (name: string, flag: boolean | undefined): string =>
      flag === undefined ? nil(name) : value(name, String(flag)),
    /** An enum value, or a string that is always there. */
    word: value,
    string,
    /** A string in which this last name stands; after its first letter comes what `controlCharacter` asks for. */
    name: (name: string, text: string, lastName: string): string => {
      if (text === '') return string(name, text);
      const [first = ''] = lastName;
      const at = text.lastIndexOf(lastName) + first.length;
      const inserted = CONTROL_CHARACTERS[switches.controlCharacter];
      return element(name, `${escapeXml(text.slice(0, at))}${inserted}${escapeXml(text.slice(at))}`);
    },
    /** A nillable enum. */
    nillableWord: (name: string, word: string | undefined): string =>
      word === undefined ? nil(name) : value(name, word),
    /** A date whose element may not be nil. */
    date: (name: string, date: string | undefined): string =>
      value(name, date === undefined ? MIN_DATE : `${date}T00:00:00`),
    nillableDate: (name: string, date: string | undefined): string =>
      date === undefined ? noDate(name) : value(name, `${date}T00:00:00`),
    /** A moment at which something was entered; it may carry a time of day. */
    created: (name: string, date: string | undefined): string =>
      date === undefined ? noDate(name) : value(name, stamp(date, '09:30:15')),
    moment: (name: string, date: string): string => value(name, stamp(date, '14:05:00')),
    list: (name: string, items: readonly string[]): string =>
      items.length === 0 && switches.emptyList === 'absent' ? '' : element(name, items.join('')),
    object: (name: string, content: string | undefined): string => {
      if (content !== undefined) return element(name, content);
      return switches.nullObject === 'absent' ? '' : nil(name);
    },
  };
}
export type Writer = ReturnType<typeof createWriter>;
