import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asksForHelp } from '../help.ts';
import { KOLOMMEN_BESTAND, kolommenText } from './kolommen.ts';
import { SCHEMAS, schemaText } from './schemas.ts';
import { verifyFolder } from './verify.ts';

/** Where the process writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Gebruik:
  npm run levering -- verify MAP    controleert een levering tegen haar manifest en de schema's
  npm run levering -- schemas MAP   schrijft de JSON Schema's van de bestanden van een levering, en wat de kolommen van de csv zijn

MAP is bij verify de map van één levering: die met manifest.json erin.
`;

/** How the process ends: in order, not in order, or called in a wrong way. */
const EXIT = { goed: 0, fout: 1, gebruik: 2 } as const;

/** Runs one command; resolves with the exit code. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(args)) {
    terminal.out(USAGE);
    return EXIT.goed;
  }
  const [command, folder, ...rest] = args;
  if (folder === undefined || folder.startsWith('-') || rest.length > 0) return usage(terminal);
  if (command === 'verify') return verify(folder, terminal);
  return command === 'schemas' ? writeSchemas(folder, terminal) : usage(terminal);
}

function usage({ err }: Terminal): number {
  err(USAGE);
  return EXIT.gebruik;
}

async function verify(folder: string, { out, err }: Terminal): Promise<number> {
  const oordeel = await verifyFolder(folder);
  if (oordeel === undefined) {
    err(`${folder} is geen map die te lezen is.\n`);
    return EXIT.gebruik;
  }
  if (oordeel.fouten.length === 0) {
    out(`In orde: ${oordeel.samenvatting}.\n`);
    return EXIT.goed;
  }
  for (const fout of oordeel.fouten) err(`${fout}\n`);
  err(`Niet in orde: ${oordeel.fouten.length === 1 ? 'één fout' : `${oordeel.fouten.length} fouten`}.\n`);
  return EXIT.fout;
}

async function writeSchemas(folder: string, { out, err }: Terminal): Promise<number> {
  try {
    await mkdir(folder, { recursive: true });
    for (const naam of SCHEMAS.keys()) await writeFile(join(folder, naam), schemaText(naam));
    await writeFile(join(folder, KOLOMMEN_BESTAND), kolommenText());
  } catch {
    err(`In ${folder} kan niet worden geschreven.\n`);
    return EXIT.fout;
  }
  out(`${SCHEMAS.size} schema's en ${KOLOMMEN_BESTAND} geschreven in ${folder}.\n`);
  return EXIT.goed;
}
