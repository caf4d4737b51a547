import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Envelope } from './envelope.ts';
import { holdUp, senseless, Trouble, unreadable } from './trouble.ts';

/** The largest answer, inflated: 1,000 employees with ten salary rows of some 700 bytes each are 7 MB. */
export const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/** What came back over HTTP, before anyone looked into it. */
export interface HttpAnswer {
  readonly status: number;
  /** The media type in lower case without parameters; empty when there is none. */
  readonly mediaType: string;
  readonly body: string;
}

/** Posts a request and reads the whole answer within `deadlineMs`, whatever the other side does. Throws `Trouble`. */
export type Transport = (envelope: Envelope, deadlineMs: number) => Promise<HttpAnswer>;

/**
 * Keep-alive connections, shared by all accounts: Nmbrs authenticates each request by its header, never the connection.
 * No redirects, no proxy from the environment, and TLS is verified even where `NODE_TLS_REJECT_UNAUTHORIZED` says no.
 */
export function createTransport({ maxSockets }: { maxSockets: number }): Transport {
  const secure = new https.Agent({ keepAlive: true, maxSockets, rejectUnauthorized: true });
  const plain = new http.Agent({ keepAlive: true, maxSockets });
  return async (envelope, deadlineMs) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      const isSecure = envelope.url.startsWith('https:');
      const send = isSecure ? https.request : http.request;
      const options = { agent: isSecure ? secure : plain, signal: deadline.signal };
      const response = await responseTo(envelope, (onResponse) =>
        send(envelope.url, { ...POST, ...options }, onResponse),
      );
      return await readAnswer(response, deadline.signal);
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

async function readAnswer(response: http.IncomingMessage, signal: AbortSignal): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.destroy();
    throw senseless('nmbrs-redirect', `HTTP ${status}: redirects are not followed`);
  }
  const bytes = await bytesOf(response, signal);
  const [mediaType = '', ...parameters] = (response.headers['content-type'] ?? '').toLowerCase().split(';');
  return { status, mediaType: mediaType.trim(), body: decode(bytes, parameters) };
}

async function bytesOf(response: http.IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  const coding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (coding === 'identity') return pipeline(response, collect, { signal });
  if (coding === 'gzip' || coding === 'x-gzip') return pipeline(response, createGunzip(), collect, { signal });
  response.destroy();
  throw unreadable('the answer has a content coding that was not asked for');
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES)
      throw senseless('nmbrs-too-large', `the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, parameters: readonly string[]): string {
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw unreadable('the answer is not in UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('the answer is not valid UTF-8');
  }
}

/** Failures of the network that pass by themselves. */
const HOLD_UPS: readonly string[] = [
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EMFILE', 'ERR_STREAM_PREMATURE_CLOSE'],
];

function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const code = networkCodeOf(error);
  if (HOLD_UPS.includes(code)) return holdUp('nmbrs-connection', `the connection failed (${code})`);
  if (code.startsWith('Z_')) return unreadable(`the answer cannot be inflated (${code})`);
  return senseless('nmbrs-transport', `the exchange failed (${code})`);
}

function networkCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AggregateError) return networkCodeOf(error.errors[0]);
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'unknown';
}
