import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SaxesParser } from 'saxes';
import { createClientAsync } from 'soap';
import { createNmbrsGateway } from '../../adapters/nmbrs/payroll.ts';
import { collectSalarissen } from '../../adapters/nmbrs/readers/employees.ts';
import { createXmlReader } from '../../adapters/nmbrs/soap/xml.ts';
import { BedrijfId } from '../../core/ids.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { SALARY_REQUEST, SALARY_WSDL } from './answers.ts';

/** One way to ask for all salaries of a company and to read the answer. */
export interface BenchClient {
  /** The whole call over HTTP. Throws when the answer is not what was expected. */
  call(): Promise<void>;
  /** Reading alone, of a document that is there. */
  parse(document: string): void;
}

export type ClientName = 'ours' | 'soap' | 'saxes';
export const CLIENT_NAMES: readonly ClientName[] = ['ours', 'soap', 'saxes'];

const IN_FLIGHT = 4;
const BEDRIJF = BedrijfId.parse(701);
const ACCOUNT = { domein: 'elfenbos', gebruikersnaam: 'a@b.example', apiToken: 'bench-token' };
/** What a chunk from a socket is: the document comes to our reader in such pieces. */
const CHUNK = 65_536;

/** Opens a client on this server (`http://127.0.0.1:PORT`). */
export async function openClient(name: ClientName, url: string): Promise<BenchClient> {
  switch (name) {
    case 'ours':
      return openOurs(url);
    case 'soap':
      return openSoap(url);
    case 'saxes':
      return openSaxes(url);
  }
}

/** This repository's client: from bytes to domain types, with all its checks. */
function openOurs(url: string): BenchClient {
  const limits = { callsPerSecond: 1_000_000, callsInFlight: IN_FLIGHT };
  const payroll = createNmbrsGateway({ baseUrl: `${url}/soap/v3`, ...limits }).open(Inloggegevens.parse(ACCOUNT));
  return {
    call: async () => {
      const answer = await payroll.listSalarissen(BEDRIJF);
      if (!answer.ok || answer.value.size === 0) throw new Error('no salaries');
    },
    parse: (document) => {
      const salarissen = collectSalarissen();
      const reader = createXmlReader(salarissen);
      for (let at = 0; at < document.length; at += CHUNK) reader.write(document.slice(at, at + CHUNK));
      reader.end();
      if (salarissen.result().size === 0) throw new Error('no salaries');
    },
  };
}

/** The `soap` package as its README shows it; the objects that it gives are not even read. */
async function openSoap(url: string): Promise<BenchClient> {
  const client = await createClientAsync(
    SALARY_WSDL,
    { forceSoap12Headers: false },
    `${url}/soap/v3/EmployeeService.asmx`,
  );
  client.addSoapHeader({
    AuthHeaderWithDomain: { Username: ACCOUNT.gebruikersnaam, Token: ACCOUNT.apiToken, Domain: ACCOUNT.domein },
  });
  return {
    call: async () => {
      const [result] = await client.Salary_GetAll_AllEmployeesByCompanyAsync({ CompanyID: BEDRIJF });
      if (result === null) throw new Error('no salaries');
    },
    parse: (document) => {
      if (client.wsdl.xmlToObject(document) === undefined) throw new Error('no salaries');
    },
  };
}

/** No SOAP and no objects: a keep-alive connection and a parser that throws everything away. The floor. */
function openSaxes(url: string): BenchClient {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const parse = (document: string): void => {
    const parser = new SaxesParser({ xmlns: true, position: false });
    let elements = 0;
    parser.on('opentag', () => {
      elements += 1;
    });
    parser.write(document).close();
    if (elements === 0) throw new Error('no salaries');
  };
  const headers = { 'Content-Type': 'text/xml; charset=utf-8' };
  return {
    call: () =>
      new Promise((resolve, reject) => {
        const post = request(`${url}/soap/v3/EmployeeService.asmx`, { method: 'POST', agent, headers }, (response) => {
          text(response).then(parse).then(resolve, reject);
        });
        post.on('error', reject).end(SALARY_REQUEST);
      }),
    parse,
  };
}
