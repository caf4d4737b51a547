import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { asksForHelp } from '../help.ts';
import { hunt, play, playWholeMatrix } from './campaign.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { tableOf } from './hunt.ts';
import { MUTANTS } from './mutants.ts';
import { MUTANTEN } from './orakel/mutanten.ts';
import { huntMutanten, judgeMany, retell } from './orakel/opdracht.ts';
import { simulate, simulateLeven } from './simulate.ts';
import { VOORVALLEN } from './tally.ts';
import type { Played } from './task.ts';

/** Where the process writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Gebruik:
  npm run simulate -- --seeds N [--from N] [--json BESTAND]   speel N seeds, vanaf --from (standaard 1)
  npm run simulate -- --seed N [--mutant NAAM]                speel één seed en vertel wat er gebeurt
  npm run simulate -- --jaren N [--seed N]                    speel het leven van één koppeling, met alles wat mis kan gaan, tot 400 dagen na het afmelden
  npm run simulate -- --matrix [--json BESTAND]               breek elke aanroep van elk verloop af, voor en na, en stoot hem twee keer aan
  npm run simulate -- --mutants [--seeds N] [--json BESTAND]  zet de opzettelijke fouten een voor een aan, elk hoogstens N seeds
  npm run simulate -- --orakel N [--from N] [--mutants]       houd van N werkgevers elke levering tegen de waarheid, of doe dat met elke opzettelijke fout
  npm run simulate -- --orakel-seed N [--mutant NAAM]         vertel van één werkgever wat er anders is dan het moet zijn
`;

/** How the process ends: nothing found, something found, or called in a wrong way. */
const EXIT = { goed: 0, gevonden: 1, gebruik: 2 } as const;

const Getal = z.coerce.number().int().nonnegative();
const Vraag = z.object({
  seeds: Getal.optional(),
  from: Getal.default(1),
  seed: Getal.optional(),
  jaren: Getal.min(2).max(20).optional(),
  mutants: z.boolean().default(false),
  matrix: z.boolean().default(false),
  mutant: z.enum([...MUTANTS, ...MUTANTEN].map(({ name }) => name)).optional(),
  orakel: Getal.optional(),
  'orakel-seed': Getal.optional(),
  json: z.string().optional(),
});
type Vraag = z.infer<typeof Vraag>;

/** So many failing seeds are told of; the rest is counted. */
const TOLD = 5;
/** So many deliberate faults may stay unseen: at least nine of ten are found. */
const SURVIVORS = Math.floor(MUTANTS.length / 10);
/** Within so many seeds a mutant must be found, when the caller does not say. */
const HUNT = 3000;

/** Runs one command; resolves with the exit code. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(args)) {
    terminal.out(USAGE);
    return EXIT.goed;
  }
  const vraag = readArguments(args);
  if (vraag === undefined) {
    terminal.err(USAGE);
    return EXIT.gebruik;
  }
  if (vraag.orakel !== undefined || vraag['orakel-seed'] !== undefined) return consult(vraag, terminal);
  const deployment = await readDeployment();
  if (vraag.jaren !== undefined) return live(deployment, { jaren: vraag.jaren, seed: vraag.seed ?? 1 }, terminal);
  if (vraag.matrix) return playCases(deployment, vraag, terminal);
  if (vraag.mutants) return huntAll(deployment, vraag, terminal);
  return vraag.seed === undefined
    ? playMany(deployment, vraag, terminal)
    : replay(deployment, vraag, vraag.seed, terminal);
}

async function consult({ from, mutants, mutant, ...vraag }: Vraag, terminal: Terminal): Promise<number> {
  const { orakel: seeds = 0, 'orakel-seed': seed } = vraag;
  const ask = mutants ? huntMutanten : judgeMany;
  const isGoed = await (seed === undefined ? ask({ from, seeds }, terminal) : retell(seed, mutant, terminal));
  return isGoed ? EXIT.goed : EXIT.gevonden;
}

function readArguments(args: readonly string[]): Vraag | undefined {
  try {
    const text = { type: 'string' } as const;
    const options = {
      seeds: text,
      from: text,
      seed: text,
      jaren: text,
      mutant: text,
      json: text,
      orakel: text,
      'orakel-seed': text,
      mutants: { type: 'boolean' },
      matrix: { type: 'boolean' },
    } as const;
    const { success, data } = Vraag.safeParse(parseArgs({ args: [...args], options }).values);
    if (!success) return undefined;
    const { seeds, seed, jaren, mutants, matrix, orakel } = data;
    const isTask =
      mutants || matrix || [seeds, seed, jaren, orakel, data['orakel-seed']].some((one) => one !== undefined);
    return isTask ? data : undefined;
  } catch {
    return undefined;
  }
}

async function playMany(deployment: Deployment, { seeds = 0, from, json }: Vraag, terminal: Terminal): Promise<number> {
  const begin = performance.now();
  const played = await play({ deployment, from, seeds });
  const seconds = (performance.now() - begin) / 1000;
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ from, ...played, seconds }, undefined, 2)}\n`);
  terminal.out(
    `${played.seeds} seeds vanaf ${from} in ${seconds.toFixed(1)} s: ${played.delivered} leveringen, ${played.faults} storingen, ` +
      `${played.failures.length} seeds met een schending.\n${voorvallenIn(played.voorvallen)}`,
  );
  tellFailures(played, terminal);
  return played.failures.length === 0 ? EXIT.goed : EXIT.gevonden;
}

/** How often each happened, those that never did included. */
const voorvallenIn = (counts: Played['voorvallen']): string =>
  `Voorvallen: ${VOORVALLEN.map((naam) => `${naam} ${counts[naam] ?? 0}`).join(', ')}.\n`;

