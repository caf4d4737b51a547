import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import { verloopVan } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Hasher } from '../toegang/ports/identiteit.ts';
import { type Toegangscode, toegangSinds } from '../toegang/toegangscode.ts';

export interface ConfirmAfmeldingDeps {
  readonly registratie: Berichtenboek & Aanmeldregister;
  readonly identiteit: Hasher;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/** `niet-meer`: the code is of a mail about an afmelding that does not wait (any more), or was withdrawn. */
export type ConfirmAfmeldingOutcome =
  | { readonly uitkomst: 'bevestigd'; readonly aanmelding: Aanmelding }
  | { readonly uitkomst: 'onbekend' | 'niet-meer' };

/**
 * Lets an afmelding that waits begin at once, by the code in the mail about it and by nothing else: the capability may be in other hands,
 * the mailbox is the office. Its first execution still waits; another one begins, and the first finds nothing left to do. Sent again it
 * is answered the same.
 */
export async function confirmAfmelding(
  deps: ConfirmAfmeldingDeps,
  aanmeldingId: AanmeldingId,
  code: Toegangscode,
): Promise<ConfirmAfmeldingOutcome> {
  const { registratie, identiteit, klok } = deps;
  const op = klok.now();
  const found = await registratie.findAanmelding(aanmeldingId);
  const sinds = toegangSinds(op, found?.toegangVanaf);
  const mail = await registratie.mailMetCode(aanmeldingId, identiteit.hash(code), sinds);
  if (found === undefined || mail?.soort !== 'afmelding-ontvangen') return { uitkomst: 'onbekend' };
  if (found.status === 'wordt-afgemeld' || found.status === 'afgemeld') {
    return { uitkomst: 'bevestigd', aanmelding: found };
  }
  if (found.status !== 'gerealiseerd' || found.afmelding?.bedenktijd === undefined) return { uitkomst: 'niet-meer' };
  const { afmelding, ingetrokken } = found;
  const { bedenktijd } = found.afmelding;
  if (bedenktijd.sinds !== mail.gelegenheid) return { uitkomst: 'niet-meer' };
  const confirmed = { ...afmelding, bedenktijd: { ...bedenktijd, bevestigdOp: bedenktijd.bevestigdOp ?? op } };
  const next = { ...found, versie: found.versie + 1, afmelding: confirmed };
  if (bedenktijd.bevestigdOp === undefined) {
    const regel = { aanmeldingId, op, wie: 'salarisverwerker', wat: 'afmelding.bevestigd' };
    const stored = await registratie.replaceAanmelding(next, regel);
    if (stored === 'verouderd') return confirmAfmelding(deps, aanmeldingId, code);
  }
  await deps.verloop.startAfmelding(aanmeldingId, verloopVan(confirmed, ingetrokken));
  return { uitkomst: 'bevestigd', aanmelding: next };
}
