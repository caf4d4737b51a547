import { Defect, type Transient, Unclear } from '../errors.ts';
import type { UitwisselingId } from '../ids.ts';
import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Payroll, PayrollAnswer, PayrollRefusal, PayrollRuns } from '../nmbrs/ports/payroll.ts';
import { isOfTheCall, isOutOfTime } from '../nmbrs/ports/payroll-errors.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { DeelBericht, WerknemersWerk } from '../uitwisseling/uitwisseling.ts';
import type { Uitval } from './ports/uitval.ts';

// What goes wrong with one part and leaves the others alone.

export interface AsideDeps {
  readonly registratie: Deelregister;
  readonly uitval: Uitval;
  readonly logboek: Logboek;
}

/** What may be over when the queue hands the part out again: no answer came, or none with sense. */
export type HeldUp = Transient | Unclear;

/** Why there is no answer to a question: what came makes no sense, or there was no time left for it. */
export type Gemis =
  | { readonly gemis: 'onleesbaar'; readonly code: string }
  | { readonly gemis: 'geen-tijd'; readonly error: Transient };

/**
 * Asks one question. That its answer makes no sense, or that no time is left for it, comes back as a value, because another question may
 * then be asked instead; all else is thrown. It is not asked again here: the port has done that.
 */
export async function attempt<T>(ask: () => Promise<PayrollAnswer<T>>): Promise<PayrollAnswer<T> | Gemis> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Defect || error instanceof Unclear) return { gemis: 'onleesbaar', code: error.code };
    if (isOutOfTime(error)) return { gemis: 'geen-tijd', error };
    throw error;
  }
}

/** A part of several employees that Nmbrs holds up so often is cut: most of them will not be the trouble. */
const KEREN_SAMEN = 2;
/** One employee whom Nmbrs holds up so often, while the others came, is for a person. */
const KEREN_ALLEEN = 3;
/** So many parts that are left over are the trouble themselves; when more are, Nmbrs is. */
const LEFT_OVER = { atMost: 3, orPartOf: 10 };

/**
 * Whether a hold-up goes on for so long that it is about these employees and not about Nmbrs. What holds up the rate, the time
 * or AWS tells nothing about them.
 */
export async function isAboutThem(
  { registratie }: AsideDeps,
  {
    uitwisselingId,
    werknemerIds,
    keer,
  }: Pick<WerknemersWerk, 'werknemerIds'> & { readonly uitwisselingId: UitwisselingId; readonly keer: number },
  error: HeldUp,
): Promise<boolean> {
  if (!isOfTheCall(error)) return false;
  if (werknemerIds.length > 1) return keer >= KEREN_SAMEN;
  if (keer < KEREN_ALLEEN) return false;
  const delen = await registratie.listDelen(uitwisselingId);
  const open = delen.filter(({ gedaan, fout }) => !gedaan && fout === undefined);
  return open.length <= Math.max(LEFT_OVER.atMost, delen.length / LEFT_OVER.orPartOf);
}

/** Whether a hold-up goes on for so long that it is about a call for the whole company and not about Nmbrs. */
export const isAboutTheCall = (error: HeldUp, keer: number): boolean => isOfTheCall(error) && keer >= KEREN_SAMEN;

/** Whether a refusal may be about one employee alone: somebody who was removed since the plan, or moved to another company. */
export const mayBeOfOne = ({ reden }: PayrollRefusal): boolean => reden === 'geen-toegang' || reden === 'niet-gevonden';

/** Whether the login may still see the company. */
export async function seesCompany(
  payroll: Pick<PayrollRuns, 'fetchTijdvak'>,
  bedrijfId: Parameters<Payroll['fetchTijdvak']>[0],
): Promise<boolean> {
  const answer = await payroll.fetchTijdvak(bedrijfId);
  return answer.ok || answer.refusal.reden === 'recht-niet-actief';
}

/**
 * Puts a part aside that nobody can do as it is: its message goes to the dead letter queue with the code, where the alarm sees
 * it, and the part remembers it. In this order: a worker that is killed in between does it once more.
 */
export async function putAside(
  { registratie, uitval, logboek }: AsideDeps,
  bericht: DeelBericht,
  { groep, foutcode }: { readonly groep: string; readonly foutcode: string },
): Promise<void> {
  await uitval.add(bericht, groep, foutcode);
  await registratie.noteDeelFout(bericht.uitwisselingId, bericht.deel, foutcode);
  logboek.error('deel.afgekeurd', { ...bericht, foutcode });
}
