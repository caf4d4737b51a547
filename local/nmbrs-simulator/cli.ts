import { parseArgs } from 'node:util';
import { dateAt } from './calendar.ts';
import { MAX_GENERATED } from './generate-scenario.ts';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'schema'; readonly of: 'scenario' | 'change' }
  | { readonly kind: 'print'; readonly source: Source }
  | { readonly kind: 'serve'; readonly source: Source; readonly port: number; readonly latencyMs: number | undefined };

/** Where the scenario comes from. */
export type Source =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'example'; readonly employees: number; readonly today: string }
  | {
      readonly kind: 'generated';
      readonly companies: number;
      readonly employees: number;
      readonly seed: number;
      readonly today: string;
    };

/** The command line cannot be followed; the message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Nmbrs-simulator: een SOAP-server op 127.0.0.1 die zich gedraagt als Nmbrs, met verzonnen mensen.

  npm run nmbrs-simulator -- [opties]

  --port N          poort; 0 is een vrije poort (standaard 4010)
  --scenario FILE   scenario uit een JSON-bestand (zie --schema)
  --companies N     in plaats van het voorbeeld: N bedrijven uit een zaad
  --employees N     werknemers per bedrijf (standaard 25)
  --seed N          het zaad (standaard 1)
  --today DATUM     de dag waarop het verhaal begint, zoals 2026-11-22 (standaard vandaag)
  --latency MS      vertraging van elk antwoord
  --print           schrijf het scenario als JSON en stop
  --schema WELK     schrijf het JSON Schema van 'scenario' of 'change' en stop
  --help            deze tekst

Stop met Ctrl-C.`;

const OPTIONS = {
  port: { type: 'string' },
  scenario: { type: 'string' },
  companies: { type: 'string' },
  employees: { type: 'string' },
  seed: { type: 'string' },
  today: { type: 'string' },
  latency: { type: 'string' },
  print: { type: 'boolean' },
  schema: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Reads the arguments after the script's name. Throws {@link UsageError}. */
export function readCommand(args: readonly string[], nowMs: number): Command {
  const values = parse(args);
  if (values.help === true) return { kind: 'help' };
  if (values.schema !== undefined) return { kind: 'schema', of: schemaName(values.schema) };
  const source = sourceOf(values, nowMs);
  if (values.print === true) return { kind: 'print', source };
  const port = wholeNumber('port', values.port ?? '4010', { min: 0, max: 65_535 });
  const latencyMs =
    values.latency === undefined ? undefined : wholeNumber('latency', values.latency, { min: 0, max: 600_000 });
  return { kind: 'serve', source, port, latencyMs };
}

type Values = ReturnType<typeof parseStrictly>;
const parseStrictly = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;

function parse(args: readonly string[]): Values {
  try {
    return parseStrictly(args);
  } catch (error) {
    const named = error instanceof Error ? /'(-[^' ]*)/.exec(error.message)?.[1] : undefined;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      throw new UsageError(`Bij de optie ${named ?? ''} hoort een andere waarde. Kijk met --help welke.`, {
        cause: error,
      });
    }
    const what = named === undefined ? 'Alleen opties, zonder losse woorden' : `De optie ${named} bestaat niet`;
    throw new UsageError(`${what}. Kijk met --help wat er kan.`, { cause: error });
  }
}

function sourceOf(values: Values, nowMs: number): Source {
  const made = values.companies ?? values.employees ?? values.seed ?? values.today;
  if (values.scenario !== undefined) {
    if (made === undefined) return { kind: 'file', path: values.scenario };
    throw new UsageError(
      'Met --scenario staat alles in het bestand: laat --companies, --employees, --seed en --today weg.',
    );
  }
  const employees = wholeNumber('employees', values.employees ?? '25', { min: 0, max: MAX_GENERATED });
  const today = dateOption(values.today ?? dateAt(nowMs));
  if (values.companies === undefined) {
    if (values.seed === undefined) return { kind: 'example', employees, today };
    throw new UsageError('--seed hoort bij --companies: zonder dat komt het vaste voorbeeld.');
  }
  const companies = wholeNumber('companies', values.companies, { min: 1, max: 10_000 });
  const seed = wholeNumber('seed', values.seed ?? '1', { min: 0, max: 1_000_000 });
  if (companies * (employees + 2) > MAX_GENERATED) {
    throw new UsageError(`Dat zijn te veel werknemers: samen hoogstens ${MAX_GENERATED}. Kies er minder.`);
  }
  return { kind: 'generated', companies, employees, seed, today };
}

function wholeNumber(
  option: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${option} wil een geheel getal van ${min} tot en met ${max}.`);
}

function dateOption(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (isDate) return text;
  throw new UsageError('--today wil een datum zoals 2026-11-22.');
}

function schemaName(text: string): 'scenario' | 'change' {
  if (text === 'scenario' || text === 'change') return text;
  throw new UsageError("--schema wil 'scenario' of 'change'.");
}
