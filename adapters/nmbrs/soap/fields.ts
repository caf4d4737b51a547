import { Datum } from '../../../core/kalender/tijd.ts';
import { unreadable } from './trouble.ts';
import type { XmlElement } from './xml.ts';

/*
 * Reading the vendor's fields. Absent is one thing here: a missing element, `xsi:nil`, an empty or blank string and the
 * date 0001-01-01 all give `undefined`. A value that is there but is not of its type throws `Trouble`, and the reason
 * names the field, never the value.
 */

/** The element that holds the answer, under the first of these names; `undefined` when the answer is empty. */
export function resultOf(response: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  const result = names.map((name) => partOf(response, name)).find((part) => part !== undefined);
  const isKnown = response.children.every(({ name }) => names.includes(name));
  if (!isKnown) throw unreadable(`${response.name} holds an unknown element`);
  return result;
}

/** The child of this name. */
export function partOf(parent: XmlElement, name: string): XmlElement | undefined {
  let part: XmlElement | undefined;
  for (const child of parent.children) {
    if (child.name !== name) continue;
    if (part !== undefined) throw unreadable(`${name} occurs more than once in ${parent.name}`);
    part = child;
  }
  return part?.nil === true ? undefined : part;
}

/** The items of a list, one or many. An item under another name is not skipped but refused: it would get lost. */
export function itemsOf(list: XmlElement | undefined, name: string): readonly XmlElement[] {
  if (list === undefined) return [];
  if (list.text.trim() !== '') throw unreadable(`${list.name} holds text instead of a list`);
  if (list.children.some((child) => child.name !== name)) throw unreadable(`${list.name} holds an unknown element`);
  return list.children.filter((item) => !item.nil);
}

/** The text exactly as written, blanks included; empty when absent. */
export function literalTextOf(parent: XmlElement, name: string): string {
  const part = partOf(parent, name);
  if (part === undefined) return '';
  if (part.children.length > 0) throw unreadable(`${name} is not a plain value`);
  return part.text;
}

/** The trimmed text. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  const text = literalTextOf(parent, name).trim();
  return text === '' ? undefined : text;
}

export function intOf(parent: XmlElement, name: string): number | undefined {
  const text = textOf(parent, name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d{1,10}$/.test(text)) throw unreadable(`${name} is not an integer`);
  return Number(text);
}

export function booleanOf(parent: XmlElement, name: string): boolean | undefined {
  const text = textOf(parent, name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false' && text !== '1' && text !== '0') throw unreadable(`${name} is not a boolean`);
  return text === 'true' || text === '1';
}

const NO_DATE = '0001-01-01';
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** The calendar date of a dateTime. Never moved through a time zone: Nmbrs writes Dutch local dates without one. */
export const dateOf = (parent: XmlElement, name: string): Datum | undefined => momentOf(parent, name)?.datum;

/** A dateTime as written. */
export const dateTimeOf = (parent: XmlElement, name: string): string | undefined => momentOf(parent, name)?.text;

function momentOf(parent: XmlElement, name: string): { readonly text: string; readonly datum: Datum } | undefined {
  const text = textOf(parent, name);
  if (text === undefined || text.startsWith(NO_DATE)) return undefined;
  const datum = Datum.safeParse(DATE_TIME.exec(text)?.[1]);
  if (!datum.success) throw unreadable(`${name} is not a date`);
  return { text, datum: datum.data };
}

/** For fields without which the record has no meaning. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw unreadable(`${name} is missing`);
  return value;
}
