import { doorBeoordelaar, type Opnieuwformulier } from '../audit/beheer.ts';
import type { KoppelingId, TijdvakId } from '../ids.ts';
import type { Veldfout } from '../invoer/probleem.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { tijdvakNa, verloningIn } from '../koppeling/verloningen.ts';
import { recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import { withAsked } from '../uitwisseling/start-next.ts';
import type { StartDeps, StartOutcome } from '../uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';
import { isOpen } from '../uitwisseling/uitwisseling.ts';
import { faultsInTijdvakken } from './tijdvakken-opnieuw.ts';

export interface AgainRequest {
  readonly koppelingId: KoppelingId;
  readonly formulier: Opnieuwformulier;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

export type AgainOutcome =
  /**
   * `start`: whether the first has started, or waits for another exchange to end; `loopt-al`: one of that period was open,
   * running or held, and is the one that is meant.
   */
  | {
      readonly uitkomst: 'gevraagd';
      readonly tijdvakken: readonly TijdvakId[];
      readonly start: StartOutcome | 'wacht' | 'loopt-al';
    }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'gestopt' }
  /** Paused, or without a working token. */
  | { readonly uitkomst: 'niet-actief' }
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] };

/**
 * Fetches periods again, delivered or not, in order and one after the other: each gets a new version of its data set. What is
 * asked for is written down first; whoever brings an exchange to its end starts the next. Asked twice, while the first has
 * not come to its end, is once.
 */
export async function fetchAgain(deps: StartDeps, request: AgainRequest): Promise<AgainOutcome> {
  const { koppelingId, formulier } = request;
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return { uitkomst: 'onbekend' };
  if (koppeling.status === 'gestopt') return { uitkomst: 'gestopt' };
  if (koppeling.status !== 'actief') return { uitkomst: 'niet-actief' };
  const fouten = await faultsOf(deps, koppeling, formulier);
  if (fouten.length > 0) return { uitkomst: 'ongeldig', fouten };

  const tijdvakken = tijdvakkenIn(koppeling, formulier);
  const all = await recenteUitwisselingen(deps, koppeling, [formulier.van]);
  const inhalen = withAsked(koppeling.inhalen ?? [], tijdvakken, all);
  if (inhalen.length > (koppeling.inhalen?.length ?? 0)) {
    const stored = await store(deps, { ...koppeling, inhalen: [...inhalen] }, request);
    if (stored === 'verouderd') return fetchAgain(deps, request);
  }
  const start = await startWhenDue(deps, koppelingId);
  const isOpenAlready = all.some((one) => isOpen(one) && one.tijdvakId === formulier.van);
  return { uitkomst: 'gevraagd', tijdvakken, start: isOpenAlready ? 'loopt-al' : start };
}

async function faultsOf(
  deps: StartDeps,
  koppeling: Koppeling,
  formulier: Opnieuwformulier,
): Promise<readonly Veldfout[]> {
  const aanmelding = await deps.registratie.findAanmelding(koppeling.aanmeldingId);
  const eerste = aanmelding?.status === 'gerealiseerd' ? aanmelding.eersteUitwisseling.tijdvak.tijdvakId : undefined;
  return faultsInTijdvakken(formulier, {
    verloningIn: (jaar) => verloningIn(koppeling, jaar),
    eerste: eerste ?? koppeling.volgende.tijdvakId,
    volgende: koppeling.volgende.tijdvakId,
    vandaag: dateInAmsterdam(deps.klok.now()),
  });
}

function tijdvakkenIn(koppeling: Koppeling, { van, tot = van }: Opnieuwformulier): readonly TijdvakId[] {
  const { begin: last } = tijdvakById(tot);
  const all: TijdvakId[] = [];
  for (let one = tijdvakById(van); one.begin <= last; one = tijdvakNa(koppeling, one)) all.push(one.tijdvakId);
  return all;
}

function store(deps: StartDeps, asked: Koppeling, { formulier, beoordelaar }: AgainRequest) {
  const { aanmeldingId, versie } = asked;
  const { van, tot = van, reden } = formulier;
  const which = van === tot ? van : `${van} t/m ${tot}`;
  const door = doorBeoordelaar({ beoordelaar, reden: `${which}: ${reden}` });
  const regel = { ...door, aanmeldingId, op: deps.klok.now(), wat: 'uitwisseling.inhalen-gevraagd' };
  return deps.registratie.replaceKoppeling({ ...asked, versie: versie + 1 }, regel);
}
