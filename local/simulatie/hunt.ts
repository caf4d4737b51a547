import type { Hunted } from './task.ts';

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
