import type { AanmeldingId, TaakToken } from '../domain/aanmelding.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import { assertStored } from './assert-stored.ts';

export interface AskDeps {
  readonly registratie: Registratie;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/**
 * Makes the aanmelding wait for an assessor: from here on a besluit can resume the machine. When the besluit came first
 * (the step is run again after a crash), the machine goes on at once.
 */
export async function askAkkoord(deps: AskDeps, aanmeldingId: AanmeldingId, taakToken: TaakToken): Promise<void> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case 'wacht-op-akkoord': {
      const next = { ...found, versie: found.versie + 1, taakToken };
      const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'akkoord.gevraagd' };
      const stored = await deps.registratie.replaceAanmelding(next, regel);
      assertStored(stored, 'aanmelding-verouderd');
      return;
    }
    case 'goedgekeurd':
    case 'afgewezen':
      await deps.verloop.resume(taakToken, { uitkomst: found.status });
      return;
    default:
      await deps.verloop.resume(taakToken, { uitkomst: 'hercontrole' });
  }
}
