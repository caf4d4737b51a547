import type { AanmeldingId } from '../domain/aanmelding.ts';
import { verloopVan } from '../domain/afmelding.ts';
import type { Klok } from '../ports/klok.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import { eraseLeftovers } from './erase-inloggegevens.ts';
import { leaveAccount } from './leave-account.ts';

export interface SettleDeps {
  readonly registratie: Registratie;
  readonly kluis: Kluis;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/** `gewist`: there is no such aanmelding (any more), or it ended without a koppeling, so its token went too. `gestart`: its machine had not begun. */
export type SettleOutcome = 'gewist' | 'gestart' | 'in-orde';

/**
 * Mends what a crash during a request can leave behind: a token without an aanmelding, an aanmelding or an afmelding
 * without a machine, an account's login that nobody uses any more. Asked for before the request does anything else, so
 * that it comes whatever happens after.
 */
export async function settleAanmelding(deps: SettleDeps, aanmeldingId: AanmeldingId): Promise<SettleOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case undefined:
      await deps.kluis.eraseCandidate(aanmeldingId);
      return 'gewist';
    case 'ontvangen':
      await deps.verloop.startRealisatie(aanmeldingId);
      return 'gestart';
    case 'wordt-afgemeld':
      await deps.verloop.startAfmelding(aanmeldingId);
      return 'gestart';
    case 'afgemeld':
      await eraseLeftovers(deps, aanmeldingId, 'nazorg');
      return 'gewist';
    case 'gerealiseerd':
      await leaveAccount(deps, aanmeldingId, 'nazorg');
      if (found.afmelding === undefined) return 'in-orde';
      await deps.verloop.startAfmelding(aanmeldingId, verloopVan(found.afmelding, found.ingetrokken));
      return 'gestart';
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
      await deps.kluis.eraseCandidate(aanmeldingId);
      return 'gewist';
    default:
      return 'in-orde';
  }
}
