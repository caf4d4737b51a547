import type { BerichtStand } from '../berichten/bericht.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import { type Mail, vervolgOf } from '../berichten/weigering.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { epochMs, type Tijdstip } from '../kalender/tijd.ts';
import type { Aanmelding } from './aanmelding.ts';
import { wordtNagelopen } from './naloop.ts';

/** The mails about an aanmelding, and those about the bulk that it came in with; oldest first. */
export async function listMails(
  { registratie, klok }: { readonly registratie: Pick<Berichtenboek, 'listBerichten'>; readonly klok: Klok },
  aanmelding: Aanmelding,
): Promise<readonly Mail[]> {
  const { aanmeldingId } = aanmelding;
  const aanvraagId = aanmelding.status === 'afgemeld' ? undefined : aanmelding.aanvraagId;
  const subjects = aanvraagId === undefined ? [aanmeldingId] : [aanmeldingId, aanvraagId];
  const found = await Promise.all(subjects.map((onderwerp) => registratie.listBerichten(onderwerp)));
  const nu = klok.now();
  // Nobody comes by any more to make good what was refused.
  const all = wordtNagelopen(aanmelding, nu) ? found.map((mails) => withVervolg(mails, nu)) : found;
  return all.flat().sort((a, b) => epochMs(a.op) - epochMs(b.op));
}

const withVervolg = (mails: readonly BerichtStand[], nu: Tijdstip): readonly Mail[] =>
  mails.map((mail) => {
    const vervolg = vervolgOf(mail, mails, nu);
    return vervolg === undefined ? mail : { ...mail, vervolg };
  });
