import { kantoorcode } from '../aanmelding/berichten/bevestiging.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendAnother } from '../berichten/send-bericht.ts';
import type { KantoorId } from '../ids.ts';

/** So many mails with a code for the list of one office in one hour of the clock, whoever asks. */
export const KANTOORCODES_PER_UUR = 3;

export interface MailKantoorcodeDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Aanmeldregister, 'listVanKantoor'>;
}

/** Mails a code for the list of an office to its address. `niet-nodig`: nobody confirmed that address, or nothing is signed up with it. */
export async function mailKantoorcode(
  deps: MailKantoorcodeDeps,
  kantoorId: KantoorId,
): Promise<SendOutcome | 'niet-nodig'> {
  const { registratie } = deps;
  if ((await registratie.findKantoor(kantoorId)) === undefined) return 'niet-nodig';
  const { aanmeldingen } = await registratie.listVanKantoor(kantoorId, 1);
  const [first] = aanmeldingen;
  if (first === undefined || first.status === 'afgemeld') return 'niet-nodig';
  const over = { onderwerp: first.aanmeldingId, soort: 'kantoorcode' } as const;
  return sendAnother(
    deps,
    { ...over, perUur: KANTOORCODES_PER_UUR },
    kantoorcode(first.gegevens.salarisverwerker.email),
  );
}
