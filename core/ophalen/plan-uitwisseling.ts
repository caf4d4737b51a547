import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { type OpenDeps, openPayroll, required } from '../controle/open-payroll.ts';
import { Transient } from '../errors.ts';
import type { UitwisselingId, WerknemerId } from '../ids.ts';
import type { Guid } from '../invoer/guid.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { readJson, toJson } from '../invoer/read-json.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { askRestSleutels } from '../nmbrs/ask-rest-sleutels.ts';
import { bulkAanroepenFor } from '../nmbrs/bulk-aanroep.ts';
import { groepenFor } from '../nmbrs/dekkingsprofiel.ts';
import { nmbrsTijdvakOf } from '../nmbrs/peil.ts';
import type { Kluis } from '../nmbrs/ports/kluis.ts';
import type { PayrollRuns, PayrollToets, PayrollWerknemers } from '../nmbrs/ports/payroll.ts';
import { isOutOfTime } from '../nmbrs/ports/payroll-errors.ts';
import { tijdvakAanroepenFor } from '../nmbrs/tijdvak-aanroep.ts';
import { toStore, versioned } from '../stored.ts';
import { loadRunning } from '../uitwisseling/load-uitwisseling.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { delenOf, groepenVan, planKey, Werkplan } from '../uitwisseling/werkplan.ts';
import type { VingerDeps } from '../vergelijking/read-vingerafdrukken.ts';
import type { Verzoeken } from '../verzoek/ports/verzoeken.ts';
import { openVerleden, type Verleden } from './find-nieuws.ts';
import { countVertrokkenVoor, selectWerknemers } from './selectie.ts';

export interface PlanDeps extends OpenDeps, VingerDeps {
  readonly kluis: Kluis;
  readonly registratie: Aanmeldregister &
    Koppelregister &
    Uitwisselregister &
    Deelregister &
    Pick<Verzoeken, 'findHold' | 'listVerzoeken'>;
  readonly opslag: Opslag;
  readonly klok: Klok;
}

/**
 * Decides who must be in the data set and by which calls, and cuts the work into parts. The plan is written once: run again after a crash,
 * the step goes on with the plan that is there, so that parts and plan always tell the same.
 */
export async function planUitwisseling(deps: PlanDeps, id: UitwisselingId): Promise<void> {
  const { uitwisseling, koppeling } = await loadRunning(deps.registratie, id);
  if (uitwisseling.delen > 0) return;
  // An erasure that began between the gate and here did not see this exchange begin: it goes first.
  if ((await deps.registratie.findHold(koppeling.koppelingId, deps.klok.now())) !== undefined) {
    throw new Transient({ code: 'koppeling-wordt-gewist', message: 'an erasure of the koppeling is under way' });
  }
  const plan = await ensurePlan(deps, uitwisseling, koppeling);
  const delen = delenOf(plan, groepenVan(koppeling.dekkingsprofiel, plan));
  const { perTijdvak, nmbrsIn } = plan;
  const next = {
    ...uitwisseling,
    ...{ versie: uitwisseling.versie + 1, delen: delen.length, resterend: delen.length },
    werkwijze: { perTijdvak, nmbrsIn },
  };
  const { aanmeldingId } = koppeling;
  const { length: bedrijfsbreed } = plan.bedrijfsbreed;
  const waarom = `${plan.werknemers.length} werknemers, ${bedrijfsbreed} bedrijfsbreed, ${perTijdvak.length} per tijdvak, ${delen.length} delen`;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.verdeeld', waarom };
  assertStored(await deps.registratie.storeDelen(next, delen, regel));
}

async function ensurePlan(deps: PlanDeps, uitwisseling: Uitwisseling, koppeling: Koppeling): Promise<Werkplan> {
  const key = planKey(uitwisseling.uitwisselingId);
  const existing = await readJson(deps.opslag, key, Werkplan);
  if (existing !== undefined) return existing;
  const plan = await makePlan(deps, uitwisseling, koppeling);
  const written = await deps.opslag.putOnce(key, toJson(versioned(toStore(Werkplan, plan))));
  return written === 'geschreven' ? plan : ensurePlan(deps, uitwisseling, koppeling);
}

