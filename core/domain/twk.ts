import type { SalarisRegel, Werknemer } from './gegevensset.ts';
import { oldestFirst } from './historie.ts';
import type { Mutatie, TwkOorzaak } from './mutatie.ts';
import { addDays, type Datum } from './tijd.ts';
import type { Tijdvak } from './tijdvak.ts';

/** A fact that is new to us, and over which days it holds. */
interface Correctie {
  readonly oorzaak: TwkOorzaak;
  /** The first day on which something is other than was delivered. */
  readonly vanaf: Datum;
  /** The last one; absent: until further notice. */
  readonly tot?: Datum | undefined;
  readonly aangemaaktOp?: string | undefined;
}

/** One line per period that was delivered before and that the correction touches. */
export const twkOf = (
  werknemerId: Werknemer['werknemerId'],
  { oorzaak, vanaf, tot, aangemaaktOp }: Correctie,
  geleverd: readonly Tijdvak[],
): Mutatie[] =>
  geleverd
    .filter(({ begin, eind }) => vanaf <= eind && (tot === undefined || tot >= begin))
    .map(({ tijdvakId }) => ({
      soort: 'twk',
      werknemerId,
      tijdvakId,
      oorzaak,
      ingangsdatum: vanaf,
      ...(aangemaaktOp === undefined ? {} : { aangemaaktOp }),
    }));

/**
 * Over which days a salary row holds: up to the day before the next one begins. A row without a first day is older than
 * anything that was delivered and corrects nothing that can be dated; one that another of the same day replaced never held.
 */
export function correctieOf(regel: SalarisRegel, regels: readonly SalarisRegel[]): Correctie | undefined {
  const { ingangsdatum, aangemaaktOp } = regel;
  if (ingangsdatum === undefined) return undefined;
  const sameDay = regels.filter((one) => one.ingangsdatum === ingangsdatum);
  const last = sameDay.toSorted((a, b) => oldestFirst(a.aangemaaktOp, b.aangemaaktOp)).at(-1);
  if (last !== regel) return undefined;
  const next = regels.flatMap((one) => one.ingangsdatum ?? []).filter((datum) => datum > ingangsdatum);
  const [earliest] = next.sort();
  const tot = earliest === undefined ? undefined : addDays(earliest, -1);
  return { oorzaak: 'salaris', vanaf: ingangsdatum, tot, aangemaaktOp };
}
