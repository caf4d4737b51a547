import type { Koppeling } from '../domain/koppeling.ts';
import { DAY_MS, epochMs } from '../domain/tijd.ts';
import type { Uitwisseling, VoltooideUitwisseling } from '../domain/uitwisseling.ts';
import type { Klok } from '../ports/klok.ts';
import type { Logboek } from '../ports/logboek.ts';

export interface MissDeps {
  readonly klok: Klok;
  readonly logboek: Logboek;
  /** After so many hours a delivered set should be with a.s.r.; 0: nobody says so, and nobody is missed. */
  readonly ontvangstBinnenUren: number;
}

/** Whoever switches this on should not hear of years ago. */
const LANGSTE_MS = 90 * DAY_MS;

/** Says of each delivered set that a.s.r. should have and has not said to have, unless a later version took its place. */
export function missOntvangst(
  deps: MissDeps,
  { koppelingId }: Koppeling,
  uitwisselingen: readonly Uitwisseling[],
): void {
  const { klok, logboek, ontvangstBinnenUren } = deps;
  if (ontvangstBinnenUren === 0) return;
  const nu = epochMs(klok.now());
  const geleverd = uitwisselingen.filter((one) => one.status === 'voltooid');
  for (const { uitwisselingId, ontvangenOp, voltooidOp } of geleverd.filter((one) => isLaatste(one, geleverd))) {
    const age = nu - epochMs(voltooidOp);
    if (ontvangenOp !== undefined || age < ontvangstBinnenUren * 3_600_000 || age > LANGSTE_MS) continue;
    logboek.info('levering.niet-ontvangen', { koppelingId, uitwisselingId });
  }
}

const isLaatste = (one: VoltooideUitwisseling, all: readonly VoltooideUitwisseling[]): boolean =>
  !all.some(({ tijdvakId, datasetVersie }) => tijdvakId === one.tijdvakId && datasetVersie > one.datasetVersie);
