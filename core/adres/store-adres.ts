import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { WriteOutcome } from '../assert-stored.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';

/** Stores an aanmelding that has another mail address now; its koppeling has that too, for the mails about its exchanges. */
export async function storeAdres(
  { registratie }: { readonly registratie: Aanmeldregister & Koppelregister },
  next: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const koppeling = await registratie.findKoppeling(koppelingIdOf(next.aanmeldingId));
  if (koppeling === undefined || koppeling.status === 'gewist') return registratie.replaceAanmelding(next, regel);
  const { email } = next.gegevens.salarisverwerker;
  const salarisverwerker = { ...koppeling.salarisverwerker, email };
  return registratie.replaceTogether({ ...koppeling, versie: koppeling.versie + 1, salarisverwerker }, next, regel);
}
