import type { Aanmelding } from '../domain/aanmelding.ts';
import type { BerichtStand } from '../domain/bericht.ts';
import { epochMs } from '../domain/tijd.ts';
import type { Registratie } from '../ports/registratie.ts';

/** The mails about an aanmelding, and those about the bulk that it came in with; oldest first. */
export async function listMails(
  { registratie }: { readonly registratie: Pick<Registratie, 'listBerichten'> },
  aanmelding: Aanmelding,
): Promise<readonly BerichtStand[]> {
  const { aanmeldingId } = aanmelding;
  const aanvraagId = aanmelding.status === 'afgemeld' ? undefined : aanmelding.aanvraagId;
  const subjects = aanvraagId === undefined ? [aanmeldingId] : [aanmeldingId, aanvraagId];
  const found = await Promise.all(subjects.map((onderwerp) => registratie.listBerichten(onderwerp)));
  return found.flat().sort((a, b) => epochMs(a.op) - epochMs(b.op));
}
