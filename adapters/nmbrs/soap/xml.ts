import { SaxesParser, type SaxesTagNS } from 'saxes';
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
  readonly children: XmlElement[];
  text: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** The deepest answer in use has 8 levels. */
const MAX_DEPTH = 32;
/** An answer of 20 MB has some 700,000 elements. */
const MAX_ELEMENTS = 700_000;
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

/**
 * One linear pass (`saxes` measured: 3 MB of `<!--` in 5 ms, of `<b/>` in 1.3 s). Refuses what a document/literal
 * service never sends: a DOCTYPE (and with it entities), comments, processing instructions, `id` and `href` attributes,
 * text between elements. Blanks and a byte order mark before the document do not count.
 */
export function createXmlReader(): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let characters = 0;
  let elements = 0;
  let attributes = 0;
  const refuse = (reason: string) => (): never => {
    throw unreadable(reason);
  };
  parser.on('error', refuse('not well-formed XML'));
  parser.on('doctype', refuse('a DOCTYPE is not allowed'));
  parser.on('comment', refuse('comments are not allowed'));
  parser.on('processinginstruction', refuse('processing instructions are not allowed'));
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) throw unreadable('too many attributes');
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    const isFlood = elements > ELEMENTS_BEFORE_A_FLOOD && characters < elements * FEWEST_CHARACTERS_PER_ELEMENT;
    if (isFlood || elements > MAX_ELEMENTS) throw unreadable('too many elements');
    if (open.length >= MAX_DEPTH) throw unreadable('nested too deeply');
    open.push(elementOf(tag));
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) throw unreadable('not well-formed XML');
    if (element.children.length > 0) requireOnlyElements(element);
    (open.at(-1)?.children ?? roots).push(element);
  });
  return {
    write: (text) => {
      const document = characters === 0 ? text.trimStart() : text;
      characters += document.length;
      parser.write(document);
    },
    end: () => {
      parser.close();
      const [root] = roots;
      if (root === undefined) throw unreadable('not well-formed XML');
      return root;
    },
  };
}

/** Reads a document that is there as a whole. */
export function parseXml(document: string): XmlElement {
  const reader = createXmlReader();
  reader.write(document);
  return reader.end();
}

function elementOf({ local, uri, attributes }: SaxesTagNS): OpenElement {
  let nil = false;
  for (const attribute of Object.values(attributes)) {
    if (attribute.uri === '' && (attribute.local === 'id' || attribute.local === 'href')) {
      throw unreadable('references by id or href are not allowed');
    }
    if (attribute.uri === XSI && attribute.local === 'nil') nil = ['true', '1'].includes(attribute.value.trim());
  }
  return { name: local, namespace: uri, nil, children: [], text: '' };
}

function requireOnlyElements(element: OpenElement): void {
  if (element.text.trim() !== '') throw unreadable('text between elements is not allowed');
  element.text = '';
}
