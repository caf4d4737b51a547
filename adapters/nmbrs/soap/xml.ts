import { SaxesParser, type SaxesTagNS } from 'saxes';
import { createTextMender } from './forbidden.ts';
import { unreadable } from './trouble.ts';

/** One element of a parsed document. An element has children or text, never both. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** `xsi:nil="true"`. */
  readonly nil: boolean;
  readonly children: readonly XmlElement[];
  /** As written, not trimmed; empty when there are children. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  children: XmlElement[];
  text: string;
}

/** The children of all elements that have none: nine out of ten, so an array each would be most of the memory. */
const NO_CHILDREN: XmlElement[] = [];
Object.freeze(NO_CHILDREN);

/** How much is held of the document, or of the item that is being read. */
interface Kept {
  elements: number;
  text: number;
  readonly most: { readonly elements: number; readonly text: number };
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** The deepest answer in use has 8 levels. */
const MAX_DEPTH = 32;
/** What is kept of a document: an element takes some 120 bytes, so these are 36 MB. A company in List_GetAll has 10. */
const WHOLE_DOCUMENT = { elements: 300_000, text: 20 * 1024 * 1024 };
/** What is kept of one item of a long list: an employee with a thousand rows of fifty fields. */
const ONE_ITEM = { elements: 50_000, text: 2 * 1024 * 1024 };
/** Names that are kept once for all elements: an answer has less than a hundred. */
const MAX_NAMES = 256;
/** The shortest element in use, `<Id>1</Id>`, has 10 characters; a document of shorter ones is a flood that fills memory. */
const FEWEST_CHARACTERS_PER_ELEMENT = 8;
const ELEMENTS_BEFORE_A_FLOOD = 20_000;

/** The envelope has a handful of namespace declarations; nothing else in an answer has more than one attribute. */
const MAX_ATTRIBUTES = 50;

/** Reads a document that comes in pieces. Both methods throw `Trouble`, whose reason holds nothing of the document. */
export interface XmlReader {
  write(text: string): void;
  /** The root element, once all of the document was written. */
  end(): XmlElement;
}

const refuse = (reason: string) => (): never => {
  throw unreadable(reason);
};

/**
 * `saxes` that refuses what no answer holds. These handlers are on the prototype on purpose: `on` adds a property, and an
 * object that gets more than seven of them in this way becomes a dictionary in V8, which makes the parser five times slower.
 */
class StrictParser extends SaxesParser<{ xmlns: true; position: false }> {}
StrictParser.prototype.on('error', refuse('not well-formed XML'));
StrictParser.prototype.on('doctype', refuse('a DOCTYPE is not allowed'));
StrictParser.prototype.on('comment', refuse('comments are not allowed'));
StrictParser.prototype.on('processinginstruction', refuse('processing instructions are not allowed'));

/**
 * Takes the items of a long list while they come in. The elements directly under a `list` are given to `take`, one by one
 * in their order, and are not kept in the document: what is done with them decides how much memory the answer needs.
 */
export interface ItemSink {
  /** The name of the element that holds the items: `Envelope/Body/Response/list`, or the root of a document of its own. */
  readonly list: string;
  readonly isRoot?: boolean;
  readonly take: (item: XmlElement) => void;
}

/** In characters: long texts are joined now and then while they come in. */
const FLATTEN_EVERY = 1024 * 1024;

/** In characters: a document that is there as a whole is read in such pieces, so that nothing is held of it beside itself. */
const PIECE = 64 * 1024;

/** Envelope, body and response stand around the list. */
const LIST_DEPTH = 4;

/** V8 keeps all of a string alive for a part of 13 characters or more. A text as long as a piece of the document is most of it. */
const SLICED = { from: 13, to: 64 * 1024 };

/**
 * One linear pass (`saxes` measured: 3 MB of `<!--` in 5 ms, of `<b/>` in 1.3 s). Refuses what a document/literal
 * service never sends: a DOCTYPE (and with it entities), comments, processing instructions, `id` and `href` attributes,
 * text between elements. Blanks and a byte order mark before the document do not count. Characters that XML does not know are mended
 * before (`forbidden.ts`): each costs itself, where it stands in a text or a value, and not the document.
 */
export function createXmlReader(sink?: ItemSink): XmlReader {
  const parser = new StrictParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  const names = new Map<string, string>();
  let characters = 0;
  let elements = 0;
  const outside: Kept = { elements: 0, text: 0, most: WHOLE_DOCUMENT };
  const listDepth = sink?.isRoot === true ? 1 : LIST_DEPTH;
  let item: Kept | undefined;
  let lists = 0;
  let attributes = 0;
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) throw unreadable('too many attributes');
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    const kept = item ?? outside;
    kept.elements += 1;
    const isFlood = elements > ELEMENTS_BEFORE_A_FLOOD && characters < elements * FEWEST_CHARACTERS_PER_ELEMENT;
    if (isFlood || kept.elements > kept.most.elements) throw unreadable('too many elements');
    if (open.length >= MAX_DEPTH) throw unreadable('nested too deeply');
    open.push(elementOf(tag, names));
    if (!isListOf(sink, open)) return;
    lists += 1;
    if (lists > 1) throw unreadable('the answer holds a second list');
    item = { elements: 0, text: 0, most: ONE_ITEM };
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    const kept = item ?? outside;
    kept.text += text.length;
    if (kept.text > kept.most.text) throw unreadable('too much text');
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) throw unreadable('not well-formed XML');
    if (element.children.length > 0) requireOnlyElements(element);
    element.text = detached(element.text);
    const parent = open.at(-1);
    if (parent === undefined) roots.push(element);
    else if (item !== undefined && open.length === listDepth) {
      requireOnlyElements(parent);
      sink?.take(element);
      item.elements = 0;
      item.text = 0;
    } else if (parent.children === NO_CHILDREN) parent.children = [element];
    else parent.children.push(element);
    if (open.length < listDepth) item = undefined;
  });
  const mender = createTextMender();
  let isBegun = false;
  let flattenAt = FLATTEN_EVERY;
  const parse = (document: string): void => {
    characters += document.length;
    parser.write(document);
    if (characters < flattenAt) return;
    flattenAt = characters + FLATTEN_EVERY;
    flatten(Reflect.get(parser, 'text'));
    flatten(open.at(-1)?.text);
  };
  return {
    write: (text) => {
      const document = isBegun ? text : text.trimStart();
      isBegun ||= document !== '';
      parse(mender.write(document));
    },
    end: () => {
      parse(mender.end());
      parser.close();
      const [root] = roots;
      if (root === undefined) throw unreadable('not well-formed XML');
      return root;
    },
  };
}

