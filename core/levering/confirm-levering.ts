import { Transient } from '../errors.ts';
import { aanmeldingIdOf, type UitwisselingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Hasher } from '../toegang/ports/identiteit.ts';
import { manifestKey } from '../uitwisseling/levering.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { Ontvangstformulier } from './ontvangst.ts';

export interface ConfirmLeveringDeps {
  readonly registratie: Uitwisselregister;
  readonly opslag: Pick<Opslag, 'get'>;
  readonly identiteit: Hasher;
  readonly klok: Klok;
}

export interface Ontvangstmelding {
  readonly uitwisselingId: UitwisselingId;
  readonly formulier: Ontvangstformulier;
  /** Who has it, for the audit trail; of the JWT, never a field of the request. */
  readonly door: string;
}

export type OntvangstOutcome =
  /** `op`: when it was first said. */
  | { readonly uitkomst: 'ontvangen'; readonly op: Tijdstip }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'niet-geleverd' }
  /** What was read is not what lies there. */
  | { readonly uitkomst: 'ander-manifest' }
  /** Its time is over, and it was removed. */
  | { readonly uitkomst: 'verwijderd' };

/** It was told of, and is recorded in a moment: whoever reads at once is told to say it again. */
const notClosed = (): Transient =>
  new Transient({ code: 'levering-wordt-afgesloten', message: 'the delivery is not recorded yet' });

/** Notes that a.s.r. has a delivered set. Said again it is answered the same, and written once. */
export async function confirmLevering(deps: ConfirmLeveringDeps, melding: Ontvangstmelding): Promise<OntvangstOutcome> {
  const { uitwisselingId, formulier, door } = melding;
  const found = await deps.registratie.findUitwisseling(uitwisselingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  const manifest = await deps.opslag.get(manifestKey(found));
  if (found.status === 'loopt' && manifest !== undefined) throw notClosed();
  if (found.status !== 'voltooid') return { uitkomst: 'niet-geleverd' };
  if (manifest === undefined) return { uitkomst: 'verwijderd' };
  if (deps.identiteit.digest(manifest) !== formulier.manifestSha256.toLowerCase())
    return { uitkomst: 'ander-manifest' };
  if (found.ontvangenOp !== undefined) return { uitkomst: 'ontvangen', op: found.ontvangenOp };
  const op = deps.klok.now();
  const regel = { aanmeldingId: aanmeldingIdOf(found.koppelingId), op, wie: door, wat: 'levering.ontvangen' };
  const stored = await deps.registratie.replaceUitwisseling(
    { ...found, versie: found.versie + 1, ontvangenOp: op },
    { ...regel, waarom: uitwisselingId },
  );
  return stored === 'verouderd' ? confirmLevering(deps, melding) : { uitkomst: 'ontvangen', op };
}
