import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { WriteOutcome } from '../assert-stored.ts';
import { doorBeoordelaar, type Ingreep } from '../audit/beheer.ts';
import type { KoppelingId, TijdvakId } from '../ids.ts';
import type { Veldfout } from '../invoer/probleem.ts';
import { tijdvakName } from '../kalender/nederlands.ts';
import { planFor } from '../kalender/planning.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling, OvergeslagenTijdvak } from '../koppeling/koppeling.ts';
import { type PlanVolgendeDeps, planVolgende } from '../koppeling/plan-volgende.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import { tijdvakNa } from '../koppeling/verloningen.ts';
import { lapseUitwisseling } from './lapse-uitwisseling.ts';
import { openUitwisselingen, recenteUitwisselingen } from './list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import type { StartDeps } from './start-uitwisseling.ts';
import { startWhenDue } from './start-when-due.ts';
import { isBegun, isOpen } from './uitwisseling.ts';

export interface SkipRequest extends Ingreep {
  readonly tijdvakId: TijdvakId;
}

export type SkipOutcome =
  | { readonly uitkomst: 'overgeslagen'; readonly volgende: Koppeling['volgende'] }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'gestopt' }
  /** Its data is being fetched, or is held. */
  | { readonly uitkomst: 'begonnen' }
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] };

/**
 * Passes over the koppeling's next period, of which no run will come: seasonal work, a return of nothing, wages that are in a later
 * run. The next data set names it and is compared with the one before it. Asked twice is once.
 */
export async function skipTijdvak(deps: PlanVolgendeDeps & StartDeps, request: SkipRequest): Promise<SkipOutcome> {
  const { koppelingId, tijdvakId, reden } = request;
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return { uitkomst: 'onbekend' };
  if (koppeling.status === 'gestopt') return { uitkomst: 'gestopt' };
  if (koppeling.overgeslagen?.at(-1)?.tijdvakId === tijdvakId) return goOn(deps, koppelingId, tijdvakId);
  const fouten = faultsOf(deps, koppeling, tijdvakId);
  if (fouten.length > 0) return { uitkomst: 'ongeldig', fouten };
  const [open] = await openUitwisselingen(deps, koppelingId);
  if (open?.tijdvakId === tijdvakId) {
    if (isBegun(open)) return { uitkomst: 'begonnen' };
    // First: when the gate opens at this moment, one of the two loses the write and starts over.
    await lapseUitwisseling(deps, open, 'overgeslagen');
  }
  const overgeslagen = { tijdvakId, oorzaak: 'geen-run', reden } as const;
  const stored = await moveOn(deps, koppeling, { ...overgeslagen, wie: doorBeoordelaar(request).wie });
  if (stored === 'verouderd') return skipTijdvak(deps, request);
  return goOn(deps, koppelingId, tijdvakId);
}

function faultsOf({ klok }: { readonly klok: Klok }, { volgende }: Koppeling, tijdvakId: TijdvakId): Veldfout[] {
  const fout = (code: Veldfout['code'], tekst: string): Veldfout[] => [{ veld: 'tijdvak', code, tekst }];
  const next = tijdvakById(volgende.tijdvakId);
  if (tijdvakId !== volgende.tijdvakId) {
    return fout('tijdvak-niet-aan-de-beurt', `Alleen ${tijdvakName(next)} kan nu worden overgeslagen.`);
  }
  return next.eind >= dateInAmsterdam(klok.now())
    ? fout(
        'tijdvak-niet-voorbij',
        'Dit tijdvak is nog niet voorbij. Kies een tijdvak dat gisteren of eerder is geëindigd.',
      )
    : [];
}

/** What waits for a run of it lapses; its machine sees that at its next look. */
async function goOn(
  deps: PlanVolgendeDeps & StartDeps,
  koppelingId: KoppelingId,
  tijdvakId: TijdvakId,
): Promise<SkipOutcome> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return { uitkomst: 'onbekend' };
  const all = await recenteUitwisselingen(deps, koppeling);
  for (const one of all.filter(isOpen)) {
    if (one.tijdvakId === tijdvakId && !isBegun(one)) await lapseUitwisseling(deps, one, 'overgeslagen');
  }
  await planVolgende(deps, koppelingId);
  await startWhenDue(deps, koppelingId);
  const datum = nextDateOf(koppeling, deps.klok.now());
  return { uitkomst: 'overgeslagen', volgende: { ...koppeling.volgende, datum } };
}

/** The koppeling goes on to the period after its next one, which it remembers as passed over. */
export function moveOn(
  {
    registratie,
    klok,
  }: { readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister; readonly klok: Klok },
  koppeling: Koppeling,
  { wie, ...overgeslagen }: OvergeslagenTijdvak & { readonly wie: string },
): Promise<WriteOutcome> {
  const op = klok.now();
  const { aanmeldingId, versie } = koppeling;
  const { tijdvak, datum } = planFor(tijdvakNa(koppeling, tijdvakById(overgeslagen.tijdvakId)));
  const next: Koppeling = {
    ...koppeling,
    versie: versie + 1,
    volgende: { tijdvakId: tijdvak.tijdvakId, datum },
    overgeslagen: [...(koppeling.overgeslagen ?? []), overgeslagen],
  };
  const waarom = `${overgeslagen.tijdvakId}: ${overgeslagen.reden}`;
  return registratie.replaceKoppeling(next, { aanmeldingId, op, wie, wat: 'koppeling.tijdvak-overgeslagen', waarom });
}