/** Asking for a character makes V8 join the parts of a string: a text of only `&amp;` is five times its size in parts. */
function flatten(text: unknown): void {
  if (typeof text === 'string') text.charCodeAt(0);
}

/** Reads a document that is there as a whole. */
export function parseXml(document: string, sink?: ItemSink): XmlElement {
  const reader = createXmlReader(sink);
  for (let at = 0; at < document.length; at += PIECE) reader.write(document.slice(at, at + PIECE));
  return reader.end();
}

function elementOf({ local, uri, attributes }: SaxesTagNS, names: Map<string, string>): OpenElement {
  let nil = false;
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    if (attribute.uri === '' && (attribute.local === 'id' || attribute.local === 'href')) {
      throw unreadable('references by id or href are not allowed');
    }
    requireIntact(attribute.local);
    if (attribute.uri === XSI && attribute.local === 'nil') nil = ['true', '1'].includes(attribute.value.trim());
  }
  return { name: known(local, names), namespace: uri, nil, children: NO_CHILDREN, text: '' };
}

/** Whether the element that was opened last is the list that the sink wants: in the SOAP body, nowhere else. */
function isListOf(sink: ItemSink | undefined, open: readonly OpenElement[]): boolean {
  if (sink === undefined || open.at(-1)?.name !== sink.list) return false;
  if (sink.isRoot === true) return open.length === 1;
  const [envelope, body] = open;
  return open.length === LIST_DEPTH && body?.name === 'Body' && body.namespace === envelope?.namespace;
}

/** The text without the piece of the document that it was cut out of. */
const detached = (text: string): string =>
  text.length < SLICED.from || text.length > SLICED.to ? text : Buffer.from(text).toString();

/** The same string for the same name: `saxes` cuts a new one out of the document for each element. */
function known(name: string, names: Map<string, string>): string {
  const same = names.get(name);
  if (same !== undefined) return same;
  requireIntact(name);
  if (names.size < MAX_NAMES) names.set(name, name);
  return name;
}

/** A character that XML does not know costs itself in a text; in a name it would cost the element, in silence. */
function requireIntact(name: string): void {
  if (name.includes('\ufffd')) throw unreadable('a name holds a character that XML does not know');
}

function requireOnlyElements(element: OpenElement): void {
  if (element.text.trim() !== '') throw unreadable('text between elements is not allowed');
  element.text = '';
}
