import { type BulkAanroep, bulkAanroepenFor } from '../domain/bulk-aanroep.ts';
import { groepenFor } from '../domain/dekkingsprofiel.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import { selectWerknemers } from '../domain/selectie.ts';
import { earlierOf, type Tijdvak, tijdvakById } from '../domain/tijdvak.ts';
import type { UitwisselingId } from '../domain/uitwisseling.ts';
import { delenOf, planKey, Werkplan } from '../domain/werkplan.ts';
import type { Klok } from '../ports/klok.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Payroll } from '../ports/payroll.ts';
import type { Registratie } from '../ports/registratie.ts';
import { assertStored } from './assert-stored.ts';
import { readJson, toJson } from './json-object.ts';
import { loadRunning } from './load-uitwisseling.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';

export interface PlanDeps extends OpenDeps {
  readonly registratie: Registratie;
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
  const plan = await ensurePlan(deps, koppeling, tijdvakById(uitwisseling.tijdvakId), id);
  const delen = delenOf(plan, groepenFor(koppeling.dekkingsprofiel));
  const next = { ...uitwisseling, versie: uitwisseling.versie + 1, delen: delen.length, resterend: delen.length };
  const { aanmeldingId } = koppeling;
  const waarom = `${plan.werknemers.length} werknemers, ${plan.bedrijfsbreed.length} bedrijfsbreed, ${delen.length} delen`;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.verdeeld', waarom };
  assertStored(await deps.registratie.storeDelen(next, delen, regel));
}

async function ensurePlan(
  deps: PlanDeps,
  koppeling: Koppeling,
  tijdvak: Tijdvak,
  id: UitwisselingId,
): Promise<Werkplan> {
  const existing = await readJson(deps.opslag, planKey(id), Werkplan);
  if (existing !== undefined) return existing;
  const plan = await makePlan(deps, koppeling, tijdvak);
  const written = await deps.opslag.putOnce(planKey(id), toJson(plan));
  return written === 'geschreven' ? plan : ensurePlan(deps, koppeling, tijdvak, id);
}

async function makePlan(deps: PlanDeps, koppeling: Koppeling, tijdvak: Tijdvak): Promise<Werkplan> {
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const { bedrijfId } = koppeling.nmbrs;
  const previous = koppeling.vorige === undefined ? tijdvak : tijdvakById(koppeling.vorige.tijdvakId);
  const selectie = selectWerknemers({
    inDienst: required(await payroll.listWerknemers(bedrijfId, 'in-dienst')),
    uitDienst: required(await payroll.listWerknemers(bedrijfId, 'uit-dienst')),
    dienstverbanden: required(await payroll.listDienstverbanden(bedrijfId)),
    dga: koppeling.dga,
    sinds: earlierOf(previous, tijdvak).begin,
  });
  const bedrijfsbreed = selectie.werknemers.length === 0 ? [] : await findActive(payroll, koppeling);
  return { ...selectie, bedrijfsbreed };
}

/**
 * The company-wide calls that are active now and give anything of the profile. The controle looked too, but that may be
 * years ago: rights come and go. No other call is made than those that the profile needs.
 */
async function findActive(payroll: Payroll, { nmbrs, dekkingsprofiel }: Koppeling): Promise<BulkAanroep[]> {
  const probed = await payroll.probeBulk(nmbrs.bedrijfId, bulkAanroepenFor(groepenFor(dekkingsprofiel)));
  return probed.filter(({ uitkomst }) => uitkomst === 'actief').map(({ aanroep }) => aanroep);
}
