import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Bericht, BerichtSoort } from '../berichten/bericht.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendBericht } from '../berichten/send-bericht.ts';
import * as berichten from '../controle/berichten/aanmelding.ts';
import { isBeeindigd } from '../controle/erase-beeindigde.ts';
import { Defect } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';

export interface ConfirmAanmeldingDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister;
}

export interface ConfirmDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister;
  readonly kluis: Inlogkluis;
}

/**
 * Tells the payroll office how its aanmelding ended. When it ended without a koppeling, its token is erased first. An office
 * that signed off meanwhile hears of that instead.
 */
export async function confirmAanmelding(
  deps: ConfirmDeps,
  aanmeldingId: AanmeldingId,
): Promise<SendOutcome | 'niet-nodig'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (isBeeindigd(found)) await deps.kluis.eraseCandidate(aanmeldingId);
  return tellTheEnd(deps, aanmeldingId, found);
}

/** The mail of it alone. */
async function tellTheEnd(
  deps: ConfirmAanmeldingDeps,
  onderwerp: AanmeldingId,
  found: Aanmelding | undefined,
): Promise<SendOutcome | 'niet-nodig'> {
  if (found?.status === 'wordt-afgemeld' || found?.status === 'afgemeld') return 'niet-nodig';
  const outcome = found === undefined ? undefined : outcomeOf(found);
  if (outcome === undefined) {
    throw new Defect({ code: 'geen-uitkomst', message: 'the aanmelding has not ended' });
  }
  return sendBericht(deps, { onderwerp, soort: outcome.soort, gelegenheid: 'eenmalig' }, outcome.bericht);
}

function outcomeOf(aanmelding: Aanmelding): { soort: BerichtSoort; bericht: Bericht } | undefined {
  switch (aanmelding.status) {
    case 'gerealiseerd':
      return { soort: 'gerealiseerd', bericht: berichten.gerealiseerd(aanmelding) };
    case 'afgewezen':
      return { soort: 'afgewezen', bericht: berichten.afgewezen(aanmelding) };
    case 'vervallen':
      return { soort: 'vervallen', bericht: berichten.vervallen(aanmelding) };
    case 'ingehaald':
      return { soort: 'ingehaald', bericht: berichten.ingehaald(aanmelding) };
    default:
      return undefined;
  }
}
