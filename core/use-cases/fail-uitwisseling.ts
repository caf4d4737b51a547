import { uitwisselingMislukt } from '../domain/berichten/uitwisseling.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import type { MislukteUitwisseling, Uitwisseling, UitwisselingId } from '../domain/uitwisseling.ts';
import { assertStored, loadUitwisseling } from './load-uitwisseling.ts';
import { type SendDeps, sendBericht } from './send-bericht.ts';

export interface FailDeps extends SendDeps {
  /** The a.s.r. mailbox that hears of an exchange that stopped. */
  readonly assessors: string;
}

/**
 * Records that an exchange stopped without a delivery and tells a.s.r. `fout` is the name of the error that ended the
 * machine. An exchange that was delivered stays delivered.
 */
export async function failUitwisseling(deps: FailDeps, id: UitwisselingId, fout: string): Promise<void> {
  const { uitwisseling, koppeling } = await loadUitwisseling(deps.registratie, id);
  const stopped = await recordFailure(deps, uitwisseling, koppeling, fout);
  if (stopped === undefined) return;
  const { tijdvakId, code } = stopped;
  const bericht = uitwisselingMislukt(koppeling, tijdvakId, code, deps.assessors);
  await sendBericht(deps, { onderwerp: id, soort: 'uitwisseling-mislukt', gelegenheid: 'eenmalig' }, bericht);
}

async function recordFailure(
  deps: FailDeps,
  uitwisseling: Uitwisseling,
  { aanmeldingId }: Koppeling,
  fout: string,
): Promise<MislukteUitwisseling | undefined> {
  switch (uitwisseling.status) {
    case 'voltooid':
    case 'vervallen':
      return undefined;
    case 'mislukt':
    case 'onvolledig':
      return uitwisseling;
    default: {
      const { uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie, gepland, deadline } = uitwisseling;
      const gestoptOp = deps.klok.now();
      const next: MislukteUitwisseling = {
        ...{ uitwisselingId, koppelingId, tijdvakId, datasetVersie, gepland, deadline },
        status: 'mislukt',
        versie: versie + 1,
        code: fout,
        gestoptOp,
      };
      const regel = { aanmeldingId, op: gestoptOp, wie: 'systeem', wat: 'uitwisseling.mislukt', waarom: fout };
      assertStored(await deps.registratie.replaceUitwisseling(next, regel));
      return next;
    }
  }
}
