import { Defect, Transient } from '../../errors.ts';
import { leveringPrefixOf } from '../levering.ts';

/** Never a delivery: work in progress, one exchange at a time, the fingerprints of one koppeling, and the export of one verzoek. */
const REMOVABLE = /^(werk|vergelijking|verzoeken)\/[^/]+\//;
const EXPIRED = /^(leveringen\/[^/]+\/[^/]+\/v\d+\/|vergelijking\/[^/]+\/[^/]+\/v\d+\.ndjson)$/;
const MARK = /^vervalt\/\d{4}-\d{2}-\d{2}\/./;
const REWRITABLE = /^(leveringen|vergelijking)\/[^/]+\/[^/]+\/./;

/** What `Opslag.removeAll` may remove; anything else is a `Defect`. */
export const assertRemovable = (prefix: string): void => assertMay(REMOVABLE.test(prefix));

/** What `Restanten.removeUnfinished` may: one set, which is no delivery as long as it has no manifest. */
export const assertOneLevering = (prefix: string): void => assertMay(leveringPrefixOf(prefix) === prefix);

/** What `Restanten.removeExpired` may: what the mark is about, and that mark. */
export const assertExpired = (prefixOrKey: string, mark: string): void =>
  assertMay(
    EXPIRED.test(prefixOrKey) && MARK.test(mark) && mark.slice('vervalt/2000-01-01/'.length).startsWith(prefixOrKey),
  );

/** What `Herschrijving` may change. */
export const assertRewritable = (key: string): void => assertMay(REWRITABLE.test(key));

/** What a rewritten object would be, against what it must be. */
export function assertSame(sha256: string, expected: string): void {
  if (sha256 === expected) return;
  throw new Transient({ code: 'opslag.andere-bytes', message: 'the pieces are not what was to be written' });
}

function assertMay(may: boolean): void {
  if (may) return;
  throw new Defect({
    code: 'opslag.niet-verwijderbaar',
    message: 'nothing below this prefix may be removed or rewritten',
  });
}
