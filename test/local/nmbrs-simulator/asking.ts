import { exampleAanmelding } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';

/** A Sunday in November 2026: month 11, four-weekly period 12. */
export const TODAY = '2026-11-22';
export const noonOn = (date: string): number => Date.parse(`${date}T12:00:00Z`);

export interface LoginFields {
  readonly gebruikersnaam: string;
  readonly apiToken: string;
  readonly domein: string;
}
export const OFFICE: LoginFields = exampleAanmelding.overkoepelend.nmbrs;

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly xml: string;
}

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const namespaceOf = (service: string): string => `https://api.nmbrs.nl/soap/v3/${service}`;

/** A SOAP 1.1 message as a client writes it; the parts that tests vary can be replaced. */
export function envelope(input: {
  readonly service: string;
  readonly body: string;
  readonly header?: string;
  readonly soap?: string;
}): string {
  const { service, body, header = loginHeader(service, OFFICE), soap = SOAP_11 } = input;
  return `<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="${soap}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
}

export const loginHeader = (service: string, { gebruikersnaam, apiToken, domein }: LoginFields): string =>
  [
    `<AuthHeaderWithDomain xmlns="${namespaceOf(service)}"><Username>${gebruikersnaam}</Username>`,
    `<Token>${apiToken}</Token><Domain>${domein}</Domain></AuthHeaderWithDomain>`,
  ].join('');

export const operationBody = (call: string, params: Readonly<Record<string, string | number>>): string => {
  const [service = '', operation = ''] = call.split('.');
  const fields = Object.entries(params).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<${operation} xmlns="${namespaceOf(service)}">${fields.join('')}</${operation}>`;
};

export async function post(
  simulator: Simulator,
  service: string,
  input: { readonly xml: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const response = await fetch(`${simulator.baseUrl}/${service}.asmx`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', ...input.headers },
    body: input.xml,
    redirect: 'manual',
  });
  const contentType = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    contentType,
    xml: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()),
  };
}

/** Calls `Service.Operation` as the office, or as another login. */
export function ask(
  simulator: Simulator,
  call: string,
  params: Readonly<Record<string, string | number>> = {},
  login: LoginFields = OFFICE,
): Promise<Answer> {
  const [service = ''] = call.split('.');
  const xml = envelope({ service, body: operationBody(call, params), header: loginHeader(service, login) });
  return post(simulator, service, { xml });
}

/** The text of every element with this name, in order. */
export const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');

/** The four-digit code in the fault, if the answer is one. */
export const faultCode = ({ xml }: Answer): string | undefined => /<faultstring>[^<]*?(\d{4}): /.exec(xml)?.[1];

/** The simulator on the example scenario, with a clock that the test sets. */
export async function startExample(options: Parameters<typeof exampleScenario>[0] = {}): Promise<{
  readonly simulator: Simulator;
  setDate(date: string): void;
}> {
  let nowMs = noonOn(TODAY);
  const scenario = exampleScenario({ today: TODAY, ...options });
  const simulator = await startSimulator({ scenario, clock: () => nowMs });
  return {
    simulator,
    setDate: (date) => {
      nowMs = noonOn(date);
    },
  };
}
