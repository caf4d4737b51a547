import { type Client, createClientAsync, type IHttpClient, type SoapMethod } from 'soap';
import type { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import {
  type Aanroep,
  type HeaderName,
  nameOf,
  namespaceOf,
  operationOf,
  type ParametersOf,
  type Service,
} from './operations.ts';
import { senseless } from './trouble.ts';
import { wsdlOf } from './wsdl.ts';

/** A request, ready to be sent. Holds the token: never log, throw or keep it. */
export interface Envelope {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly xml: string;
}

/** Writes the requests of one account. */
export interface EnvelopeWriter {
  write<O extends Aanroep>(operation: O, parameters: ParametersOf<O>): Promise<Envelope>;
}

/**
 * `soap` writes the envelope and the header; the finished request is taken out of its hands where it would send it. One
 * soap client per account, service and header, because a client is mutable and holds the token. WSDLs are not cached across
 * clients: `soap` keeps a client's options with the parsed WSDL, and parsing ours takes only 2-25 ms.
 */
export function createEnvelopeWriter(baseUrl: string, account: Inloggegevens): EnvelopeWriter {
  const clients = new Map<string, Promise<Client>>();
  const clientOf = (aanroep: Aanroep): Promise<Client> => {
    const { service, header = 'AuthHeaderWithDomain' } = operationOf(aanroep);
    const key = `${service} ${header}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    const created = createServiceClient({ service, header, url: `${baseUrl}/${service}.asmx` }, account);
    clients.set(key, created);
    return created;
  };
  return {
    async write(operation, parameters) {
      requireSendable(account);
      const client = await clientOf(operation);
      return writeWith(client, operation, new Map(Object.entries(parameters)));
    },
  };
}

/** Never sends and never calls back, so that `soap` never sees an answer. */
const TAKE_REQUEST: IHttpClient = {
  request(url, xml, _callback, headers, options) {
    options?.take?.({ url, headers, xml });
    return new Promise<never>(() => {});
  },
};

interface Line {
  readonly service: Service;
  readonly header: HeaderName;
  readonly url: string;
}

async function createServiceClient({ service, header, url }: Line, account: Inloggegevens): Promise<Client> {
  const client = await createClientAsync(wsdlOf(service), { disableCache: true, httpClient: TAKE_REQUEST }, url);
  const { gebruikersnaam, apiToken, domein } = account;
  const login = { Username: gebruikersnaam, Token: apiToken };
  const fields = header === 'AuthHeader' ? login : { ...login, Domain: domein };
  client.addSoapHeader({ [header]: fields }, '', 'nmbrs', namespaceOf(service));
  return client;
}

/** `soap` writes the parameters in the order in which it gets them, so they are put into the order of the schema. */
function writeWith(client: Client, operation: Aanroep, values: ReadonlyMap<string, unknown>): Envelope {
  const ordered = Object.keys(operationOf(operation).parameters).map((name) => [name, values.get(name)]);
  const taken: Envelope[] = [];
  const method: SoapMethod = client[nameOf(operation)];
  method(Object.fromEntries(ordered), () => {}, { take: (envelope: Envelope) => taken.push(envelope) });
  const [envelope] = taken;
  if (envelope === undefined) throw senseless('nmbrs-unexpected', 'soap wrote no request');
  return envelope;
}

/** `soap` lets control characters through, which would make the request unreadable to Nmbrs. */
function requireSendable({ gebruikersnaam, apiToken, domein }: Inloggegevens): void {
  for (const value of [gebruikersnaam, apiToken, domein]) {
    if (/\p{Cc}|[\ufffe\uffff]/u.test(value) || !value.isWellFormed()) {
      throw senseless('nmbrs-credentials-unsendable', 'the credentials hold characters that XML cannot carry');
    }
  }
}
