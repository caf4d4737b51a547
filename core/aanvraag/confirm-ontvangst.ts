import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import { type Aanvraag, komtNogBinnen } from '../aanmelding/aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendBericht, sendOnce } from '../berichten/send-bericht.ts';
import { ontvangen } from '../controle/berichten/aanmelding.ts';
import { bulkOntvangen } from '../controle/berichten/bulk.ts';
import { nogNietBinnen } from '../controle/send-of-bulk.ts';
import { Defect } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';

export interface ConfirmOntvangstDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
}

type Lopend = Exclude<Aanmelding, { status: 'wordt-afgemeld' | 'afgemeld' | 'ingehaald' }>;
/** Not signed off nor overtaken: of that its office hears by other mails. */
const goesOn = (one: Aanmelding): one is Lopend =>
  one.status !== 'wordt-afgemeld' && one.status !== 'afgemeld' && one.status !== 'ingehaald';

/**
 * Tells the payroll office that its aanmelding came in, with what was understood; of a bulk once for all its werkgevers that go on. Nothing
 * when it was signed off or overtaken meanwhile. `bezig`: of a bulk, another of its werkgevers is at it, or was and broke off.
 */
export async function confirmOntvangst(
  deps: ConfirmOntvangstDeps,
  aanmeldingId: AanmeldingId,
): Promise<SendOutcome | 'bezig' | 'niet-nodig'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) throw new Defect({ code: 'aanmelding-onbekend', message: 'no such aanmelding' });
  const aanvraagId = found.status === 'afgemeld' ? undefined : found.aanvraagId;
  const aanvraag = aanvraagId && (await deps.registratie.findAanvraag(aanvraagId));
  if (aanvraag !== undefined) return confirmBulk(deps, aanvraag, found);
  if (!goesOn(found)) return 'niet-nodig';
  return sendBericht(deps, { onderwerp: aanmeldingId, soort: 'ontvangen', gelegenheid: 'eenmalig' }, ontvangen(found));
}

/**
 * The first that goes on speaks for all. So does each that does not go on any more: while it waited or went on itself, all others may have
 * left it to that one. The claim on the mail keeps it to one.
 */
async function confirmBulk(
  deps: ConfirmOntvangstDeps,
  aanvraag: Aanvraag,
  own: Aanmelding,
): Promise<SendOutcome | 'bezig' | 'niet-nodig'> {
  const { registratie, klok } = deps;
  const going: Lopend[] = [];
  let missing = 0;
  for (const id of aanvraag.aanmeldingen) {
    const found = await registratie.findAanmelding(id);
    if (found === undefined) missing += 1;
    if (found === undefined || !goesOn(found)) continue;
    going.push(found);
    if (goesOn(own) && going[0]?.aanmeldingId !== own.aanmeldingId) return 'niet-nodig';
  }
  if (missing > 0 && komtNogBinnen(aanvraag, klok.now())) throw nogNietBinnen();
  const bericht = bulkOntvangen(going);
  if (bericht === undefined) return 'niet-nodig';
  const sleutel = { onderwerp: aanvraag.aanvraagId, soort: 'bulk-ontvangen', gelegenheid: 'eenmalig' } as const;
  return goesOn(own) ? sendBericht(deps, sleutel, bericht) : sendOnce(deps, sleutel, bericht);
}
