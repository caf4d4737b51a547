import { SaxesParser } from 'saxes';
import { ClientFault } from './faults.ts';
import { element, escapeXml } from './writer.ts';

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const MAX_DEPTH = 20;

export type SoapVersion = '1.1' | '1.2';

/** A parsed element: text of its own, and the elements in it. */
interface Parsed {
  readonly uri: string;
  readonly local: string;
  readonly children: Parsed[];
  text: string;
}

/** A request: the headers by element, and the first body element with its parameters by name. */
export interface SoapRequest {
  readonly version: SoapVersion;
  readonly headers: readonly { readonly uri: string; readonly local: string; readonly values: Params }[];
  readonly operation: { readonly uri: string; readonly local: string; readonly params: Params };
}
/** The text of each child element; the first wins when a name occurs twice. Names are case-sensitive. */
export type Params = ReadonlyMap<string, string>;

/** Reads a SOAP 1.1 or 1.2 envelope. Throws {@link ClientFault} for anything that ASMX would not take either. */
export function readEnvelope(xml: string): SoapRequest {
  const envelope = parseTree(xml);
  const version = versionOf(envelope);
  const body = envelope.children.find(({ uri, local }) => uri === envelope.uri && local === 'Body');
  const operation = body?.children[0];
  if (operation === undefined) throw new ClientFault('Unable to handle request without a valid action parameter.');
  const header = envelope.children.find(({ uri, local }) => uri === envelope.uri && local === 'Header');
  return {
    version,
    headers: (header?.children ?? []).map((child) => ({ uri: child.uri, local: child.local, values: valuesOf(child) })),
    operation: { uri: operation.uri, local: operation.local, params: valuesOf(operation) },
  };
}

/** Children in another namespace than their parent are not parameters: XmlSerializer skips them. */
function valuesOf(parent: Parsed): Params {
  const values = new Map<string, string>();
  for (const child of parent.children) {
    if (child.uri === parent.uri && !values.has(child.local)) values.set(child.local, child.text);
  }
  return values;
}

function versionOf({ uri, local }: Parsed): SoapVersion {
  if (local === 'Envelope' && uri === SOAP_11) return '1.1';
  if (local === 'Envelope' && uri === SOAP_12) return '1.2';
  throw new ClientFault('Possible SOAP version mismatch: Envelope namespace was unexpected.');
}

/** DOCTYPE is refused, so no entity but XML's own five exists; the depth is capped. */
function parseTree(xml: string): Parsed {
  const parser = new SaxesParser({ xmlns: true });
  const root: Parsed = { uri: '', local: '', children: [], text: '' };
  const stack: Parsed[] = [root];
  const current = (): Parsed => stack.at(-1) ?? root;
  const refuse = (reason: string): never => {
    throw new ClientFault(`Server was unable to read request. ---> There is an error in XML document. ${reason}`);
  };
  const append = (text: string): void => {
    current().text += text;
  };
  parser.on('error', () => refuse('It is not well-formed.'));
  parser.on('doctype', () => refuse('For security reasons DTD is prohibited in this XML document.'));
  parser.on('opentag', ({ uri, local }) => {
    if (stack.length > MAX_DEPTH) refuse('It is nested too deep.');
    const node: Parsed = { uri, local, children: [], text: '' };
    current().children.push(node);
    stack.push(node);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return root.children[0] ?? refuse('Root element is missing.');
}

const envelopeAround = (version: SoapVersion, body: string): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<soap:Envelope xmlns:soap="${version === '1.1' ? SOAP_11 : SOAP_12}"`,
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    `<soap:Body>${body}</soap:Body></soap:Envelope>`,
  ].join('');

/** The answer of an operation; `content` is what goes inside `<…Response>`. */
export const answerEnvelope = (
  version: SoapVersion,
  answer: { readonly namespace: string; readonly operation: string; readonly content: string },
): string => {
  const name = `${answer.operation}Response`;
  const open = `${name} xmlns="${answer.namespace}"`;
  const body = answer.content === '' ? `<${open} />` : `<${open}>${answer.content}</${name}>`;
  return envelopeAround(version, body);
};

/** A fault, in the dialect of the SOAP version. `by` is who is to blame. */
export function faultEnvelope(version: SoapVersion, by: 'Client' | 'Server', text: string): string {
  if (version === '1.1') {
    const parts = `<faultcode>soap:${by}</faultcode>${element('faultstring', escapeXml(text))}<detail />`;
    return envelopeAround(version, `<soap:Fault>${parts}</soap:Fault>`);
  }
  const code = `<soap:Code><soap:Value>soap:${by === 'Client' ? 'Sender' : 'Receiver'}</soap:Value></soap:Code>`;
  const reason = `<soap:Reason><soap:Text xml:lang="en">${escapeXml(text)}</soap:Text></soap:Reason>`;
  return envelopeAround(version, `<soap:Fault>${code}${reason}<soap:Detail /></soap:Fault>`);
}
