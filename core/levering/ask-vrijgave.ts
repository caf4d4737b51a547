import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { assertStored } from '../assert-stored.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import { aanmeldingIdOf, type TaakToken, type UitwisselingId } from '../ids.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { leveringVastgehouden } from '../uitwisseling/berichten/uitwisseling-asr.ts';
import { loadWhateverIsLeft } from '../uitwisseling/load-uitwisseling.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { VastgehoudenUitwisseling } from '../uitwisseling/uitwisseling.ts';

export interface AskVrijgaveDeps extends PostDeps {
  readonly registratie: Postregister & Koppelregister & Uitwisselregister;
  readonly verloop: Verloop;
  /** The a.s.r. mailbox that hears of a data set to decide on. */
  readonly assessors: string;
}

/**
 * Makes a held exchange wait for a person: from here on a decision can resume the machine. When the decision came first, or
 * the koppeling ended meanwhile, the machine goes on at once. a.s.r. is told once.
 */
export async function askVrijgave(deps: AskVrijgaveDeps, id: UitwisselingId, taakToken: TaakToken): Promise<void> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, id);
  if (uitwisseling.status === 'loopt' && uitwisseling.vrijgave !== undefined) {
    await deps.verloop.resume(taakToken, { uitkomst: 'leveren' });
  } else if (uitwisseling.status !== 'vastgehouden' || koppeling.status === 'gewist') {
    await deps.verloop.resume(taakToken, { uitkomst: 'vervallen' });
  } else if (uitwisseling.vrijgave !== undefined) {
    await deps.verloop.resume(taakToken, { uitkomst: uitwisseling.vrijgave.besluit });
  } else {
    await remember(deps, uitwisseling, taakToken);
    const sleutel = { onderwerp: koppeling.aanmeldingId, soort: 'levering-vastgehouden', gelegenheid: id } as const;
    await sendBericht(deps, sleutel, leveringVastgehouden(koppeling, uitwisseling, deps.assessors));
  }
}

async function remember(
  deps: AskVrijgaveDeps,
  uitwisseling: VastgehoudenUitwisseling,
  taakToken: TaakToken,
): Promise<void> {
  const aanmeldingId = aanmeldingIdOf(uitwisseling.koppelingId);
  const next = { ...uitwisseling, versie: uitwisseling.versie + 1, taakToken };
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'vrijgave.gevraagd' };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
}
