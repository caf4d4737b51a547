import { planFor } from '../domain/eerste-uitwisseling.ts';
import type { Koppeling, KoppelingId } from '../domain/koppeling.ts';
import { type TijdvakId, tijdvakById } from '../domain/tijdvak.ts';
import { type Uitwisseling, uitwisselingIdOf } from '../domain/uitwisseling.ts';
import { Defect } from '../errors.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface StartDeps {
  readonly registratie: Registratie;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/** Stopped without a delivery; `vervallen` because the koppeling was not active for a while. */
const STOPPED: readonly Uitwisseling['status'][] = ['mislukt', 'onvolledig', 'vervallen'];

/** `overgeslagen`: the koppeling is not active. */
export type StartOutcome = 'gestart' | 'overgeslagen';

/**
 * Starts the exchange of a period. Started twice it runs once: the exchange and its execution are named after koppeling,
 * period and version. A version that stopped without a delivery is followed by the next one.
 */
export async function startUitwisseling(
  deps: StartDeps,
  { koppelingId, tijdvakId }: { koppelingId: KoppelingId; tijdvakId: TijdvakId },
): Promise<StartOutcome> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-onbekend', message: 'no such koppeling' });
  if (koppeling.status !== 'actief') return 'overgeslagen';
  const uitwisseling = await ensureVersion(deps, koppeling, tijdvakId, 1);
  await deps.verloop.startUitwisseling(uitwisseling.uitwisselingId);
  return 'gestart';
}

async function ensureVersion(
  deps: StartDeps,
  koppeling: Koppeling,
  tijdvakId: TijdvakId,
  datasetVersie: number,
): Promise<Uitwisseling> {
  const uitwisselingId = uitwisselingIdOf(koppeling.koppelingId, tijdvakId, datasetVersie);
  const found = await deps.registratie.findUitwisseling(uitwisselingId);
  if (found !== undefined) {
    return STOPPED.includes(found.status) ? ensureVersion(deps, koppeling, tijdvakId, datasetVersie + 1) : found;
  }
  const { datum, deadline } = planFor(tijdvakById(tijdvakId));
  const { koppelingId, aanmeldingId } = koppeling;
  return deps.registratie.ensureUitwisseling(
    { status: 'gepland', uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie: 0, gepland: datum, deadline },
    { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.gepland', waarom: uitwisselingId },
  );
}
