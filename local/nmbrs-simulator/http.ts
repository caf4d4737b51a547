import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { constants, gzipSync } from 'node:zlib';
import type { Outcome } from './simulation.ts';

/** The request is larger than the route takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The whole body as UTF-8; throws {@link TooLarge} past `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBytes) throw new TooLarge(`larger than ${maxBytes} bytes`);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Whether the client takes gzip: it names it, and not with a weight of 0. */
export function acceptsGzip(request: IncomingMessage): boolean {
  const offers = String(request.headers['accept-encoding'] ?? '').split(',');
  return offers.some((offer) => {
    const [coding = '', ...parameters] = offer.split(';').map((part) => part.trim().toLowerCase());
    return coding === 'gzip' && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** `gzip` compresses a body, if there is one; lightly, for the client's sake and not for the size. */
export function send(response: ServerResponse, { status, contentType, body, headers }: Answer, gzip = false): void {
  const zipped = gzip && body !== '';
  const bytes = zipped ? gzipSync(body, { level: constants.Z_BEST_SPEED }) : Buffer.from(body);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
    ...headers,
  });
  response.end(bytes);
}

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) });

/** Sends the answer, or lets the trouble happen instead. */
export async function deliver(response: ServerResponse, { reply, trouble }: Outcome, gzip: boolean): Promise<void> {
  if (trouble === undefined) return send(response, reply, gzip);
  switch (trouble.kind) {
    case 'html': {
      const { status, retryAfterSeconds } = trouble;
      const body = `<html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>`;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return send(response, { status, contentType: 'text/html', body, headers }, gzip);
    }
    case 'delay':
      await sleep(trouble.ms);
      return send(response, reply, gzip);
    case 'hang':
      return;
    case 'stall':
      response.writeHead(reply.status, { 'content-type': reply.contentType });
      response.write(firstHalf(reply.body));
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'empty':
      return send(response, { ...reply, body: '' });
    case 'truncated':
      return send(response, { ...reply, body: firstHalf(reply.body) }, gzip);
    case 'redirect':
      response.writeHead(307, { location: trouble.location }).end();
      return;
    case 'drip':
      return drip(response, reply, trouble.everyMs);
    default:
      return send(response, reply, gzip);
  }
}

const firstHalf = (text: string): string => text.slice(0, Math.floor(text.length / 2));

/** Sixteen bytes at a time, until all is sent or the client is gone. */
async function drip(response: ServerResponse, reply: Outcome['reply'], everyMs: number): Promise<void> {
  response.writeHead(reply.status, { 'content-type': reply.contentType });
  const bytes = Buffer.from(reply.body);
  for (let start = 0; start < bytes.length && !response.destroyed; start += 16) {
    response.write(bytes.subarray(start, start + 16));
    await sleep(everyMs);
  }
  response.end();
}
