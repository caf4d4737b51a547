import type { AanmeldingId } from '../domain/aanmelding.ts';
import { ontvangen } from '../domain/berichten/aanmelding.ts';
import { Defect } from '../errors.ts';
import { type SendDeps, type SendOutcome, sendBericht } from './send-bericht.ts';

/** Tells the payroll office that its aanmelding came in, with what was understood; nothing when it was signed off meanwhile. */
export async function confirmOntvangst(
  deps: SendDeps,
  aanmeldingId: AanmeldingId,
): Promise<SendOutcome | 'niet-nodig'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) throw new Defect({ code: 'aanmelding-onbekend', message: 'no such aanmelding' });
  if (found.status === 'wordt-afgemeld' || found.status === 'afgemeld') return 'niet-nodig';
  return sendBericht(deps, { onderwerp: aanmeldingId, soort: 'ontvangen', gelegenheid: 'eenmalig' }, ontvangen(found));
}
