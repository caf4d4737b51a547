import { play } from './campaign.ts';
import type { Deployment } from './deployment.ts';
import { MUTANTS } from './mutants.ts';

/** What became of one deliberate fault. */
export interface Hunted {
  readonly mutant: string;
  readonly fout: string;
  /** The first seed in which it showed, and as what; absent: it survived. */
  readonly found: { readonly seed: number; readonly codes: readonly string[] } | undefined;
  readonly seeds: number;
}

/** Plays under each of the faults until it shows, at most so many seeds. */
export async function hunt(options: {
  readonly deployment: Deployment;
  readonly from: number;
  readonly seeds: number;
}): Promise<Hunted[]> {
  const hunted: Hunted[] = [];
  for (const { name, fout } of MUTANTS) {
    const { failures, seeds } = await play({ ...options, mutant: name, untilFound: true });
    const [first] = failures.toSorted((a, b) => a.seed - b.seed);
    const codes = [...new Set(first?.violations.map(({ code }) => code))];
    hunted.push({ mutant: name, fout, found: first === undefined ? undefined : { seed: first.seed, codes }, seeds });
  }
  return hunted;
}

/** For people: each fault with the seed that shows it. */
export function tableOf(hunted: readonly Hunted[]): string {
  const rows = hunted.map(({ mutant, fout, found, seeds }) => {
    const outcome =
      found === undefined ? `LEEFT NOG na ${seeds} seeds` : `seed ${found.seed}: ${found.codes.join(', ')}`;
    return `${mutant.padEnd(30)} ${outcome.padEnd(50)} ${fout}`;
  });
  const killed = hunted.filter(({ found }) => found !== undefined).length;
  return `${rows.join('\n')}\n${killed} van ${hunted.length} opzettelijke fouten gevonden.\n`;
}
