import * as z from 'zod';
import { Aanmeldgegevens } from '../domain/aanmeldgegevens.ts';
import { kantoorcode } from '../domain/berichten/bevestiging.ts';
import type { KantoorId } from '../domain/kantoor.ts';
import { KANTOORCODE } from '../domain/postgrens.ts';
import { nameOf } from '../errors.ts';
import type { Aanvragen } from '../ports/aanvragen.ts';
import type { Postregister } from '../ports/registratie.ts';
import { kantoorIdOf } from './kantoor-bewijs.ts';
import { type PostDeps, sendAnother } from './send-bericht.ts';

/** The body of `POST /kantoor/toegang`. */
export const Kantoorformulier = z.strictObject({ email: Aanmeldgegevens.shape.salarisverwerker.shape.email });

export interface MailKantoorcodeDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Aanvragen, 'listVanKantoor'>;
}

/**
 * Mails a code for the list of an office to its address, when that was confirmed and something is signed up with it. Anybody may ask for
 * it, so that nothing tells whether it was sent: from when the address is known to be one, what goes wrong stands in the log alone.
 */
export async function mailKantoorcode(deps: MailKantoorcodeDeps, email: string): Promise<void> {
  const kantoorId = kantoorIdOf(deps.identiteit, email);
  if ((await deps.registratie.findKantoor(kantoorId)) === undefined) return;
  await mailTo(deps, kantoorId).catch((error: unknown) => {
    deps.logboek.error('stap.mislukt', { stap: 'kantoorcode', ...nameOf(error) });
  });
}

async function mailTo(deps: MailKantoorcodeDeps, kantoorId: KantoorId): Promise<void> {
  const { registratie, klok } = deps;
  const { aanmeldingen } = await registratie.listVanKantoor(kantoorId, 1);
  const [first] = aanmeldingen;
  if (first === undefined || first.status === 'afgemeld') return;
  const nu = klok.now();
  if (!(await registratie.countPost({ ...KANTOORCODE, wie: kantoorId }, nu))) return;
  const { aanmeldingId: onderwerp, gegevens } = first;
  const over = { onderwerp, soort: 'kantoorcode' } as const;
  await sendAnother(deps, over, KANTOORCODE.aantal, kantoorcode(gegevens.salarisverwerker.email));
}
