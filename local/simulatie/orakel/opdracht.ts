import { huntOrakel, judgeWerkgevers } from '../campaign.ts';
import type { Terminal } from '../command.ts';
import { tableOf } from '../hunt.ts';
import { MUTANTEN } from './mutanten.ts';
import { judge } from './orakel.ts';
import type { Mislukt, Uitslag } from './uitslag.ts';
import { verhaal } from './verhaal.ts';
import { drawWerkgever } from './werkgever.ts';

// `npm run simulate -- --orakel N`: what the sets and the mutaties say, held against the truth.

interface Range {
  readonly from: number;
  readonly seeds: number;
}

/** Of so many failing werkgevers the smallest are told of. */
const LOOKED_AT = 50;
const TOLD = 3;

/** Whether all is as it must be. A run that judged nothing proves nothing. */
export async function judgeMany(range: Range, terminal: Terminal): Promise<boolean> {
  const begin = performance.now();
  const uitslag = await judgeWerkgevers(range);
  const seconds = (performance.now() - begin) / 1000;
  terminal.out(`${totals(uitslag, range, seconds)}\n`);
  tellSmallest(uitslag.mislukt, terminal);
  return uitslag.mislukt.length === 0 && uitslag.sets > 0;
}

function totals({ mutaties, mislukt, ...telling }: Uitslag, { from }: Range, seconds: number): string {
  const { werkgevers, sets, regels, waarden, vragen } = telling;
  const perSoort = Object.entries(mutaties).sort(([, a], [, b]) => b - a);
  const sum = perSoort.reduce((total, [, count]) => total + count, 0);
  return [
    `${werkgevers} werkgevers vanaf ${from} in ${seconds.toFixed(1)} s: ${sets} leveringen, ${regels} regels met ${waarden} waarden, ` +
      `${sum} mutaties en ${vragen} vragen beoordeeld; ${mislukt.length} werkgevers met een verschil.`,
    `  ${perSoort.map(([soort, count]) => `${soort} ${count}`).join(', ')}`,
  ].join('\n');
}

function tellSmallest(mislukt: readonly Mislukt[], { err }: Terminal): void {
  const perSoort = Map.groupBy(mislukt, ({ verschillen }) => verschillen[0]?.soort ?? '');
  for (const [soort, all] of perSoort)
    err(`${soort}: ${all.length} werkgevers, bijvoorbeeld ${smallest(all)[0]?.seed}\n`);
  for (const { seed, set, verschillen } of smallest(mislukt).slice(0, TOLD)) {
    for (const { soort, werknemerId, verwacht, gekregen } of verschillen.slice(0, TOLD))
      err(
        `werkgever ${seed}, ${set}: ${soort} over ${werknemerId ?? 'de levering'}: ${verwacht} moet zijn, ${gekregen} is geleverd\n`,
      );
    err(`  speel na met: npm run simulate -- --orakel-seed ${seed}\n`);
  }
}

const smallest = (mislukt: readonly Mislukt[]): Mislukt[] =>
  mislukt.slice(0, LOOKED_AT).sort((a, b) => a.omvang - b.omvang);

/** Tells one werkgever up to the first difference; with a mutant what that would look like. */
export async function retell(seed: number, mutant: string | undefined, { out, err }: Terminal): Promise<boolean> {
  const beoordeeld = await judge(
    drawWerkgever(seed),
    MUTANTEN.find(({ name }) => name === mutant),
  );
  const found = beoordeeld.flatMap(({ verschillen }) => verschillen);
  out(`${verhaal(seed, beoordeeld).join('\n')}\n`);
  if (found.length > 0) err(`${found.length} verschillen.\n`);
  return found.length === 0;
}

/** Whether every deliberate fault shows. */
export async function huntMutanten(range: Range, { out }: Terminal): Promise<boolean> {
  const hunted = await huntOrakel(range);
  out(tableOf(hunted));
  return hunted.every(({ found }) => found !== undefined);
}
