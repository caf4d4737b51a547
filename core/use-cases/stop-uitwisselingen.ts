import type { Koppeling } from '../domain/koppeling.ts';
import { manifestKey } from '../domain/levering.ts';
import { isOpen, nextWriteOf, type Uitwisseling } from '../domain/uitwisseling.ts';
import type { Klok } from '../ports/klok.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Registratie } from '../ports/registratie.ts';
import { assertStored } from './assert-stored.ts';

export interface StopDeps {
  readonly registratie: Registratie;
  readonly opslag: Opslag;
  readonly klok: Klok;
}

/**
 * Ends the exchanges of a koppeling that was stopped: the planned and waiting ones, and with `stop-alles` the running one
 * too. Gives how many still run. One whose data set was delivered is left to close itself.
 */
export async function stopUitwisselingen(
  deps: StopDeps,
  koppeling: Koppeling,
  running: 'laat-lopen' | 'stop-alles',
): Promise<number> {
  let still = 0;
  for (const uitwisseling of await openUitwisselingen(deps, koppeling)) {
    if (uitwisseling.status !== 'loopt') await lapse(deps, uitwisseling, koppeling);
    else if (running === 'laat-lopen') still += 1;
    else if ((await deps.opslag.get(manifestKey(uitwisseling))) === undefined)
      await lapse(deps, uitwisseling, koppeling);
  }
  return still;
}

/** Of the period that the koppeling is at, or an older one that is fetched again. */
async function openUitwisselingen(
  { registratie }: StopDeps,
  { koppelingId }: Koppeling,
): Promise<readonly Uitwisseling[]> {
  return (await registratie.listUitwisselingen(koppelingId)).filter(isOpen);
}

async function lapse(deps: StopDeps, uitwisseling: Uitwisseling, { aanmeldingId }: Koppeling): Promise<void> {
  const code = 'koppeling-gestopt';
  const next = { ...nextWriteOf(uitwisseling), status: 'vervallen', code } as const;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.vervallen', waarom: code };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
}
