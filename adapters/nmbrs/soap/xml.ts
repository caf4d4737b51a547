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
/** An answer of 20 MB has some 700,000 elements; more is a flood of empty ones. */
const MAX_ELEMENTS = 1_000_000;

/**
 * Reads a document in one linear pass (`saxes` measured: 3 MB of `<!--` in 5 ms, of `<b/>` in 1.3 s). Refuses what a document/literal
 * service never sends: a DOCTYPE (and with it entities), comments, processing instructions, `id` and `href` attributes,
 * text between elements. Throws `Trouble`, whose reason holds nothing of the document.
 */
export function parseXml(document: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let elements = 0;
  parser.on('error', () => {
    throw unreadable('not well-formed XML');
  });
  parser.on('doctype', () => {
    throw unreadable('a DOCTYPE is not allowed');
  });
  parser.on('comment', () => {
    throw unreadable('comments are not allowed');
  });
  parser.on('processinginstruction', () => {
    throw unreadable('processing instructions are not allowed');
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MAX_ELEMENTS) throw unreadable('too many elements');
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
  parser.write(document).close();
  const [root] = roots;
  if (root === undefined) throw unreadable('not well-formed XML');
  return root;
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
