import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { tellAdreswijzigingen } from '../aanmelding/tell-adreswijziging.ts';
import { assertStored } from '../assert-stored.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { PostDeps } from '../berichten/send-bericht.ts';
import type { AanmeldingId, TaakToken } from '../ids.ts';
import type { Ronde } from '../kalender/wachtmomenten.ts';
import { tellAssessors } from './tell-assessors.ts';

export interface AskDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
  readonly verloop: Verloop;
  /** The a.s.r. mailbox that hears of an aanmelding to decide on. */
  readonly assessors: string;
}

/**
 * Makes the aanmelding wait for an assessor: from here on a besluit can resume the machine. When the besluit came first
 * (the step is run again after a crash, or the besluit came while a reminder was sent), the machine goes on at once. The
 * first time the assessors are told.
 */
export async function askAkkoord(
  deps: AskDeps,
  aanmeldingId: AanmeldingId,
  { taakToken, ronde = 'gevraagd' }: { readonly taakToken: TaakToken; readonly ronde?: Ronde | undefined },
): Promise<void> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case 'wacht-op-akkoord': {
      const next = { ...found, versie: found.versie + 1, taakToken };
      const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: `akkoord.${ronde}` };
      const stored = await deps.registratie.replaceAanmelding(next, regel);
      assertStored(stored, 'aanmelding-verouderd');
      await tellAdreswijzigingen(deps, next);
      if (ronde === 'gevraagd') await tellAssessors(deps, next, { ronde, aan: deps.assessors });
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
