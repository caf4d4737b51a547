import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
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

export function send(
  response: ServerResponse,
  { status, contentType, body }: { readonly status: number; readonly contentType: string; readonly body: string },
): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) });

/** Sends the answer, or lets the trouble happen instead. */
export async function deliver(response: ServerResponse, { reply, trouble }: Outcome): Promise<void> {
  if (trouble === undefined) return send(response, reply);
  switch (trouble.kind) {
    case 'html': {
      const body = `<html><head><title>${trouble.status}</title></head><body><h1>Error ${trouble.status}</h1></body></html>`;
      return send(response, { status: trouble.status, contentType: 'text/html', body });
    }
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'empty':
      return send(response, { ...reply, body: '' });
    case 'truncated':
      return send(response, { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) });
    case 'redirect':
      response.writeHead(307, { location: trouble.location }).end();
      return;
    case 'drip':
      return drip(response, reply, trouble.everyMs);
    default:
      return send(response, reply);
  }
}

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
