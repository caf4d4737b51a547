import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createNmbrsGateway } from '../../adapters/nmbrs/payroll.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { Defect, Refused, Transient, Unclear } from '../../core/errors.ts';
import { EMAILADRES } from '../../core/invoer/emailadres.ts';
import { Verloning } from '../../core/kalender/tijdvak.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { asksForHelp } from '../help.ts';
import { explain } from './explain.ts';
import { inspect } from './inspect.ts';
import { renderInspectie } from './report.ts';

/** What the process gives and takes. */
export interface Terminal {
  /** `NMBRS_TOKEN`, else the first line of standard input. */
  readonly readToken: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Gebruik:
  npm run nmbrs -- controle --domein DOMEIN --gebruiker E-MAIL [--bedrijf NAAM] [--verloning maandelijks|vierwekelijks]
                            [--url ADRES] [--json]
  npm run nmbrs -- explain CODE

De token komt uit NMBRS_TOKEN of van standaardinvoer, nooit als argument: argumenten zijn voor iedereen te lezen.
ADRES gaat tot en met /soap/v3; standaard https://api.nmbrs.nl/soap/v3.
`;

/** How the process ends: well, with something to repair, called in a wrong way, or in trouble with Nmbrs. */
const EXIT = { goed: 0, herstel: 1, gebruik: 2, storing: 3 } as const;

/** A person at a terminal, not an exchange: far below the vendor's limit. */
const CALLS = { callsPerSecond: 20, callsInFlight: 4 } as const;

/** Runs one command; resolves with the exit code. Never prints the token. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(args)) {
    terminal.out(USAGE);
    return EXIT.goed;
  }
  const parsed = readArguments(args);
  if (parsed === undefined) {
    terminal.err(USAGE);
    return EXIT.gebruik;
  }
  const [command, code] = parsed.positionals;
  if (command === 'explain' && code !== undefined) return explainCode(code, terminal);
  if (command === 'controle') return controleer(parsed.values, terminal);
  terminal.err(USAGE);
  return EXIT.gebruik;
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    domein: text,
    gebruiker: text,
    bedrijf: text,
    verloning: text,
    url: text,
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}

function explainCode(code: string, { out, err }: Terminal): number {
  const uitleg = explain(code);
  if (uitleg === undefined) {
    err(`Code ${code} kennen wij niet.\n`);
    return EXIT.gebruik;
  }
  out(`${code}\n  Betekenis: ${uitleg.betekenis}\n  Doen: ${uitleg.doen}\n`);
  return EXIT.goed;
}

const Vraag = z.object({
  domein: z.string(),
  gebruiker: z.email({ pattern: EMAILADRES }),
  bedrijf: z.string().min(1).optional(),
  verloning: Verloning.optional(),
  url: z.url({ protocol: /^https?$/ }).default('https://api.nmbrs.nl/soap/v3'),
  json: z.boolean().default(false),
});

async function controleer(values: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const vraag = Vraag.safeParse(values);
  if (!vraag.success) {
    terminal.err(
      `Deze opties kloppen niet: ${vraag.error.issues.map(({ path }) => `--${path.join('.')}`).join(', ')}\n${USAGE}`,
    );
    return EXIT.gebruik;
  }
  const { domein, gebruiker, url } = vraag.data;
  const account = Inloggegevens.safeParse({ domein, gebruikersnaam: gebruiker, apiToken: await terminal.readToken() });
  if (!account.success) {
    terminal.err(`${account.error.issues.map(({ message }) => message).join('\n')}\n`);
    return EXIT.gebruik;
  }
  try {
    const payroll = createNmbrsGateway({ baseUrl: url, ...CALLS }).open(account.data);
    return tell(await inspect(payroll, vraag.data, createSystemKlok()), vraag.data.json, terminal);
  } catch (error) {
    return tellTrouble(error, terminal);
  }
}

function tell(result: Awaited<ReturnType<typeof inspect>>, asJson: boolean, { out, err }: Terminal): number {
  if ('kiesUit' in result) {
    const names = result.kiesUit.map((naam) => `  ${naam}\n`).join('');
    err(`Deze gebruiker ziet meer dan één bedrijf. Kies er een met --bedrijf:\n${names}`);
    return EXIT.gebruik;
  }
  out(asJson ? `${JSON.stringify(result, null, 2)}\n` : renderInspectie(result));
  return result.controle.uitkomst === 'geslaagd' ? EXIT.goed : EXIT.herstel;
}

function tellTrouble(error: unknown, { err }: Terminal): number {
  const isOurs =
    error instanceof Transient || error instanceof Unclear || error instanceof Refused || error instanceof Defect;
  if (!isOurs) throw error;
  const uitleg = explain(error.code);
  err(`Nmbrs gaf geen bruikbaar antwoord (${error.code}).\n`);
  if (uitleg !== undefined) err(`  Betekenis: ${uitleg.betekenis}\n  Doen: ${uitleg.doen}\n`);
  return EXIT.storing;
}
