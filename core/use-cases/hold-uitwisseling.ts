import { aanmeldingIdOf } from '../domain/koppeling.ts';
import {
  inTijdvakOrder,
  type LopendeUitwisseling,
  type Uitwisseling,
  type VastgehoudenUitwisseling,
  type VoltooideUitwisseling,
} from '../domain/uitwisseling.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie } from '../ports/registratie.ts';
import { assertStored } from './assert-stored.ts';

export interface HoldDeps {
  readonly registratie: Registratie;
  readonly klok: Klok;
}

/** Held when more than a fifth of the employees is gone. */
const LEFT_OF = { counted: 5, atLeast: 4 };

/**
 * Whether a person of a.s.r. must look before this set of so many employees is delivered: it has over 20 % fewer than the one
 * delivered before it, or (the first one) than the controle counted. Then the exchange is held from here on, and nothing may be written. What a person released is not
 * held again. To be asked when the set is complete and nothing of it is written.
 */
export async function mustHold(
  deps: HoldDeps,
  uitwisseling: LopendeUitwisseling,
  { werknemers, all, geteld }: Aantallen,
): Promise<boolean> {
  if (uitwisseling.vrijgave?.besluit === 'leveren') return false;
  const delivered = lastDeliveredBefore(uitwisseling, all);
  const vorige = delivered ?? (geteld === undefined ? undefined : { werknemers: geteld });
  if (vorige === undefined || !isDrop(werknemers, vorige.werknemers)) return false;
  await hold(deps, uitwisseling, { werknemers, vorige });
  return true;
}

interface Aantallen {
  readonly werknemers: number;
  /** Every exchange of the koppeling. */
  readonly all: readonly Uitwisseling[];
  /** How many the controle counted. */
  readonly geteld: number | undefined;
}

type Vorige = VastgehoudenUitwisseling['vorige'];

/** The set of an earlier period, or an earlier version of the same. */
function lastDeliveredBefore(
  uitwisseling: Uitwisseling,
  all: readonly Uitwisseling[],
): VoltooideUitwisseling | undefined {
  return all
    .filter((one) => one.status === 'voltooid')
    .filter((one) => inTijdvakOrder(one, uitwisseling) < 0)
    .at(-1);
}

const isDrop = (werknemers: number, before: number): boolean => werknemers * LEFT_OF.counted < before * LEFT_OF.atLeast;

async function hold(
  deps: HoldDeps,
  { taakToken: _ofParts, ...uitwisseling }: LopendeUitwisseling,
  { werknemers, vorige: { tijdvakId, werknemers: before } }: { readonly werknemers: number; readonly vorige: Vorige },
): Promise<void> {
  const nu = deps.klok.now();
  const next: VastgehoudenUitwisseling = {
    ...uitwisseling,
    versie: uitwisseling.versie + 1,
    status: 'vastgehouden',
    vastgehoudenOp: nu,
    werknemers,
    vorige: { ...(tijdvakId === undefined ? {} : { tijdvakId }), werknemers: before },
  };
  const aanmeldingId = aanmeldingIdOf(uitwisseling.koppelingId);
  const waarom = `${werknemers} werknemers, ${tijdvakId ?? 'de controle'} had er ${before}`;
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.vastgehouden', waarom };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
}
