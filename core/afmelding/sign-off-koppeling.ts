import type { Afmelding } from '../aanmelding/afmelding.ts';
import type { Ingreep } from '../audit/beheer.ts';
import { aanmeldingIdOf } from '../ids.ts';
import type { Datum } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { type Afmeldwens, type SignOffDeps, signOffAanmelding } from './sign-off-aanmelding.ts';

export interface KoppelingSignOffRequest extends Ingreep {
  readonly wens: Pick<Afmeldwens, 'per' | 'direct'>;
}

export type KoppelingSignOffOutcome =
  | { readonly uitkomst: 'beeindigd'; readonly afmelding: Afmelding }
  /** It ends on another day already, by the office or a.s.r.; that is to be taken back first. */
  | { readonly uitkomst: 'andere-datum' }
  | { readonly uitkomst: 'datum-kan-niet'; readonly van: Datum; readonly tot: Datum }
  | { readonly uitkomst: 'gestopt' | 'onbekend' };

/**
 * Ends a koppeling as an afmelding of the office would, with the periods up to its last day exchanged, and a day in which it can be taken
 * back. The office is told, with the reason.
 */
export async function signOffKoppeling(
  deps: SignOffDeps & { readonly registratie: Koppelregister },
  { koppelingId, wens, ...doorAsr }: KoppelingSignOffRequest,
): Promise<KoppelingSignOffOutcome> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return { uitkomst: 'onbekend' };
  if (koppeling.status === 'gestopt') return { uitkomst: 'gestopt' };
  const outcome = await signOffAanmelding(deps, aanmeldingIdOf(koppelingId), { ...wens, doorAsr });
  switch (outcome.uitkomst) {
    case 'ontvangen': {
      const { aanmelding } = outcome;
      const afmelding = aanmelding.status === 'gerealiseerd' ? aanmelding.afmelding : undefined;
      return afmelding === undefined ? { uitkomst: 'gestopt' } : { uitkomst: 'beeindigd', afmelding };
    }
    case 'andere-datum':
      return { uitkomst: 'andere-datum' };
    case 'datum-kan-niet':
      return outcome;
    case 'onbekend':
    // Of a koppeling there is neither: its address was confirmed, and a.s.r. is not held up.
    case 'door-asr':
    case 'onbevestigd':
    case 'te-vaak':
      return { uitkomst: 'onbekend' };
    default:
      return outcome satisfies never;
  }
}
