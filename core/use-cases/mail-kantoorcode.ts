import { kantoorcode } from '../domain/berichten/bevestiging.ts';
import type { KantoorId } from '../domain/kantoor.ts';
import { KANTOORCODE } from '../domain/postgrens.ts';
import { Transient } from '../errors.ts';
import type { Aanvragen } from '../ports/aanvragen.ts';
import type { Postregister } from '../ports/registratie.ts';
import { type PostDeps, sendAnother } from './send-bericht.ts';

export interface MailKantoorcodeDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Aanvragen, 'listVanKantoor'>;
}

/** `niet-nodig`: nobody confirmed this address, nothing is signed up with it, or it had its mails of the hour. */
export type KantoorcodeOutcome = 'gemaild' | 'niet-nodig';

/** Mails a code for the list of an office to its address, when that was confirmed and something is signed up with it. */
export async function mailKantoorcode(deps: MailKantoorcodeDeps, wie: KantoorId): Promise<KantoorcodeOutcome> {
  const { registratie, klok } = deps;
  if ((await registratie.findKantoor(wie)) === undefined) return 'niet-nodig';
  const { aanmeldingen } = await registratie.listVanKantoor(wie, 1);
  const [first] = aanmeldingen;
  if (first === undefined || first.status === 'afgemeld') return 'niet-nodig';
  const [nu, grens] = [klok.now(), { ...KANTOORCODE, wie }];
  if (!(await registratie.countPost(grens, nu))) return 'niet-nodig';
  const { aanmeldingId: onderwerp, gegevens } = first;
  const bericht = kantoorcode(gegevens.salarisverwerker.email);
  try {
    await sendAnother(deps, { onderwerp, soort: 'kantoorcode' }, KANTOORCODE.aantal, bericht);
  } catch (error) {
    // It certainly did not go, and is tried again.
    if (error instanceof Transient) await registratie.uncountPost(grens, nu);
    throw error;
  }
  return 'gemaild';
}
