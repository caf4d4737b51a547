import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';

export interface ExpireDeps {
  readonly registratie: Aanmeldregister;
  readonly klok: Klok;
}

/**
 * Ends an aanmelding on which nobody acted in time. When a besluit or a correction got in just before, that stands and
 * the machine goes on with it.
 */
export async function expireAanmelding(
  deps: ExpireDeps,
  aanmeldingId: AanmeldingId,
): Promise<'vervallen' | 'goedgekeurd' | 'afgewezen' | 'hercontrole'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case 'goedgekeurd':
    case 'afgewezen':
    case 'vervallen':
      return found.status;
    case 'herstel-nodig':
    case 'wacht-op-akkoord': {
      // A proposal that no second assessor confirmed goes with the state.
      const { taakToken, voorgesteld, ...rest } = { voorgesteld: undefined, ...found };
      const nu = deps.klok.now();
      const stored = await deps.registratie.replaceAanmelding(
        { ...rest, status: 'vervallen', versie: found.versie + 1, vervallenOp: nu },
        { aanmeldingId, op: nu, wie: 'systeem', wat: 'aanmelding.vervallen', waarom: `30 dagen ${found.status}` },
      );
      assertStored(stored, 'aanmelding-verouderd');
      return 'vervallen';
    }
    default:
      return 'hercontrole';
  }
}
