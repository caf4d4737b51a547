import { doorBeoordelaar, type Ingreep } from '../audit/beheer.ts';
import type { Veldfout } from '../invoer/probleem.ts';
import { tijdvakName } from '../kalender/nederlands.ts';
import { planFor } from '../kalender/planning.ts';
import { tijdvakById, tijdvakOf, type Verloning } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { type PlanVolgendeDeps, planVolgende } from '../koppeling/plan-volgende.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import { verloningIn, withVerloning } from '../koppeling/verloningen.ts';
import { type LapseDeps, lapseUitwisseling } from '../uitwisseling/lapse-uitwisseling.ts';
import { openUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { StartDeps } from '../uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';
import { isBegun } from '../uitwisseling/uitwisseling.ts';

export interface VerloningRequest extends Ingreep {
  readonly verloning: Verloning;
  /** From 1 January of this year. */
  readonly vanafJaar: number;
}

export type VerloningOutcome =
  | { readonly uitkomst: 'gewijzigd'; readonly volgende: Koppeling['volgende'] }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'gestopt' }
  /** The data of the first period of that year is being fetched. */
  | { readonly uitkomst: 'begonnen' }
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] };

/**
 * Notes that the werkgever runs payroll otherwise from 1 January of a year on. The periods of before stay what they were. Where the
 * koppeling is at the first period of that year already, it goes on with the other first one. Asked twice is once.
 */
export async function changeVerloning(
  deps: PlanVolgendeDeps & StartDeps,
  request: VerloningRequest,
): Promise<VerloningOutcome> {
  const { koppelingId, verloning, vanafJaar } = request;
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return { uitkomst: 'onbekend' };
  if (koppeling.status === 'gestopt') return { uitkomst: 'gestopt' };
  const volgende = tijdvakById(koppeling.volgende.tijdvakId);
  if (volgende.jaar > vanafJaar || (volgende.jaar === vanafJaar && volgende.nummer > 1)) {
    const tekst = `Van ${vanafJaar} is al een tijdvak geleverd; het volgende is ${tijdvakName(volgende)}. Een verloning wijzigt per 1 januari van een jaar dat nog moet komen.`;
    return { uitkomst: 'ongeldig', fouten: [{ veld: 'vanafJaar', code: 'jaar-al-begonnen', tekst }] };
  }
  if (volgende.jaar === vanafJaar && verloningIn(koppeling, vanafJaar) !== verloning) {
    if ((await lapseOtherKind(deps, koppeling, request)) === 'begonnen') return { uitkomst: 'begonnen' };
  }
  const next = changed(koppeling, request);
  if (verloningIn(koppeling, vanafJaar) !== verloning) {
    const { aanmeldingId, versie } = koppeling;
    const { wie, waarom } = doorBeoordelaar(request);
    const what = { wat: 'koppeling.verloning-gewijzigd', waarom: `${verloning} vanaf ${vanafJaar}: ${waarom}` };
    const regel = { ...what, wie, aanmeldingId, op: deps.klok.now() };
    const stored = await deps.registratie.replaceKoppeling({ ...next, versie: versie + 1 }, regel);
    if (stored === 'verouderd') return changeVerloning(deps, request);
  }
  await planVolgende(deps, koppelingId);
  await startWhenDue(deps, koppelingId);
  const datum = nextDateOf(next, deps.klok.now());
  return { uitkomst: 'gewijzigd', volgende: { ...next.volgende, datum } };
}

/**
 * Ends what waits of that year and is of the other kind. Who asked the same at this moment may have been faster, and what that one
 * started stays.
 */
async function lapseOtherKind(
  deps: LapseDeps,
  koppeling: Koppeling,
  { verloning, vanafJaar }: VerloningRequest,
): Promise<'begonnen' | 'geen-begonnen'> {
  const open = (await openUitwisselingen(deps, koppeling.koppelingId)).filter(({ tijdvakId }) => {
    const tijdvak = tijdvakById(tijdvakId);
    return tijdvak.jaar === vanafJaar && tijdvak.verloning !== verloning;
  });
  if (open.some(isBegun)) return 'begonnen';
  for (const one of open) await lapseUitwisseling(deps, one, 'verloning-gewijzigd');
  return 'geen-begonnen';
}

function changed(koppeling: Koppeling, { verloning, vanafJaar }: VerloningRequest): Koppeling {
  const next = withoutOtherKind(withVerloning(koppeling, vanafJaar, verloning));
  if (tijdvakById(koppeling.volgende.tijdvakId).jaar < vanafJaar) return next;
  const { tijdvak, datum } = planFor(tijdvakOf(verloning, vanafJaar, 1));
  return { ...next, volgende: { tijdvakId: tijdvak.tijdvakId, datum } };
}

/** What was asked for of a period that is none any more would never come. */
function withoutOtherKind({ inhalen = [], ...koppeling }: Koppeling): Koppeling {
  const left = inhalen.filter(({ tijdvakId }) => {
    const { verloning, jaar } = tijdvakById(tijdvakId);
    return verloning === verloningIn(koppeling, jaar);
  });
  return left.length === 0 ? koppeling : { ...koppeling, inhalen: left };
}
