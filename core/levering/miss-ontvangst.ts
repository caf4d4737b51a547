import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { DAY_MS, epochMs } from '../kalender/tijd.ts';
import type { Uitwisseling, VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';

export interface MissDeps {
  readonly klok: Klok;
  readonly logboek: Logboek;
  /** After so many hours a delivered set should be with a.s.r.; 0: nobody says so, and nobody is missed. */
  readonly ontvangstBinnenUren: number;
}

/** Whoever switches this on should not hear of years ago. */
export const LANGSTE_MS = 90 * DAY_MS;

/**
 * Says of each period whose delivered set a.s.r. should have and has not said to have. A later version takes the place of the ones before,
 * and the time counts from the first of them that was not taken.
 */
export function missOntvangst(deps: MissDeps, uitwisselingen: readonly Uitwisseling[]): void {
  const { klok, logboek, ontvangstBinnenUren } = deps;
  if (ontvangstBinnenUren === 0) return;
  const nu = epochMs(klok.now());
  const geleverd = uitwisselingen.filter((one) => one.status === 'voltooid');
  for (const versies of Map.groupBy(geleverd, ({ tijdvakId }) => tijdvakId).values()) {
    const gemist = versies.slice(versies.findLastIndex(isOntvangen) + 1);
    const [eerste, laatste] = [gemist[0], gemist.at(-1)];
    if (eerste === undefined || laatste === undefined) continue;
    const isDue = nu - epochMs(eerste.voltooidOp) >= ontvangstBinnenUren * 3_600_000;
    if (!isDue || nu - epochMs(laatste.voltooidOp) > LANGSTE_MS) continue;
    const { koppelingId, uitwisselingId } = laatste;
    logboek.info('levering.niet-ontvangen', { koppelingId, uitwisselingId });
  }
}

const isOntvangen = ({ ontvangenOp }: VoltooideUitwisseling): boolean => ontvangenOp !== undefined;
