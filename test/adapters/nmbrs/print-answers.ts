/** Prints what the port makes of every golden answer, as JSON: run under several time zones by `time-zones.test.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createNmbrsGateway } from '../../../adapters/nmbrs/payroll.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { CALLS, PORT_CALLS, type PortCall, situationBeside } from './port-calls.ts';

const FIXTURES = new URL('../../fixtures/nmbrs/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(`${name}/response.xml`, FIXTURES), 'utf8');
const ACCOUNT = Inloggegevens.parse({ domein: 'elfenbos', gebruikersnaam: 'a@b.example', apiToken: 'canary-token' });

let name = '';
let call: PortCall | undefined;
const server = createServer(async (request, response) => {
  await text(request);
  const operation = /\/(\w+)"$/.exec(String(request.headers.soapaction))?.[1] ?? '';
  const isAsked = call === operation || call?.endsWith(`.${operation}`) === true;
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
  response.end(read(isAsked || call === undefined ? name : `${operation}__${situationBeside(call, operation)}`));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;

const names = readdirSync(FIXTURES).filter((folder) => folder.includes('__'));
for (name of names.sort()) {
  call = PORT_CALLS.find((known) => name.startsWith(`${known}__`));
  if (call === undefined) throw new Error(`no call for ${name}`);
  const gateway = createNmbrsGateway({
    baseUrl: `http://127.0.0.1:${port}/soap/v3`,
    callsPerSecond: 10_000,
    callsInFlight: 8,
    wait: async () => {},
  });
  const outcome = await CALLS[call](gateway.open(ACCOUNT)).catch((error: unknown) => ({ error: String(error) }));
  const spread = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value);
  console.log(`${name} ${JSON.stringify(outcome, spread)}`);
}
server.closeAllConnections();
server.close();
