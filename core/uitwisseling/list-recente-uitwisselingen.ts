import type { KoppelingId, TijdvakId } from '../ids.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import { isOpen, type OpenUitwisseling, type Uitwisseling } from './uitwisseling.ts';

interface Deps {
  readonly registratie: Pick<Uitwisselregister, 'listUitwisselingen'>;
}

/**
 * The exchanges that what is decided about a koppeling can depend on, in the order of their periods: those of the year before the
 * earliest period that it names (the last one delivered, the next one, those asked for again), or that is asked about, and later; and whichever
 * is open. After ten years as many as after two.
 */
export function recenteUitwisselingen(
  { registratie }: Deps,
  { koppelingId, vorige, volgende, inhalen = [] }: Koppeling,
  gevraagd: readonly TijdvakId[] = [],
): Promise<readonly Uitwisseling[]> {
  const genoemd = [volgende, ...(vorige === undefined ? [] : [vorige]), ...inhalen].map(({ tijdvakId }) => tijdvakId);
  const jaren = [...genoemd, ...gevraagd].map((tijdvakId) => Number(tijdvakId.slice(0, 4)));
  return registratie.listUitwisselingen(koppelingId, Math.min(...jaren) - 1);
}

const NO_YEAR = 9999;

/** Those that are open, of however old a period, and no others: also of a koppeling of which no more than its id is left. */
export async function openUitwisselingen(
  { registratie }: Deps,
  koppelingId: KoppelingId,
): Promise<readonly OpenUitwisseling[]> {
  return (await registratie.listUitwisselingen(koppelingId, NO_YEAR)).filter(isOpen);
}
