import type { WerknemerId } from '../ids.ts';
import { type Dekkingsprofiel, needsLooncodes } from '../nmbrs/dekkingsprofiel.ts';
import type { Vraag, Werknemer } from '../nmbrs/gegevensset.ts';

/** What the report of the runs tells beside the lines. */
interface Rapportuitkomst {
  /** Codes that occur and are not delivered. */
  readonly overige: readonly number[];
  /** Whom it names although they are not in the set. */
  readonly vreemden: ReadonlySet<WerknemerId>;
}

/**
 * What should be asked about the wage codes of a set as a whole. Wages that were paid to someone who is not in it show a forgotten
 * employee. A code that is not among those `geleverd` is named, without what it says: it may be one that should be.
 */
export function createLooncodevragen(geleverd: readonly number[], profiel: Dekkingsprofiel) {
  const seen = new Set<number>();
  let [werknemers, withLooncodes] = [0, 0];
  return {
    see({ looncodes = [], vasteLooncomponenten = [], variabeleLooncomponenten = [] }: Werknemer): void {
      werknemers += 1;
      if (looncodes.length > 0) withLooncodes += 1;
      for (const { code } of [...vasteLooncomponenten, ...variabeleLooncomponenten]) seen.add(code);
    },
    vragen({ overige, vreemden }: Rapportuitkomst): Vraag[] {
      const isEmpty = needsLooncodes(profiel) && werknemers > 0 && withLooncodes === 0 && vreemden.size === 0;
      const others = [...new Set([...overige, ...seen])]
        .filter((code) => !geleverd.includes(code))
        .sort((a, b) => a - b);
      return [
        ...(isEmpty
          ? [{ code: 'geen-looncodes' as const, tekst: 'Het looncoderapport van de run bevat geen regels.' }]
          : []),
        ...(needsLooncodes(profiel) && others.length > 0 ? [nietGeleverd(others)] : []),
        ...[...vreemden]
          .sort((a, b) => a - b)
          .map((werknemerId) => ({
            code: 'looncodes-zonder-werknemer' as const,
            werknemerId,
            tekst: 'De run heeft looncodes voor een werknemer die niet in deze levering zit.',
          })),
      ];
    },
  };
}

const nietGeleverd = (codes: readonly number[]): Vraag => ({
  code: 'looncode-niet-geleverd',
  tekst: `In Nmbrs komen looncodes voor die niet op de lijst van a.s.r. staan; wat de run erop boekt, wordt niet geleverd: ${codes.join(', ')}.`,
});