async function makePlan(deps: PlanDeps, { tijdvakId }: Uitwisseling, koppeling: Koppeling): Promise<Werkplan> {
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const { bedrijfId } = koppeling.nmbrs;
  const tijdvak = tijdvakById(tijdvakId);
  const nmbrsIn = nmbrsTijdvakOf(required(await payroll.fetchTijdvak(bedrijfId)));
  const verleden = await openVerleden(deps, koppeling, tijdvakId);
  const lijsten = {
    inDienst: required(await payroll.listWerknemers(bedrijfId, 'in-dienst')),
    uitDienst: required(await payroll.listWerknemers(bedrijfId, 'uit-dienst')),
    dienstverbanden: required(await payroll.listDienstverbanden(bedrijfId)),
    dga: koppeling.dga,
    tijdvak,
    isNieuws: verleden.isNieuws,
    isGewist: verleden.isGewist,
  };
  const selectie = selectWerknemers(lijsten);
  const { geteldOp, vorige } = koppeling;
  const isFirst = geteldOp !== undefined && vorige === undefined;
  const [first] = selectie.werknemers;
  const calls =
    first === undefined
      ? { bedrijfsbreed: [], perTijdvak: [] }
      : await findActive(payroll, koppeling, { tijdvak, werknemerId: first.werknemerId });
  return {
    ...{ ...selectie, ...calls, nmbrsIn },
    ...(await withGuids(payroll, koppeling, { werknemers: selectie.werknemers, verleden })),
    ...(isFirst ? { vertrokkenVoor: countVertrokkenVoor(lijsten, geteldOp) } : {}),
  };
}

const NIETS_GEVRAAGD: ReadonlyMap<number, Guid> = new Map();

/** Each GUID is asked for until it is known, and kept from then on: for somebody new once more. */
async function withGuids(
  payroll: PayrollToets & PayrollRuns & PayrollWerknemers,
  { nmbrs: { bedrijfId, bedrijfGuid } }: Koppeling,
  { werknemers, verleden }: { readonly werknemers: Werkplan['werknemers']; readonly verleden: Verleden },
): Promise<Pick<Werkplan, 'werknemers' | 'bedrijfGuid'>> {
  const own = bedrijfGuid ?? (await askRestSleutels(payroll, bedrijfId, 'bedrijf')).get(bedrijfId);
  const isComplete = werknemers.every(({ werknemerId }) => verleden.guidVan(werknemerId) !== undefined);
  const told = isComplete ? NIETS_GEVRAAGD : await askRestSleutels(payroll, bedrijfId, 'werknemer');
  return {
    werknemers: werknemers.map((werknemer) => {
      const guid = verleden.guidVan(werknemer.werknemerId) ?? told.get(werknemer.werknemerId);
      return guid === undefined ? werknemer : { ...werknemer, guid };
    }),
    ...(own === undefined ? {} : { bedrijfGuid: own }),
  };
}

/**
 * The calls that nobody is asked for, are active now and give anything of the profile. The controle looked too, but that may be
 * years ago: rights come and go. No other call is made than those that the profile needs.
 */
async function findActive(
  payroll: PayrollToets & PayrollRuns & PayrollWerknemers,
  { nmbrs: { bedrijfId }, dekkingsprofiel }: Koppeling,
  { tijdvak, werknemerId }: { readonly tijdvak: Tijdvak; readonly werknemerId: WerknemerId },
): Promise<Pick<Werkplan, 'bedrijfsbreed' | 'perTijdvak'>> {
  const bulk = () => payroll.probeBulk(bedrijfId, bulkAanroepenFor(groepenFor(dekkingsprofiel)));
  const voorbeeld = { bedrijfId, tijdvak, werknemerId };
  const perTijdvak = () => payroll.probePerTijdvak(voorbeeld, tijdvakAanroepenFor(dekkingsprofiel));
  return { bedrijfsbreed: await actief(bulk), perTijdvak: await actief(perTijdvak) };
}

/** Where they take all the time there is: none of them. They would again, and nobody needs them. */
async function actief<A>(
  probe: () => Promise<readonly { readonly aanroep: A; readonly uitkomst: string }[]>,
): Promise<A[]> {
  try {
    return (await probe()).filter(({ uitkomst }) => uitkomst === 'actief').map(({ aanroep }) => aanroep);
  } catch (error) {
    if (isOutOfTime(error)) return [];
    throw error;
  }
}
