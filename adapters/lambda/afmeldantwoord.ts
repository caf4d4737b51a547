import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import { dueAt, isInBedenktijd } from '../../core/aanmelding/afmelding.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import { dateInAmsterdam } from '../../core/kalender/tijd.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';
import { presentStatus } from '../../core/weergave/present-status.ts';
import type { Afmeldantwoord } from './answers.ts';
import { type HttpAnswer, jsonAnswer } from './problem.ts';

/** What becomes of an aanmelding that was signed off; of one that waits to be stopped also until when. */
export async function afmeldantwoord(
  { registratie, klok }: { readonly registratie: Pick<Koppelregister, 'findKoppeling'>; readonly klok: Klok },
  aanmelding: Aanmelding,
): Promise<HttpAnswer> {
  const nu = klok.now();
  const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmelding.aanmeldingId));
  const { status, watNu } = presentStatus(aanmelding, { koppeling, nu });
  const afmelding = 'afmelding' in aanmelding ? aanmelding.afmelding : undefined;
  const ingangsdatum = aanmelding.status === 'afgemeld' ? aanmelding.ingangsdatum : afmelding?.ingangsdatum;
  return jsonAnswer(202, {
    ...{ status, ingangsdatum: ingangsdatum ?? dateInAmsterdam(nu) },
    ...(afmelding !== undefined && isInBedenktijd(afmelding, nu) ? { begintOp: dueAt(afmelding) } : {}),
    watNu,
  } satisfies Afmeldantwoord);
}
