import { leveringPrefixOf } from '../domain/levering.ts';
import { Defect } from '../errors.ts';

/** Never a delivery: work in progress, one exchange at a time, and the fingerprints of one koppeling. */
const REMOVABLE = /^(werk|vergelijking)\/[^/]+\//;

/** What `Opslag.removeAll` may remove; anything else is a `Defect`. */
export const assertRemovable = (prefix: string): void => assertMay(REMOVABLE.test(prefix));

/** What `Restanten.removeUnfinished` may: one set, which is no delivery as long as it has no manifest. */
export const assertOneLevering = (prefix: string): void => assertMay(leveringPrefixOf(prefix) === prefix);

function assertMay(may: boolean): void {
  if (may) return;
  throw new Defect({ code: 'opslag.niet-verwijderbaar', message: 'nothing below this prefix may be removed' });
}
