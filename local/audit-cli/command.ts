import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sha256 } from '../../adapters/node/sha256.ts';
import { AuditUitvoer, type Breuk, verifyKeten } from '../../core/audit/audit.ts';
import { asksForHelp } from '../help.ts';

/** Where the process writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Gebruik:
  npm run audit -- verify BESTAND [--laatste HASH]

BESTAND is het antwoord van GET /aanmeldingen/{aanmeldingId}/audit. Met --laatste moet de laatste regel deze hash hebben:
alleen dan valt het op als er aan het eind regels zijn weggelaten.
`;

/** How the process ends: unbroken, broken, or called in a wrong way. */
const EXIT = { ongebroken: 0, gebroken: 1, gebruik: 2 } as const;

const UITLEG: Readonly<Record<Breuk, string>> = {
  onleesbaar: 'is geen auditregel: er ontbreekt een veld, of een waarde heeft de verkeerde vorm',
  'andere-aanmelding': 'hoort bij een andere aanmelding',
  'niet-op-volgorde': 'heeft niet het volgende nummer: er is een regel weggelaten, ingevoegd of verplaatst',
  'inhoud-gewijzigd': 'is gewijzigd: de hash past niet bij de inhoud',
  'sluit-niet-aan': 'sluit niet aan op de regel ervoor: een van beide is vervangen',
};

/** Runs one command; resolves with the exit code. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(args)) {
    terminal.out(USAGE);
    return EXIT.ongebroken;
  }
  const vraag = readArguments(args);
  if (vraag === undefined) {
    terminal.err(USAGE);
    return EXIT.gebruik;
  }
  const uitvoer = await readUitvoer(vraag.bestand);
  if (typeof uitvoer === 'string') {
    terminal.err(`${uitvoer}\n`);
    return EXIT.gebruik;
  }
  return verify(uitvoer, vraag.laatste, terminal);
}

interface Vraag {
  readonly bestand: string;
  readonly laatste: string | undefined;
}

function readArguments(args: readonly string[]): Vraag | undefined {
  try {
    const options = { laatste: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [command, bestand, ...rest] = positionals;
    if (command !== 'verify' || bestand === undefined || rest.length > 0) return undefined;
    if (values.laatste !== undefined && !/^[0-9a-f]{64}$/.test(values.laatste)) return undefined;
    return { bestand, laatste: values.laatste };
  } catch {
    return undefined;
  }
}

/** The export, or a sentence about why there is none. */
async function readUitvoer(bestand: string): Promise<AuditUitvoer | string> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(bestand)));
  } catch {
    return `${bestand} is niet te lezen, of is geen JSON in UTF-8.`;
  }
  const parsed = AuditUitvoer.safeParse(json);
  return parsed.success ? parsed.data : `${bestand} is geen audituitvoer: verwacht {"aanmeldingId": …, "regels": […]}.`;
}

function verify(uitvoer: AuditUitvoer, laatste: string | undefined, { out, err }: Terminal): number {
  const oordeel = verifyKeten(uitvoer, sha256);
  if (!oordeel.ongebroken) {
    err(`Gebroken: regel ${oordeel.plaats} ${UITLEG[oordeel.breuk]}.\n`);
    return EXIT.gebroken;
  }
  // Every aanmelding has at least the line of its receipt.
  if (oordeel.regels === 0) {
    err('Gebroken: er zijn geen regels, dus regel 1 ontbreekt.\n');
    return EXIT.gebroken;
  }
  if (laatste !== undefined && laatste !== oordeel.laatste) {
    err(`Gebroken: regel ${oordeel.regels} is niet de laatste die verwacht werd; er ontbreken regels aan het eind.\n`);
    return EXIT.gebroken;
  }
  out(`${oordeel.regels} regels, ongebroken. Hash van de laatste regel: ${oordeel.laatste}\n`);
  return EXIT.ongebroken;
}
