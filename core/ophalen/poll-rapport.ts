import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { type OpenDeps, openPayroll, required } from '../controle/open-payroll.ts';
import { Defect, Unclear } from '../errors.ts';
import type { UitwisselingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { toJson, toNdjson } from '../invoer/read-json.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { needsLooncodes } from '../nmbrs/dekkingsprofiel.ts';
import type { Payroll, PayrollRuns, RapportStand } from '../nmbrs/ports/payroll.ts';
import { isOfTheCall, isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import { type Loaded, loadRunning } from '../uitwisseling/load-uitwisseling.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { LopendeUitwisseling, Rapport } from '../uitwisseling/uitwisseling.ts';
import { byWerknemer, overigeLooncodesKey, type RapportRegel, rapportKey } from '../uitwisseling/werkplan.ts';
import { type Looncodelijst, looncodesOf } from './looncodes.ts';

/**
 * The first look is when the parts are there. After it 2 s, then each time half as long again, at most 15 s: 2, 3, 5, 7, 11,
 * 15 … INFERRED from what other clients do.
 */
const FIRST_WAIT_SECONDS = 2;
const GROWTH = 1.5;
const MAX_WAIT_SECONDS = 15;
/**
 * A report that failed, that cannot be read, or that is not there at the 63rd look, is started once more, code by code, then given
 * up. The waits before it are 2 + 3 + 5 + 7 + 11 and 57 times 15 s: nearly a quarter of an hour.
 */
const LAST_LOOK = 62;
const MAX_ATTEMPTS = 2;

export interface RapportDeps extends OpenDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister;
  readonly opslag: Opslag;
  readonly klok: Klok;
  /** The wage codes that a.s.r. gets. */
  readonly looncodes: Looncodelijst;
}

export type PollRapportOutcome =
  | { readonly uitkomst: 'klaar' }
  | { readonly uitkomst: 'bezig'; readonly wachtSeconden: number };

/**
 * Starts the wage-code reports of the runs, when the profile needs them: before the parts are fetched, so that Nmbrs makes them
 * meanwhile. Run again it keeps the tasks that it started.
 */
export async function startRapport(deps: RapportDeps, id: UitwisselingId): Promise<void> {
  const { uitwisseling, koppeling } = await loadRunning(deps.registratie, id);
  if (!needsLooncodes(koppeling.dekkingsprofiel) || uitwisseling.rapport !== undefined) return;
  await launch(deps, { uitwisseling, koppeling }, 1);
}

type Running = Loaded<LopendeUitwisseling>;

async function launch(deps: RapportDeps, running: Running, pogingen: number): Promise<void> {
  const { uitwisseling, koppeling } = running;
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const { jaar } = tijdvakById(uitwisseling.tijdvakId);
  const { bedrijfId } = koppeling.nmbrs;
  const runs = uitwisseling.runIds.map((runId) => ({ bedrijfId, runId, jaar }));
  const whole = pogingen === 1 ? await launchWhole(payroll, runs) : undefined;
  const looncodes = looncodesOf(uitwisseling, koppeling.dekkingsprofiel, deps.looncodes);
  const taken = whole ?? (await launchPerLooncode(payroll, runs, looncodes));
  await save(deps, running, {
    gestartOp: deps.klok.now(),
    looncodes: [...looncodes],
    pogingen,
    peilingen: 0,
    taken,
  });
}

type RunVraag = Parameters<Payroll['startRunRapport']>[0];

/**
 * Starts one report per run for all wage codes at once. `undefined` where that call cannot be used: the one for a single code, which the
 * handleiding lists, then gives the same, so that no office is asked to activate another.
 */
async function launchWhole(payroll: PayrollRuns, runs: readonly RunVraag[]): Promise<Rapport['taken'] | undefined> {
  const taken: Rapport['taken'] = [];
  for (const vraag of runs) {
    const taakId = await startWhole(payroll, vraag);
    if (taakId === undefined) return undefined;
    taken.push({ runId: vraag.runId, taakId, klaar: false });
  }
  return taken;
}

/** Nobody needs this call, so whatever becomes of it but that the login is refused only means: not this one. */
async function startWhole(payroll: PayrollRuns, vraag: RunVraag): Promise<string | undefined> {
  try {
    const answer = await payroll.startRunRapport(vraag);
    return answer.ok || isOfTheLogin(answer.refusal.reden) ? required(answer) : undefined;
  } catch (error) {
    if (isOfTheCall(error)) return undefined;
    throw error;
  }
}

async function launchPerLooncode(
  payroll: PayrollRuns,
  runs: readonly RunVraag[],
  looncodes: readonly number[],
): Promise<Rapport['taken']> {
  const taken: Rapport['taken'] = [];
  for (const vraag of runs) {
    for (const looncode of looncodes) {
      const taakId = required(await payroll.startLooncodeRapport({ ...vraag, looncode }));
      taken.push({ runId: vraag.runId, looncode, taakId, klaar: false });
    }
  }
  return taken;
}

/** Looks whether the reports are ready and stores the lines of those that are: a result is fetched once. */
export async function pollRapport(deps: RapportDeps, id: UitwisselingId): Promise<PollRapportOutcome> {
  const { uitwisseling, koppeling } = await loadRunning(deps.registratie, id);
  const { rapport } = uitwisseling;
  if (rapport === undefined || rapport.taken.every(({ klaar }) => klaar)) return { uitkomst: 'klaar' };
  const looncodes = looncodesOf(uitwisseling, koppeling.dekkingsprofiel, deps.looncodes);
  const { taken, failure } = await pollTasks(deps, { id, koppeling, looncodes }, rapport);
  const isReady = taken.every(({ klaar }) => klaar);
  if (failure !== undefined || (!isReady && rapport.peilingen >= LAST_LOOK)) {
    await restart(deps, { uitwisseling, koppeling }, { rapport, failure });
    return { uitkomst: 'bezig', wachtSeconden: FIRST_WAIT_SECONDS };
  }
  // Written also when all is there: who looked at the same time may have started other tasks.
  await save(deps, { uitwisseling, koppeling }, { ...rapport, peilingen: rapport.peilingen + 1, taken });
  return isReady ? { uitkomst: 'klaar' } : { uitkomst: 'bezig', wachtSeconden: waitAfter(rapport.peilingen) };
}

const waitAfter = (peilingen: number): number =>
  Math.min(MAX_WAIT_SECONDS, Math.ceil(FIRST_WAIT_SECONDS * GROWTH ** peilingen));

/** Why a task gives nothing: Nmbrs says so, or what it gives cannot be read. */
type Failure = 'mislukt' | Unclear | Defect;

interface Gevraagd {
  readonly id: UitwisselingId;
  readonly koppeling: Koppeling;
  readonly looncodes: readonly number[];
}

async function pollTasks(deps: RapportDeps, { id, koppeling, looncodes }: Gevraagd, rapport: Rapport) {
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const taken: Rapport['taken'] = [];
  let failure: Failure | undefined;
  for (const taak of rapport.taken) {
    if (taak.klaar) {
      taken.push(taak);
      continue;
    }
    const state = await pollTask(payroll, taak, looncodes);
    if ('failure' in state) failure ??= state.failure;
    else if (state.stand === 'klaar') {
      const lines = toNdjson(state.regels.toSorted(inOrderOf(looncodes)));
      await deps.opslag.put(overigeLooncodesKey(id, taak.runId, taak.looncode), toJson(state.overige));
      await deps.opslag.put(rapportKey(id, taak.runId, taak.looncode), lines);
    }
    taken.push({ ...taak, klaar: 'stand' in state && state.stand === 'klaar' });
  }
  return { taken, failure };
}

type Taak = Rapport['taken'][number];
type TaakStand = Exclude<RapportStand, { stand: 'mislukt' }> | { readonly failure: Failure };

/** A result that cannot be read is made anew: what Nmbrs made once in a bad moment it hands out each time. */
async function pollTask(
  payroll: PayrollRuns,
  { taakId, runId }: Taak,
  looncodes: readonly number[],
): Promise<TaakStand> {
  try {
    const state = required(await payroll.pollLooncodeRapport(taakId, runId, looncodes));
    return state.stand === 'mislukt' ? { failure: 'mislukt' } : state;
  } catch (error) {
    if (error instanceof Unclear || error instanceof Defect) return { failure: error };
    throw error;
  }
}

/** As the reports per code have them, one after the other. */
const inOrderOf =
  (looncodes: readonly number[]) =>
  (a: RapportRegel, b: RapportRegel): number =>
    byWerknemer(a, b) || looncodes.indexOf(a.code) - looncodes.indexOf(b.code);

interface Failed {
  readonly rapport: Rapport;
  /** Absent when it did not come in time. */
  readonly failure: Failure | undefined;
}

/** The last time, what makes no sense is `Unclear`: it may be a page in between, and then the same task has a result later. */
async function restart(deps: RapportDeps, running: Running, { rapport, failure }: Failed): Promise<void> {
  const { pogingen } = rapport;
  if (pogingen < MAX_ATTEMPTS) return launch(deps, running, pogingen + 1);
  const message = 'the wage-code report failed, also when started again';
  if (failure instanceof Unclear) throw new Unclear({ code: 'rapport-mislukt', message, cause: failure });
  throw new Defect({ code: 'rapport-mislukt', message });
}

async function save(deps: RapportDeps, { uitwisseling, koppeling }: Running, rapport: Rapport): Promise<void> {
  const { aanmeldingId } = koppeling;
  const next = { ...uitwisseling, versie: uitwisseling.versie + 1, rapport };
  const klaar = rapport.taken.filter((taak) => taak.klaar).length;
  const waarom = `poging ${rapport.pogingen}: ${klaar} van ${rapport.taken.length} klaar`;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.rapport', waarom };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
}
