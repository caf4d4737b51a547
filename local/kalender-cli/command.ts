import { parseArgs } from 'node:util';
import { Verloning } from '../../core/kalender/tijdvak.ts';
import { asksForHelp } from '../help.ts';
import { renderFeestdagen, renderTijdvakken } from './render.ts';

interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Vraag {
  readonly jaar: number;
  readonly verloningen: readonly Verloning[];
}

/** Koningsdag is a holiday since 2014; before it the table of holidays would not be true. */
const FIRST_YEAR = 2014;
const LAST_YEAR = 2100;

const USAGE = `Gebruik:
  npm run kalender -- JAAR [--verloning ${Verloning.options.join('|')}]

Zonder --verloning komen beide. JAAR is ${FIRST_YEAR} tot en met ${LAST_YEAR}.
`;

const EXIT = { goed: 0, gebruik: 2 } as const;

/** Prints the year that is asked for; gives the exit code. */
export function runCommand(args: readonly string[], { out, err }: Terminal): number {
  if (asksForHelp(args)) {
    out(USAGE);
    return EXIT.goed;
  }
  const vraag = readArguments(args);
  if (typeof vraag === 'string') {
    err(`${vraag}\n\n${USAGE}`);
    return EXIT.gebruik;
  }
  const tables = vraag.verloningen.map((verloning) => renderTijdvakken(vraag.jaar, verloning));
  out([...tables, renderFeestdagen(vraag.jaar)].join('\n'));
  return EXIT.goed;
}

/** What is asked for, or the sentence that says what is wrong with it. */
function readArguments(args: readonly string[]): Vraag | string {
  const parsed = parsedArguments(args);
  if (parsed === undefined) return 'Deze opties ken ik niet.';
  const [jaar, ...more] = parsed.positionals;
  if (jaar === undefined) return 'Geef een jaar.';
  if (more.length > 0) return 'Geef één jaar tegelijk.';
  if (!/^\d{4}$/.test(jaar) || Number(jaar) < FIRST_YEAR || Number(jaar) > LAST_YEAR) {
    return `Geef een jaar van ${FIRST_YEAR} tot en met ${LAST_YEAR}.`;
  }
  const { verloning } = parsed.values;
  if (verloning === undefined) return { jaar: Number(jaar), verloningen: Verloning.options };
  const known = Verloning.safeParse(verloning);
  if (!known.success) return `--verloning is ${Verloning.options.join(' of ')}.`;
  return { jaar: Number(jaar), verloningen: [known.data] };
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { verloning: { type: 'string' } } });
  } catch {
    return undefined;
  }
}
