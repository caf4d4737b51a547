import type { Registratie } from '../../adapters/registratie.ts';
import { manifestKey } from '../../core/uitwisseling/levering.ts';
import type { Manifest } from '../../core/vergelijking/manifest.ts';

interface VergelijkingParts {
  readonly now: () => number;
  readonly violate: (code: string, what: string) => void;
  readonly sleutelWeg: number | undefined;
  readonly uncompared: () => void;
  /** When each manifest was written, by its key. */
  readonly manifests: ReadonlyMap<string, number>;
}

/** A set that was made about when the key was lost may be of either key. */
const MEANWHILE_MS = 45 * 60_000;

/**
 * A set is compared with the one of the period before. Once the key is another one nothing can be compared: the set says so, and tells no
 * mutatie that nobody knows. A period that was passed over is named by the next set.
 */
export async function judgeVergelijking(
  registratie: Registratie,
  { koppelingId, uitwisselingId, tijdvak, vorige, mutaties, overgeslagen = [] }: Manifest,
  { now, violate, sleutelWeg, uncompared, manifests }: VergelijkingParts,
): Promise<void> {
  if (vorige === undefined && Object.values(mutaties).some((count) => count > 0))
    violate('mutaties-guessed', uitwisselingId);
  const earlier = (await registratie.listUitwisselingen(koppelingId)).filter(
    (one) => one.status === 'voltooid' && one.tijdvakId < tijdvak.tijdvakId,
  );
  const last = earlier.at(-1);
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return;
  const since = (koppeling.overgeslagen ?? []).filter(
    (one) => one.tijdvakId > (last?.tijdvakId ?? '') && one.tijdvakId < tijdvak.tijdvakId,
  );
  if (since.some(({ tijdvakId }) => !overgeslagen.some((one) => one.tijdvakId === tijdvakId)))
    violate('skip-not-told', uitwisselingId);
  const at = last && manifests.get(manifestKey(last));
  if (at === undefined) return;
  const isUncertain = (ms: number) => sleutelWeg !== undefined && Math.abs(ms - sleutelWeg) < MEANWHILE_MS;
  if (isUncertain(at) || isUncertain(now())) return;
  const isLost = sleutelWeg !== undefined && at < sleutelWeg && sleutelWeg < now();
  if (isLost && vorige === undefined) uncompared();
  if (isLost && vorige !== undefined) violate('compared-with-another-key', uitwisselingId);
  if (!isLost && vorige === undefined) violate('not-compared', uitwisselingId);
}
