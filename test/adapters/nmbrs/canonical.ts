import { SaxesParser, type SaxesTagNS } from 'saxes';

/**
 * A document in the canonical form of Canonical XML 2.0 with rewritten prefixes: every name carries its namespace,
 * attributes stand in order without namespace declarations, blanks between elements are gone, empty elements have two
 * tags. Two documents that mean the same have the same canonical form.
 */
export function canonical(document: string): string {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const out: string[] = [];
  let text = '';
  const flush = () => {
    if (text.trim() !== '') out.push(escaped(text));
    text = '';
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    flush();
    out.push(`<${nameOf(tag)}${attributesOf(tag)}>`);
  });
  parser.on('closetag', (tag) => {
    flush();
    out.push(`</${nameOf(tag)}>\n`);
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('cdata', (part) => {
    text += part;
  });
  parser.write(document).close();
  return out.join('');
}

const nameOf = ({ uri, local }: SaxesTagNS): string => `{${uri}}${local}`;

const attributesOf = ({ attributes }: SaxesTagNS): string =>
  Object.values(attributes)
    .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
    .map(({ uri, local, value }) => ` {${uri}}${local}="${escaped(value)}"`)
    .sort()
    .join('');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
