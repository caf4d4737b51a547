import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createNmbrsGateway, type NmbrsOptions } from '../../../adapters/nmbrs/payroll.ts';
import { BedrijfId } from '../../../core/domain/controle.ts';
import { Inloggegevens } from '../../../core/domain/inloggegevens.ts';
import { RunId, WerknemerId } from '../../../core/domain/uitwisseling.ts';
import type { PayrollGateway } from '../../../core/ports/payroll.ts';

export const TOKEN = 'canary0token0canary0token0canary';
export const ACCOUNT = Inloggegevens.parse({
  domein: 'elfenbos',
  gebruikersnaam: 'loon@elfenbos.example',
  apiToken: TOKEN,
});
export const BEDRIJF = BedrijfId.parse(701);
export const WERKNEMER = WerknemerId.parse(50001);
export const RUN = RunId.parse(9001);

/** What the server got: everything that a test may want to look at. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** From the SOAPAction header. */
  readonly operation: string;
  readonly port: number | undefined;
}

export interface Loopback {
  readonly baseUrl: string;
  readonly received: Received[];
}

export type Respond = (response: ServerResponse, received: Received) => void;

/** A real HTTP server on a free port of 127.0.0.1, gone at the end of the test. */
export async function startLoopback(respond: Respond): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const operation = /\/(\w+)"$/.exec(String(request.headers.soapaction))?.[1] ?? '';
    const call = { url: request.url ?? '', headers: request.headers, body, operation, port: request.socket.remotePort };
    received.push(call);
    respond(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { baseUrl: `http://127.0.0.1:${address.port}/soap/v3`, received };
}

export function sendXml(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8' });
  response.end(body);
}

/** A gateway that never sleeps between retries. */
export function gatewayAt(baseUrl: string, options: Partial<NmbrsOptions> = {}): PayrollGateway {
  return createNmbrsGateway({
    baseUrl,
    callsPerSecond: 1000,
    callsInFlight: 8,
    wait: async () => {},
    random: () => 0,
    ...options,
  });
}

const SERVICES: ReadonlyMap<string, string> = new Map([
  ...['Company_GetCurrentPeriod', 'List_GetAll', 'Run_GetList'].map((name): [string, string] => [
    name,
    'CompanyService',
  ]),
  ...['Reports_GetWageCodesByRunCompany_FilterByWageCode_Background', 'Reports_BackgroundTask_Result'].map(
    (name): [string, string] => [name, 'ReportService'],
  ),
]);

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An envelope around this content. */
export const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${content}</soap:Body></soap:Envelope>`;

/** A whole answer to this operation, with this content in its response element. */
export const answerTo = (operation: string, content = ''): string =>
  envelope(
    `<${operation}Response xmlns="https://api.nmbrs.nl/soap/v3/${SERVICES.get(operation) ?? 'EmployeeService'}">${content}</${operation}Response>`,
  );

export const faultOf = (code: string): string =>
  envelope(
    `<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Server was unable to process request. ---&gt; ${code}: Text</faultstring><detail/></soap:Fault>`,
  );

/** The error that the work throws; fails when it succeeds. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    () => ({ thrown: false, error: undefined }),
    (error: unknown) => ({ thrown: true, error }),
  );
  if (!outcome.thrown) throw new Error('expected an error, but it succeeded');
  return outcome.error;
}