function tellFailures({ failures }: Played, { err }: Terminal): void {
  for (const { seed, violations } of failures.slice(0, TOLD)) {
    for (const { code, what, at } of violations) err(`seed ${seed}: ${at} ${code}: ${what}\n`);
    err(`  speel na met: npm run simulate -- --seed ${seed}\n`);
  }
  if (failures.length > TOLD) err(`… en nog ${failures.length - TOLD} seeds.\n`);
}

async function replay(
  deployment: Deployment,
  { mutant }: Vraag,
  seed: number,
  { out, err }: Terminal,
): Promise<number> {
  const { trace, violations } = await simulate({
    seed,
    deployment,
    trace: true,
    mutant: MUTANTS.find(({ name }) => name === mutant),
  });
  out(`${trace.join('\n')}\n`);
  for (const { code, what, at } of violations) err(`${at} ${code}: ${what}\n`);
  return violations.length === 0 ? EXIT.goed : EXIT.gevonden;
}

async function live(
  deployment: Deployment,
  leven: { readonly jaren: number; readonly seed: number },
  { out, err }: Terminal,
): Promise<number> {
  const { world, violations, delivered, faults, voorvallen, ...left } = await simulateLeven({ ...leven, deployment });
  const tijdvakken = world.plot.lots.flatMap(({ plans }) => plans).length;
  const told = (over: readonly string[]) => (over.length === 0 ? 'precies wat er mag blijven' : over.join('; '));
  out(
    `${leven.jaren} jaar, ${tijdvakken} tijdvakken: ${delivered} leveringen, ${faults} storingen, ${violations.length} schendingen.\n` +
      `${voorvallenIn(voorvallen)}Verteld: ${world.people.told().join(', ')}.\n` +
      `Na het afmelden: ${told(left.bijAfmelden)}.\n400 dagen later: ${told(left.daarna)}.\n`,
  );
  for (const { code, what, at } of violations.slice(0, TOLD)) err(`${at} ${code}: ${what}\n`);
  const isGoed = violations.length + left.bijAfmelden.length + left.daarna.length === 0;
  return isGoed ? EXIT.goed : EXIT.gevonden;
}

async function huntAll(
  deployment: Deployment,
  { seeds = HUNT, from, json }: Vraag,
  terminal: Terminal,
): Promise<number> {
  const hunted = await hunt({ deployment, from, seeds });
  if (json !== undefined) await writeFile(json, `${JSON.stringify(hunted, undefined, 2)}\n`);
  terminal.out(tableOf(hunted));
  return hunted.filter(({ found }) => found === undefined).length > SURVIVORS ? EXIT.gevonden : EXIT.goed;
}

async function playCases(deployment: Deployment, { json }: Vraag, { out, err }: Terminal): Promise<number> {
  const cases = await playWholeMatrix(deployment);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(cases, undefined, 2)}\n`);
  const failures = cases.filter(({ violations }) => violations.length > 0);
  out(`${cases.length} gevallen, ${failures.length} met een schending.\n`);
  for (const { scene, call, name, fault, violations } of failures.slice(0, TOLD))
    for (const { code, what } of violations) err(`${scene}, aanroep ${call} (${name}), ${fault}: ${code}: ${what}\n`);
  return failures.length === 0 ? EXIT.goed : EXIT.gevonden;
}
