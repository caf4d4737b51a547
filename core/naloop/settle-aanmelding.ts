import { aanvraagOf } from '../aanmelding/aanmelding.ts';
import { isInBehandeling } from '../aanmelding/aanvraag.ts';
import { verloopVan } from '../aanmelding/afmelding.ts';
import { type MailBevestigingDeps, mailMissedCode } from '../aanmelding/mail-bevestiging.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import { tellAdreswijzigingen } from '../aanmelding/tell-adreswijziging.ts';
import { type ReleaseDeps, releaseAanvraag } from '../aanvraag/release-aanvraag.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { sendOnce } from '../berichten/send-bericht.ts';
import type { AanmeldingId } from '../ids.ts';
import { eraseLeftovers } from '../koppeling/erase-inloggegevens.ts';
import { leaveAccount } from '../koppeling/leave-account.ts';
import type { Accountregister } from '../koppeling/ports/accountregister.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';

export interface SettleDeps extends ReleaseDeps, MailBevestigingDeps {
  readonly registratie: Postregister &
    Kantoorregister &
    Berichtenboek &
    Aanmeldregister &
    Aanvragen &
    Claims &
    Koppelregister &
    Accountregister;
}

/** `gewist`: there is no such aanmelding (any more), or it ended without a koppeling, so its token went too. `gestart`: its machine had not begun. */
export type SettleOutcome = 'gewist' | 'gestart' | 'in-orde';

/**
 * Asks for the confirmation that an aanmelding waits for, tells of an address that was changed, and mends what a crash during a request can leave behind: a token without an aanmelding, an aanmelding or an afmelding
 * without a machine, an account's login that nobody uses any more. Asked for before the request does anything else, so
 * that it comes whatever happens after.
 */
export async function settleAanmelding(deps: SettleDeps, aanmeldingId: AanmeldingId): Promise<SettleOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found !== undefined) await tellAdreswijzigingen(deps, found, sendOnce);
  switch (found?.status) {
    case 'wacht-op-bevestiging':
      return settleAanvraag(deps, aanvraagOf(found));
    case undefined:
      if ((await deps.registratie.findAanvraag(aanmeldingId)) !== undefined) return settleAanvraag(deps, aanmeldingId);
      await deps.kluis.eraseCandidate(aanmeldingId);
      return 'gewist';
    case 'ontvangen':
      await deps.verloop.startRealisatie(aanmeldingId);
      return 'gestart';
    case 'wordt-afgemeld':
      await deps.verloop.startAfmelding(aanmeldingId);
      return 'gestart';
    case 'afgemeld':
      await eraseLeftovers(deps, aanmeldingId, 'settle-aanmelding');
      return 'gewist';
    case 'gerealiseerd':
      await leaveAccount(deps, aanmeldingId, 'settle-aanmelding');
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

/** A request of which nobody was asked to confirm it, or whose aanmeldingen were not all taken in when it was. */
async function settleAanvraag(deps: SettleDeps, aanvraagId: AanmeldingId): Promise<SettleOutcome> {
  const aanvraag = await deps.registratie.findAanvraag(aanvraagId);
  if (aanvraag?.status === 'bevestigd') {
    if (isInBehandeling(aanvraag, deps.klok.now())) return 'in-orde';
    await releaseAanvraag(deps, aanvraag, () => true);
    return 'gestart';
  }
  if (aanvraag !== undefined) await mailMissedCode(deps, aanvraag);
  return 'in-orde';
}
