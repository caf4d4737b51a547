import { assertStored } from '../assert-stored.ts';
import { aanmeldingIdOf, type TijdvakId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { type Bezetting, redenOmVastTeHouden, type Vasthoudreden } from '../nmbrs/bezetting.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import {
  inTijdvakOrder,
  type LopendeUitwisseling,
  type Uitwisseling,
  type VastgehoudenUitwisseling,
  type Vertrokkene,
  type VoltooideUitwisseling,
} from '../uitwisseling/uitwisseling.ts';
import type { Manifest } from '../vergelijking/manifest.ts';

export interface HoldDeps {
  readonly registratie: Uitwisselregister;
  readonly klok: Klok;
}

/** A set that is complete, and all that it can be held against. */
export interface Bevolking {
  readonly tellingen: Pick<Manifest, 'werknemers' | 'inDienst'>;
  /** Of whom it says that they go or went out of service. */
  readonly vertrokken: readonly Vertrokkene[];
  /** Of the first set: how many whom the controle counted had left before it. */
  readonly vertrokkenVoor: number;
  /** Every exchange of the koppeling. */
  readonly all: readonly Uitwisseling[];
  /** How many the controle counted. */
  readonly geteld: number | undefined;
}

/** So many are named at most: the item that keeps them has a limit. */
const GENOEMD = 200;

/**
 * Whether a person of a.s.r. must look before this set is delivered, because so many people are in service no more: by the set that
 * was delivered before it (an earlier version of it, if there is one) or, of the first one, by what the controle counted. Then the
 * exchange is held from here on, and nothing may be written. What a person released is not held again. To be asked when the set is
 * complete and nothing of it is written.
 */
export async function mustHold(
  deps: HoldDeps,
  uitwisseling: LopendeUitwisseling,
  bevolking: Bevolking,
): Promise<boolean> {
  if (uitwisseling.vrijgave?.besluit === 'leveren') return false;
  const found = comparedWith(uitwisseling, bevolking);
  if (found === undefined) return false;
  const reden = redenOmVastTeHouden(found.bezetting, found.vorige.inDienst);
  if (reden === undefined) return false;
  await hold(deps, uitwisseling, { ...bevolking, ...found, reden });
  return true;
}

interface Vergeleken {
  readonly vorige: VastgehoudenUitwisseling['vorige'];
  readonly bezetting: Bezetting;
}

function comparedWith(uitwisseling: Uitwisseling, bevolking: Bevolking): Vergeleken | undefined {
  const { tellingen, vertrokkenVoor, all, geteld } = bevolking;
  const { nu } = tellingen.inDienst;
  const delivered = lastDeliveredBefore(uitwisseling, all);
  const vorige: Vergeleken['vorige'] | undefined =
    delivered === undefined
      ? geteld === undefined
        ? undefined
        : { inDienst: geteld }
      : { tijdvakId: delivered.tijdvakId, inDienst: delivered.bezetting?.nu ?? delivered.werknemers };
  if (vorige === undefined) return undefined;
  // Another version of the same period tells again what the earlier one told.
  const told = delivered?.tijdvakId === uitwisseling.tijdvakId ? delivered.bezetting : undefined;
  const found = wegIn(bevolking);
  const eraf = since(found.eraf, told?.eraf) + (delivered === undefined ? vertrokkenVoor : 0);
  const gemeld = since(found.gemeld, told?.gemeld);
  const spoorloos =
    found.spoorloos === undefined ? Math.max(0, vorige.inDienst - nu - eraf) : since(found.spoorloos, told?.spoorloos);
  return { vorige, bezetting: { nu, eraf, spoorloos, gemeld } };
}

const since = (now: number, before = 0): number => Math.max(0, now - before);

/** Where it is not known who was in service before, who is in the set with a last day that has passed is who left. */
function wegIn({ tellingen: { werknemers, inDienst }, vertrokken }: Bevolking) {
  const { nu, verloop } = inDienst;
  if (verloop === undefined) return { eraf: werknemers - nu, gemeld: werknemers - nu, spoorloos: undefined };
  const dated = vertrokken.filter(({ laatsteDag }) => laatsteDag !== undefined);
  return { ...verloop, gemeld: new Set(dated.map(({ werknemerId }) => werknemerId)).size };
}

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

async function hold(
  deps: HoldDeps,
  { taakToken: _ofParts, ...uitwisseling }: LopendeUitwisseling,
  found: Bevolking & Vergeleken & { readonly reden: Vasthoudreden },
): Promise<void> {
  const nu = deps.klok.now();
  const { reden, tellingen, bezetting, vorige, vertrokken } = found;
  const next: VastgehoudenUitwisseling = {
    ...uitwisseling,
    ...{ versie: uitwisseling.versie + 1, status: 'vastgehouden', vastgehoudenOp: nu },
    ...{ reden, werknemers: tellingen.werknemers, bezetting, vorige, vertrokken: vertrokken.slice(0, GENOEMD) },
  };
  const aanmeldingId = aanmeldingIdOf(uitwisseling.koppelingId);
  const voor: TijdvakId | 'de controle' = vorige.tijdvakId ?? 'de controle';
  const waarom = `${reden}: ${bezetting.nu} in dienst, ${voor} had er ${vorige.inDienst}; ${bezetting.gemeld} uit dienst gemeld, ${bezetting.spoorloos} zonder datum weg`;
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.vastgehouden', waarom };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
}
