import type { AanmeldingId } from '../domain/aanmelding.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface SettleDeps {
  readonly registratie: Registratie;
  readonly kluis: Kluis;
  readonly verloop: Verloop;
}

/** `gewist`: there is no such aanmelding, so its token went too. `gestart`: its machine had not begun. */
export type SettleOutcome = 'gewist' | 'gestart' | 'in-orde';

/**
 * Mends what a crash during a sign-up can leave behind: a token without an aanmelding, or an aanmelding without a machine.
 * Asked for before the sign-up does anything else, so that it comes whatever happens after.
 */
export async function settleAanmelding(deps: SettleDeps, aanmeldingId: AanmeldingId): Promise<SettleOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) {
    await deps.kluis.eraseCandidate(aanmeldingId);
    return 'gewist';
  }
  if (found.status !== 'ontvangen') return 'in-orde';
  await deps.verloop.startRealisatie(aanmeldingId);
  return 'gestart';
}
