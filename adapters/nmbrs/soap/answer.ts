import { type Aanroep, nameOf, namespaceOf, operationOf } from './operations.ts';
import type { HttpAnswer } from './transport.ts';
import { holdUp, senseless, Trouble, unclear, unreadable } from './trouble.ts';
import type { XmlElement } from './xml.ts';

/** Nmbrs answered: with the `<Operation>Response` element, or with a fault. */
export type SoapAnswer =
  | { readonly kind: 'response'; readonly response: XmlElement }
  /** `code` is the vendor's four digits; absent when the fault has none. */
  | { readonly kind: 'fault'; readonly code: string | undefined };

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const HOLD_UP_STATUSES: readonly number[] = [408, 425, 429];
/** The server has too much to do. When it does not say for how long, nobody calls it for a second. */
const OVERLOAD_STATUSES: readonly number[] = [429, 503];
const PAUSE_MS = 1000;

/**
 * Decides what an HTTP answer means. A fault counts whatever the status (Nmbrs may send one with 200); a response counts
 * only with 200, only when it is XML, and only when it answers this operation. Anything else throws `Trouble`: nothing
 * that is empty or someone else's passes for an answer without data. Nmbrs itself answers with 200 or a fault, so every other
 * status is of a front door (a firewall that blocks, a site that is being replaced): a hold-up where it says so, else unclear.
 */
export function readAnswer(operation: Aanroep, { status, document, retryAfterMs }: HttpAnswer): SoapAnswer {
  if (status === 200) {
    if (document instanceof Trouble) throw document;
    return readEnvelope(operation, document);
  }
  const fault = document instanceof Trouble ? undefined : faultIn(operation, document);
  if (fault !== undefined) return fault;
  const reason = `HTTP ${status} without a fault`;
  const pauseMs = OVERLOAD_STATUSES.includes(status) ? (retryAfterMs ?? PAUSE_MS) : undefined;
  if (status >= 500 || HOLD_UP_STATUSES.includes(status)) throw holdUp(`nmbrs-http-${status}`, reason, pauseMs);
  throw unclear(`nmbrs-http-${status}`, reason);
}

function faultIn(operation: Aanroep, document: XmlElement): SoapAnswer | undefined {
  try {
    const answer = readEnvelope(operation, document);
    return answer.kind === 'fault' ? answer : undefined;
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}

function readEnvelope(operation: Aanroep, envelope: XmlElement): SoapAnswer {
  const soap = envelope.namespace;
  if (envelope.name !== 'Envelope' || (soap !== SOAP_11 && soap !== SOAP_12)) throw unreadable('not a SOAP envelope');
  const content = onlyChildOf(bodyOf(envelope));
  if (content.namespace === soap && content.name === 'Fault') {
    return { kind: 'fault', code: codeOf(faultTextsOf(content)) };
  }
  const { service } = operationOf(operation);
  if (content.name !== `${nameOf(operation)}Response` || content.namespace !== namespaceOf(service)) {
    throw senseless('nmbrs-other-answer', 'this is the answer to another operation');
  }
  return { kind: 'response', response: content };
}

function bodyOf(envelope: XmlElement): XmlElement {
  const [body, ...more] = envelope.children.filter(
    ({ name, namespace }) => name === 'Body' && namespace === envelope.namespace,
  );
  if (body === undefined || more.length > 0) throw unreadable('the envelope has no body');
  return body;
}

function onlyChildOf(body: XmlElement): XmlElement {
  const [content, ...more] = body.children;
  if (content === undefined || more.length > 0) throw unreadable('the body must hold exactly one element');
  return content;
}

/**
 * The texts of a fault: SOAP 1.1 `faultstring`, or of SOAP 1.2 every `Reason/Text`, one per language and only one of them with the
 * code. May hold a stack trace of the vendor: only its code is kept.
 */
function faultTextsOf(fault: XmlElement): readonly string[] {
  const named = (parents: readonly XmlElement[], name: string): readonly XmlElement[] =>
    parents.flatMap(({ children }) => children.filter((child) => child.name === name));
  return [...named([fault], 'faultstring'), ...named(named([fault], 'Reason'), 'Text')].map(({ text }) => text);
}

/**
 * The vendor's code in the first text that has one: `Server was unable to process request. ---> 1001: Invalid Authentication`, with
 * or without what comes before, or with an exception's name between. Else four digits and a colon at the start of a text or a line,
 * or after a colon: not within a date (`22-11-2026: …`), a sentence (`in november 2026: …`) or a stack trace (`line 2046: …`).
 */
function codeOf(texts: readonly string[]): string | undefined {
  for (const form of CODE_FORMS) {
    const found = texts.map((text) => form.exec(text)?.[1]).find((code) => code !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Repetitions are bounded, so that each is linear in a hostile text. */
const CODE_FORMS: readonly RegExp[] = [
  /--->\s{0,9}(?:[\w.]{1,99}Exception:\s{0,9})?(\d{4}):/,
  /(?:^|[:\n])[^\S\n]{0,9}(\d{4}):/,
];
