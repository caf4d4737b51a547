import { parseArgs } from 'node:util';
import { asksForHelp } from '../help.ts';

const DEFAULT_PORT = 3000;
const LAST_PORT = 65_535;

export const USAGE = `Gebruik: npm start -- [opties]
  --port N         poort van de API op 127.0.0.1 (${DEFAULT_PORT}); 0 is een vrije poort
  --mail-port N    poort van de mailbox (die van de API + 1)
  --nmbrs-port N   poort van de Nmbrs-simulator (die van de API + 2)
  --nmbrs URL      een andere Nmbrs-server in plaats van de simulator; het adres tot en met /soap/v3
  --log            toon elke logregel van de functies
  --help           deze tekst

Alles staat in het geheugen: elke start begint leeg. Stoppen: Ctrl-C.
`;

/** Where each part listens, by the option that says so; `nmbrs-port` is of the simulator. */
export type Ports = Readonly<Record<'port' | 'mail-port' | 'nmbrs-port', number>>;

export interface Options {
  readonly ports: Ports;
  readonly nmbrs: string | undefined;
  readonly log: boolean;
}

/** What the command line asks for. Throws an Error whose message says, in Dutch, what is wrong with it. */
export function readOptions(args: readonly string[]): Options | 'help' {
  if (asksForHelp(args)) return 'help';
  const values = parse(args);
  if (values.nmbrs !== undefined && !/^https?:$/.test(URL.parse(values.nmbrs)?.protocol ?? ''))
    throw new Error('--nmbrs wil een adres, bijvoorbeeld http://127.0.0.1:4010/soap/v3.');
  const port = portOf('port', values.port) ?? DEFAULT_PORT;
  // Beside that of the API, so that a second system beside the first needs one option only.
  const after = (steps: number): number => (port === 0 || port + steps > LAST_PORT ? 0 : port + steps);
  const ports = {
    port,
    'mail-port': portOf('mail-port', values['mail-port']) ?? after(1),
    'nmbrs-port': portOf('nmbrs-port', values['nmbrs-port']) ?? after(2),
  };
  const used = Object.values(ports).filter((one) => one !== 0);
  if (new Set(used).size < used.length) throw new Error('--port, --mail-port en --nmbrs-port moeten verschillen.');
  return { ports, nmbrs: values.nmbrs, log: values.log };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = {
      ...{ port: text, 'mail-port': text, 'nmbrs-port': text, nmbrs: text },
      log: { type: 'boolean', default: false },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const named = error instanceof Error ? /'(-[^' ]*)/.exec(error.message)?.[1] : undefined;
    throw new Error(
      named === undefined
        ? 'Losse woorden ken ik niet.'
        : `De optie ${named} ken ik niet, of er hoort iets anders bij.`,
      { cause: error },
    );
  }
}

function portOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > LAST_PORT)
    throw new Error(`--${option} wil een getal van 0 tot en met ${LAST_PORT}.`);
  return Number(text);
}
