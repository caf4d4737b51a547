import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../loopback.ts';

/** An error as an AWS service reports it: a code that the SDK turns into the error's name, and a message. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

/** A request to a service of which the operation is in the path. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The services that share the server. */
export interface AwsServices {
  /** By the prefix of `X-Amz-Target`: answers an operation of the JSON protocol. */
  readonly json: Readonly<Record<string, (operation: string, input: unknown) => unknown>>;
  /** Everything without a target. */
  readonly rest: (request: RestRequest) => unknown;
}

/** The server of our own emulators; it answers 503 until `serve` gives it the services. */
export interface AwsServer extends LoopbackServer {
  serve(services: AwsServices): void;
}

/** Listens on 127.0.0.1, on a free port. Signatures are not checked. */
export async function startAwsServer(): Promise<AwsServer> {
  let services: AwsServices | undefined;
  const server = createServer((request, response) => void answer(services, request, response));
  const listening = await listenOnLoopback(server, 0);
  return {
    ...listening,
    serve: (given) => {
      services = given;
    },
  };
}

async function answer(
  services: AwsServices | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const contentType = request.headers['content-type'] ?? 'application/json';
  try {
    if (services === undefined) throw new AwsError('ServiceUnavailableException', 'still starting', 503);
    const result = await dispatch(services, request, await text(request));
    send(response, 200, contentType, result ?? {});
  } catch (error) {
    const failure = errorOf(error);
    response.setHeader('x-amzn-errortype', failure.code);
    send(response, failure.status, contentType, {
      __type: failure.code,
      message: failure.message,
      Message: failure.message,
    });
  }
}

async function dispatch({ json, rest }: AwsServices, request: IncomingMessage, raw: string): Promise<unknown> {
  const body: unknown = raw === '' ? {} : JSON.parse(raw);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const [service = '', operation = ''] = target.split('.');
    const handle = json[service];
    if (handle === undefined) throw new AwsError('UnknownOperationException', `no emulator for ${target}`);
    return handle(operation, body);
  }
  const url = new URL(request.url ?? '/', 'http://local');
  return rest({ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body });
}

/** What does not have the shape that the service asks for is the caller's mistake; anything else is ours. */
function errorOf(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) return new AwsError('ValidationException', z.prettifyError(error));
  if (error instanceof SyntaxError) return new AwsError('SerializationException', 'the body is not JSON');
  return new AwsError('InternalServerException', error instanceof Error ? error.message : 'unknown', 500);
}

function send(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  response.writeHead(status, { 'content-type': contentType, 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}
