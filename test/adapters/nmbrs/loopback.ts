import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createNmbrsGateway, type NmbrsOptions } from '../../../adapters/nmbrs/payroll.ts';
import { BedrijfId, RunId, WerknemerId } from '../../../core/ids.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { DebiteurId } from '../../../core/nmbrs/payroll.ts';
import type { PayrollGateway } from '../../../core/nmbrs/ports/payroll.ts';

export const TOKEN = 'canary0token0canary0token0canary';
export const ACCOUNT = Inloggegevens.parse({
  domein: 'elfenbos',
  gebruikersnaam: 'loon@elfenbos.example',
  apiToken: TOKEN,
});
export const BEDRIJF = BedrijfId.parse(701);
export const WERKNEMER = WerknemerId.parse(50001);
export const RUN = RunId.parse(9001);
export const DEBITEUR = DebiteurId.parse(801);
export const TASK = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** What the server got: everything that a test may want to look at. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** From the SOAPAction header; `DebtorService.List_GetAll` for the name that two services share. */
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
    const [, service, name = ''] = /\/(\w+)\/(\w+)"$/.exec(String(request.headers.soapaction)) ?? [];
    const operation = service === 'DebtorService' && name === 'List_GetAll' ? `${service}.${name}` : name;
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

/** Where an operation lives, when not in the EmployeeService. */
const SERVICES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CompanyService: [
      'Company_GetCurrentPeriod',
      'List_GetAll',
      'Run_GetList',
      'List_GetByDebtor',
      'Converter_GetByCompany_IntToGuid',
    ],
    ReportService: [
      'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background',
      'Reports_GetWageCodesByRunCompany_v2_Background',
      'Reports_BackgroundTask_Result',
    ],
    DebtorService: ['DebtorService.List_GetAll', 'Tags_Get', 'Environment_Get'],
  }).flatMap(([service, names]) => names.map((name): [string, string] => [name, service])),
);

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An envelope around this content. */
export const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${content}</soap:Body></soap:Envelope>`;

/** A whole answer to this operation, with this content in its response element. */
export function answerTo(operation: string, content = ''): string {
  const name = operation.slice(operation.indexOf('.') + 1);
  const namespace = `https://api.nmbrs.nl/soap/v3/${SERVICES.get(operation) ?? 'EmployeeService'}`;
  return envelope(`<${name}Response xmlns="${namespace}">${content}</${name}Response>`);
}

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
