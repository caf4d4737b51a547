import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { UnknownTarget } from './apply-change.ts';
import type { Change } from './change.ts';
import { exampleScenario } from './example-scenario.ts';
import { acceptsGzip, deliver, readBody, send, sendJson, TooLarge } from './http.ts';
import type { Meting } from './meting.ts';
import { renderPage } from './page.ts';
import { Scenario } from './scenario.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { isService } from './soap.ts';
import { writeWsdl } from './wsdl/wsdl.ts';

const MAX_SOAP_BYTES = 1_000_000;
const MAX_SCENARIO_BYTES = 100_000_000;
const SOAP_PATH = /^\/soap\/v3\/([A-Za-z]+)\.asmx$/;
const SOAP_CONTENT = /^(?:text\/xml|application\/soap\+xml)(?:;|$)/i;

export interface SimulatorOptions {
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** Absent: the example scenario. */
  readonly scenario?: Scenario;
  /** Milliseconds since 1970; periods, runs and reports follow it. Absent: the real clock. */
  readonly clock?: () => number;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Up to `/soap/v3`, as a client wants it. */
  readonly baseUrl: string;
  /** What it holds now, changes included. */
  scenario(): Scenario;
  meting(): Meting;
  resetMeting(): void;
  /** Changes what the simulator holds, from the next call on. Throws when the change names something unknown. */
  change(change: Change): void;
  /** Back to the scenario that it started with, with nothing counted. */
  restore(): void;
  /** Stops listening and cuts every open connection. */
  stop(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const scenario = options.scenario ?? exampleScenario();
  const simulation = createSimulation({ scenario, clock: options.clock ?? Date.now });
  const server = createServer((request, response) => {
    route(simulation, request, response).catch((error: unknown) => answerError(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulator has no TCP port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    baseUrl: `${url}/soap/v3`,
    scenario: simulation.scenario,
    meting: simulation.meting,
    resetMeting: simulation.resetMeting,
    change: simulation.change,
    restore: simulation.restore,
    stop: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function route(simulation: Simulation, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const service = SOAP_PATH.exec(pathname)?.[1];
  if (service !== undefined && isService(service)) return answerSoap(simulation, service, { request, response });
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return send(response, { status: 200, contentType: 'text/html; charset=utf-8', body: renderPage(simulation) });
    case 'GET /simulator/meting':
      return sendJson(response, 200, simulation.meting());
    case 'POST /simulator/scenario':
      simulation.replace(Scenario.parse(await readJson(request)));
      return sendJson(response, 200, { scenario: simulation.scenario().name });
    case 'POST /simulator/wijzig':
      simulation.change(await readJson(request));
      return sendJson(response, 200, { gewijzigd: true });
    case 'POST /simulator/herstel':
      await readJson(request);
      simulation.restore();
      return sendJson(response, 200, { scenario: simulation.scenario().name });
    case 'POST /simulator/meting':
      await readJson(request);
      simulation.resetMeting();
      return sendJson(response, 200, simulation.meting());
    default:
      return sendJson(response, 404, { fout: 'Dit adres bestaat niet.' });
  }
}

async function answerSoap(
  simulation: Simulation,
  service: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const text = { contentType: 'text/plain; charset=utf-8' };
  const { switches } = simulation.scenario();
  const gzip = switches.compression === 'when-accepted' && acceptsGzip(request);
  if (request.method === 'GET' && asksForWsdl(request)) {
    const body = writeWsdl(service, { location: locationOf(request, service), switches });
    return send(response, { status: 200, contentType: 'text/xml; charset=utf-8', body }, gzip);
  }
  if (request.method !== 'POST') {
    return send(response, { ...text, status: 405, body: 'POST een SOAP-bericht, of vraag met ?WSDL de beschrijving.' });
  }
  if (!SOAP_CONTENT.test(request.headers['content-type'] ?? '')) {
    return send(response, { ...text, status: 415, body: 'Unsupported Media Type' });
  }
  const xml = await readBody(request, MAX_SOAP_BYTES);
  const soapAction = request.headers.soapaction;
  const outcome = await simulation.call(service, xml, Array.isArray(soapAction) ? soapAction[0] : soapAction);
  await deliver(response, outcome, gzip);
}

const asksForWsdl = (request: IncomingMessage): boolean => /\?wsdl$/i.test(request.url ?? '');

/** The address by which the client knows us, when it is one that can stand in a WSDL; else our own. */
function locationOf(request: IncomingMessage, service: string): string {
  const host = request.headers.host ?? '';
  const known = /^[\w.-]+(?::\d+)?$/.test(host) ? host : `127.0.0.1:${request.socket.localPort}`;
  return `http://${known}/soap/v3/${service}.asmx`;
}

/** A content type of JSON is asked for, so that a web page elsewhere cannot post here without a preflight. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new SyntaxError('content-type must be application/json');
  }
  return JSON.parse(await readBody(request, MAX_SCENARIO_BYTES));
}

function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else sendJson(response, ...describeError(error));
}

/** Tells what was wrong with the request by place, never by value. */
function describeError(error: unknown): [status: number, body: unknown] {
  if (error instanceof TooLarge) return [413, { fout: 'Het verzoek is te groot.' }];
  if (error instanceof UnknownTarget) return [404, { fout: error.message }];
  if (error instanceof SyntaxError) return [400, { fout: 'Dit is geen JSON (stuur content-type application/json).' }];
  if (error instanceof z.ZodError) {
    const fouten = error.issues.map(({ path, message }) => ({ plaats: path.join('.'), melding: message }));
    return [400, { fout: 'De gegevens kloppen niet.', fouten }];
  }
  return [500, { fout: 'Er ging iets mis in de simulator.' }];
}
