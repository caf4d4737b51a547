import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Envelope } from './envelope.ts';
import { createSurrogateMender } from './surrogates.ts';
import { holdUp, senseless, Trouble, unreadable } from './trouble.ts';
import { createXmlReader, type ItemSink, type XmlElement } from './xml.ts';

const MB = 1024 * 1024;
/** The largest answer that is kept as a whole, inflated. */
const MAX_ANSWER_BYTES = 20 * MB;
/** The largest list that is read item by item: 20,000 employees with ten salary rows of some 700 bytes each are 140 MB. */
const MAX_LIST_BYTES = 160 * MB;

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  /** The document in the body, or why there is none that can be read. */
  readonly document: XmlElement | Trouble;
  /** For how long the server asks not to be called, in ms; absent when it does not say. */
  readonly retryAfterMs: number | undefined;
}

/** Sends the request and reads the answer; the items of a list go to `sink` while they come in. */
export type Transport = (envelope: Envelope, deadlineMs: number, sink?: ItemSink) => Promise<HttpAnswer>;

export interface TransportOptions {
  readonly maxSockets: number;
  /** The time of day as epoch ms, for a server that says until when it is not to be called; the system's when absent. */
  readonly now?: (() => number) | undefined;
}

/**
 * Keep-alive connections, shared by all accounts: Nmbrs authenticates each request by its header, never the connection.
 * No redirects, no proxy from the environment, and TLS is verified even where `NODE_TLS_REJECT_UNAUTHORIZED` says no.
 */
export function createTransport({ maxSockets, now = Date.now }: TransportOptions): Transport {
  const secure = new https.Agent({ keepAlive: true, maxSockets, rejectUnauthorized: true });
  const plain = new http.Agent({ keepAlive: true, maxSockets });
  return async (envelope, deadlineMs, sink) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      const isSecure = envelope.url.startsWith('https:');
      const send = isSecure ? https.request : http.request;
      const options = { agent: isSecure ? secure : plain, signal: deadline.signal };
      const response = await responseTo(envelope, (onResponse) =>
        send(envelope.url, { ...POST, ...options }, onResponse),
      );
      return await readAnswer(response, { signal: deadline.signal, sink, now });
    } catch (error) {
      if (deadline.signal.aborted) throw holdUp('nmbrs-deadline', `no complete answer within ${deadlineMs} ms`);
      throw troubleOf(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

const POST = { method: 'POST' } as const;

function responseTo(
  envelope: Envelope,
  send: (onResponse: (response: http.IncomingMessage) => void) => http.ClientRequest,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = send(resolve);
    request.on('error', reject);
    for (const [name, value] of Object.entries(envelope.headers)) request.setHeader(name, value);
    request.setHeader('Accept-Encoding', 'gzip');
    request.setHeader('Content-Length', Buffer.byteLength(envelope.xml));
    request.end(envelope.xml);
  });
}

interface Reading {
  readonly signal: AbortSignal;
  readonly sink: ItemSink | undefined;
  readonly now: () => number;
}

async function readAnswer(response: http.IncomingMessage, reading: Reading): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.destroy();
    throw senseless('nmbrs-redirect', `HTTP ${status}: redirects are not followed`);
  }
  const [mediaType = '', ...parameters] = (response.headers['content-type'] ?? '').toLowerCase().split(';');
  return {
    status,
    document: await documentIn(response, { ...reading, mediaType: mediaType.trim(), parameters }),
    retryAfterMs: retryAfterMsIn(response.headers['retry-after'] ?? '', reading.now),
  };
}

/** As servers write it: `Wed, 21 Oct 2026 07:28:00 GMT`. The older forms have no year that can be read for sure. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Retry-After` is a number of seconds or the moment itself; one that has passed asks for nothing. */
function retryAfterMsIn(header: string, now: () => number): number | undefined {
  if (/^\d{1,5}$/.test(header)) return Number(header) * 1000;
  const moment = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now());
}

interface Content extends Reading {
  readonly mediaType: string;
  readonly parameters: readonly string[];
}

const XML_MEDIA_TYPES: readonly string[] = ['text/xml', 'application/xml', 'application/soap+xml'];

/** Reads the body while it comes in: nobody holds the whole of it, and what is bad stops at its first bad piece. */
async function documentIn(response: http.IncomingMessage, content: Content): Promise<XmlElement | Trouble> {
  const coding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  const isZipped = coding === 'gzip' || coding === 'x-gzip';
  const objection = objectionTo(content, isZipped ? 'identity' : coding);
  if (objection !== undefined) {
    response.destroy();
    return objection;
  }
  const { signal, sink } = content;
  const read = (source: AsyncIterable<Buffer>): Promise<XmlElement> => readDocument(source, sink);
  try {
    return isZipped ? await pipeline(response, createGunzip(), read, { signal }) : await read(response); // The request's own signal ends it: a pipeline would cost a tenth of a call's CPU.
  } catch (error) {
    if (error instanceof Trouble) return error;
    throw error;
  }
}

function objectionTo({ mediaType, parameters }: Content, coding: string): Trouble | undefined {
  if (coding !== 'identity') return unreadable('the answer has a content coding that was not asked for');
  if (!XML_MEDIA_TYPES.includes(mediaType)) return unreadable('the answer is not XML');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  const isUtf8 = charset === undefined || charset === 'utf-8' || charset === 'utf8';
  return isUtf8 ? undefined : unreadable('the answer is not in UTF-8');
}

async function readDocument(source: AsyncIterable<Buffer>, sink: ItemSink | undefined): Promise<XmlElement> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const mender = createSurrogateMender();
  const reader = createXmlReader(sink);
  const mostBytes = sink === undefined ? MAX_ANSWER_BYTES : MAX_LIST_BYTES;
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > mostBytes) {
      throw senseless('nmbrs-too-large', `the answer is larger than ${mostBytes} bytes`);
    }
    reader.write(decoded(decoder, mender.write(chunk)));
  }
  reader.write(decoded(decoder, mender.end()) + decoded(decoder));
  return reader.end();
}

function decoded(decoder: Pick<InstanceType<typeof TextDecoder>, 'decode'>, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw unreadable('the answer is not valid UTF-8');
  }
}

/** Failures of the network that pass by themselves. */
const HOLD_UPS: readonly string[] = [
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EMFILE', 'ERR_STREAM_PREMATURE_CLOSE'],
];

/** Node's parser of HTTP found more headers than it takes. */
const TOO_MANY_HEADERS = 'HPE_HEADER_OVERFLOW';

function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const code = networkCodeOf(error);
  if (HOLD_UPS.includes(code)) return holdUp('nmbrs-connection', `the connection failed (${code})`);
  if (code.startsWith('Z_')) return unreadable(`the answer cannot be inflated (${code})`);
  if (code.startsWith('HPE_') && code !== TOO_MANY_HEADERS) {
    return senseless('nmbrs-no-http', `the answer is not HTTP (${code})`);
  }
  return senseless('nmbrs-transport', `the exchange failed (${code})`);
}

function networkCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AggregateError) return networkCodeOf(error.errors[0]);
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'unknown';
}
