import * as z from 'zod';

/** A place in a file of lines: after how many of them, and of which file, by the hash of its bytes. */
export const Regelplaats = z.strictObject({ regel: z.int().nonnegative(), sha256: z.string() });
export type Regelplaats = z.infer<typeof Regelplaats>;

interface Gevraagd<T, Rij> {
  /** How many lines to pass over. */
  readonly na: number;
  /** At most so many. */
  readonly aantal: number;
  /** What a line gives; `undefined` when it is not asked for. */
  readonly read: (line: T) => Rij | undefined;
}

/**
 * The lines that are asked for after a place, as many as go on a page. `volgende`: after which line the next page goes on; absent when
 * there is nothing more.
 */
export async function pageOf<T, Rij>(
  lines: AsyncIterable<T> | Iterable<T>,
  { na, aantal, read }: Gevraagd<T, Rij>,
): Promise<{ readonly rijen: readonly Rij[]; readonly volgende: number | undefined }> {
  const rijen: Rij[] = [];
  let [regel, last] = [0, na];
  for await (const line of lines) {
    regel += 1;
    if (regel <= na) continue;
    const rij = read(line);
    if (rij === undefined) continue;
    if (rijen.length === aantal) return { rijen, volgende: last };
    rijen.push(rij);
    last = regel;
  }
  return { rijen, volgende: undefined };
}
