import type { AanmeldingId, AanmeldingMetGegevens } from '../domain/aanmelding.ts';
import type { Aanvraag } from '../domain/aanvraag.ts';
import { ontvangen } from '../domain/berichten/aanmelding.ts';
import { bulkOntvangen } from '../domain/berichten/bevestiging.ts';
import { epochMs } from '../domain/tijd.ts';
import { Defect, Transient } from '../errors.ts';
import { type SendDeps, type SendOutcome, sendBericht } from './send-bericht.ts';

/** By then all werkgevers of a bulk are stored, or its sender was told which are not. */
const ALL_STORED_MS = 60_000;

/**
 * Tells the payroll office that its aanmelding came in, with what was understood; of a bulk once for all its werkgevers, by the first of them
 * that goes on. Nothing when it was signed off or overtaken meanwhile: its office hears of that.
 */
export async function confirmOntvangst(
  deps: SendDeps,
  aanmeldingId: AanmeldingId,
): Promise<SendOutcome | 'niet-nodig'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) throw new Defect({ code: 'aanmelding-onbekend', message: 'no such aanmelding' });
  if (found.status === 'wordt-afgemeld' || found.status === 'afgemeld' || found.status === 'ingehaald')
    return 'niet-nodig';
  const aanvraag = found.aanvraagId && (await deps.registratie.findAanvraag(found.aanvraagId));
  if (aanvraag !== undefined) return confirmBulk(deps, aanvraag, aanmeldingId);
  return sendBericht(deps, { onderwerp: aanmeldingId, soort: 'ontvangen', gelegenheid: 'eenmalig' }, ontvangen(found));
}

async function confirmBulk(deps: SendDeps, aanvraag: Aanvraag, own: AanmeldingId): Promise<SendOutcome | 'niet-nodig'> {
  const { registratie, klok } = deps;
  const going: AanmeldingMetGegevens[] = [];
  let missing = 0;
  for (const id of aanvraag.aanmeldingen) {
    const found = await registratie.findAanmelding(id);
    if (found === undefined) missing += 1;
    if (found === undefined || found.status === 'afgemeld' || found.status === 'ingehaald') continue;
    going.push(found);
    if (going[0]?.aanmeldingId !== own) return 'niet-nodig';
  }
  if (missing > 0 && epochMs(klok.now()) - epochMs(aanvraag.ontvangenOp) < ALL_STORED_MS) {
    throw new Transient({ code: 'bulk-komt-nog-binnen', message: 'not every werkgever of the bulk is stored yet' });
  }
  const bericht = bulkOntvangen(going);
  if (bericht === undefined) return 'niet-nodig';
  const sleutel = { onderwerp: aanvraag.aanvraagId, soort: 'bulk-ontvangen', gelegenheid: 'eenmalig' } as const;
  return sendBericht(deps, sleutel, bericht);
}
