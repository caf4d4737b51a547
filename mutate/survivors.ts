import * as z from 'zod';
import type { Mutant } from './stryker.ts';

/** Faults that no test can or need show, each group with the reason: `survivors.json`. */
export const Survivors = z.array(
  z.strictObject({
    reason: z.string().min(20),
    mutants: z
      .array(z.strictObject({ file: z.string(), line: z.string(), original: z.string(), replacement: z.string() }))
      .min(1),
  }),
);
export type Survivors = z.infer<typeof Survivors>;
type Listed = Survivors[number]['mutants'][number];

export interface Explained {
  /** Survived, and nobody said why that is right. */
  readonly unexplained: readonly Mutant[];
  /** Listed, and killed or gone by now. */
  readonly stale: readonly Listed[];
}

// By their texts and never by their numbers: lines above them come and go.
const keyOf = ({ file, line, original, replacement }: Listed): string =>
  JSON.stringify([file, line, original, replacement]);

/** Lays the survivors of these files beside the list. Of mutants that read the same one entry explains one. */
export function explain(mutants: readonly Mutant[], survivors: Survivors, files: readonly string[]): Explained {
  const left = new Map<string, Listed[]>();
  for (const listed of survivors.flatMap((group) => group.mutants).filter(({ file }) => files.includes(file))) {
    left.set(keyOf(listed), [...(left.get(keyOf(listed)) ?? []), listed]);
  }
  const unexplained = mutants
    .filter(({ outcome }) => outcome === 'survived')
    .filter((mutant) => left.get(keyOf(mutant))?.pop() === undefined);
  return { unexplained, stale: [...left.values()].flat() };
}
