import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { type OpenDeps, openPayroll } from '../controle/open-payroll.ts';
import { Defect, REFUSED, Refused, Transient, Unclear } from '../errors.ts';
import type { UitwisselingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { toNdjson } from '../invoer/read-json.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { type Loaded, loadWhateverIsLeft } from '../uitwisseling/load-uitwisseling.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import {
  type Deel,
  type DeelBericht,
  type LopendeUitwisseling,
  uitkomstVanDelen,
} from '../uitwisseling/uitwisseling.ts';
import { byWerknemer, deelKey, inPartsOf, isTooLarge, stukkenOf } from '../uitwisseling/werkplan.ts';
import {
  fetchBedrijfsbreed,
  fetchSalarissen,
  fetchWerknemers,
  groepenOf,
  instead,
  type Opbrengst,
  type Regels,
  readPlan,
} from './fetch-gegevens.ts';
import type { Wachtrij } from './ports/wachtrij.ts';
import { type AsideDeps, type HeldUp, isAboutTheCall, isAboutThem, putAside } from './put-aside.ts';

export interface FetchDeps extends OpenDeps, AsideDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister & Deelregister;
  readonly opslag: Opslag;
  readonly wachtrij: Wachtrij;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/**
 * `was-gedaan`: the message came twice. `niet-meer-nodig`: the exchange stopped meanwhile. `vervangen`: others do it.
 * `geweigerd`: the machine was told that Nmbrs refuses, and stops. `afgekeurd`: it was put aside for a person.
 */
export type FetchOutcome = 'gedaan' | 'vervangen' | 'was-gedaan' | 'niet-meer-nodig' | 'geweigerd' | 'afgekeurd';

type Running = Loaded<LopendeUitwisseling>;

/**
 * Does one part: fetches, stores, then marks it done. Delivered twice or killed half-way it is fetched again and counted
 * once. The part that brings the count to zero lets the machine go on. A company-wide part whose call is not active any more
 * is replaced by parts of employees in one write, and those are put on the queue; a worker that is killed between the two
 * gets its message again, finds the part replaced, and sends what is open. So is a part of employees of which one makes no
 * sense, or holds the part up each time that the queue hands it out (`keer`), so that the others are done; that one alone is
 * put aside. Any other refusal stops the machine at once: a
 * person must act first, and who that is would otherwise hear of it after hours of asking in vain. Throws `Refused` when
 * nothing waits to be told.
 */
export async function fetchDeel(
  deps: FetchDeps,
  { uitwisselingId, deel: nummer }: DeelBericht,
  keer = 1,
): Promise<FetchOutcome> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, uitwisselingId);
  if (uitwisseling.status !== 'loopt' || koppeling.status === 'gewist') return 'niet-meer-nodig';
  const found = await deps.registratie.findDeel(uitwisselingId, nummer);
  if (found === undefined) throw new Defect({ code: 'deel-onbekend', message: 'no such part' });
  const running = { uitwisseling, koppeling };
  if (found.gedaan) {
    await sendStukken(deps, running, found.deel);
    await reportAnew(deps, uitwisselingId);
    return 'was-gedaan';
  }
  const opbrengst = await fetchOrStop(deps, running, found.deel, keer);
  if (opbrengst === 'geweigerd') return opbrengst;
  if ('stukken' in opbrengst) return replace(deps, running, nummer, opbrengst);
  if ('foutcode' in opbrengst) {
    await putAside(deps, { uitwisselingId, deel: nummer }, koppeling.nmbrs.domein, opbrengst.foutcode);
    return 'afgekeurd';
  }
  await store(deps, uitwisselingId, nummer, opbrengst.data);
  const after = await deps.registratie.completeDeel(uitwisselingId, nummer);
  if (after === undefined) return 'niet-meer-nodig';
  await report(deps, after);
  return 'gedaan';
}

async function fetchOrStop(
  deps: FetchDeps,
  running: Running,
  deel: Deel,
  keer: number,
): Promise<Opbrengst | 'geweigerd'> {
  try {
    return await fetchOpbrengst(deps, running, deel, keer);
  } catch (error) {
    if (error instanceof Transient || error instanceof Unclear) return heldUp(deps, running, deel, { error, keer });
    if (error instanceof Refused && (await stop(deps, running.uitwisseling, error)) === 'hervat') return 'geweigerd';
    throw error;
  }
}

/** Nobody needs the company-wide call: held up once more after its own tries, it gives way to the listed ones. */
async function listedInstead(
  { opslag }: FetchDeps,
  { uitwisseling: { uitwisselingId } }: Running,
  { groepen }: Extract<Deel, { soort: 'bedrijfsbreed' }>,
  waarom: string,
): Promise<Opbrengst> {
  const plan = await readPlan(opslag, uitwisselingId);
  return {
    stukken: stukkenOf(
      plan.werknemers.map(({ werknemerId }) => werknemerId),
      groepen,
    ),
    waarom,
  };
}

/** Nmbrs holds a part up: what can be asked in another way is, or the one employee put aside; else the part is tried again. */
async function heldUp(
  deps: FetchDeps,
  running: Running,
  deel: Deel,
  { error, keer }: { readonly error: HeldUp; readonly keer: number },
): Promise<Opbrengst> {
  const { uitwisseling, koppeling } = running;
  if (deel.soort === 'bedrijfsbreed' && isAboutTheCall(error, keer)) {
    return listedInstead(deps, running, deel, error.code);
  }
  if (deel.soort !== 'werknemers') throw error;
  if (!(await isAboutThem(deps, uitwisseling.uitwisselingId, deel, { error, keer }))) throw error;
  const { werknemerIds } = deel;
  const stukken =
    werknemerIds.length === 1 ? [] : inPartsOf(1, werknemerIds, groepenOf(deel, koppeling.dekkingsprofiel));
  return instead({ gemis: 'onleesbaar', code: error.code }, stukken);
}

async function fetchOpbrengst(deps: FetchDeps, running: Running, deel: Deel, keer: number): Promise<Opbrengst> {
  const { nmbrs, dekkingsprofiel } = running.koppeling;
  const opdracht = async () => ({ ...running, payroll: await openPayroll(deps, nmbrs.inloggegevensRef) });
  switch (deel.soort) {
    case 'salarissen':
      return fetchSalarissen(await opdracht(), keer);
    case 'werknemers':
      if (isTooLarge(deel))
        return { stukken: stukkenOf(deel.werknemerIds, groepenOf(deel, dekkingsprofiel)), waarom: 'te groot' };
      return fetchWerknemers(await opdracht(), deel);
    case 'bedrijfsbreed':
      return fetchBedrijfsbreed(deps, await opdracht(), deel);
    case 'vervangen':
      throw new Defect({ code: 'deel-vervangen', message: 'a part that was replaced is done' });
    default:
      return deel satisfies never;
  }
}

async function replace(
  deps: FetchDeps,
  running: Running,
  nummer: number,
  { stukken, waarom }: Extract<Opbrengst, { stukken: unknown }>,
): Promise<FetchOutcome> {
  const { uitwisseling, koppeling } = running;
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.herverdeeld', waarom };
  const after = await deps.registratie.replaceDeel(uitwisseling.uitwisselingId, nummer, stukken, regel);
  if (after === undefined) return 'niet-meer-nodig';
  await sendStukken(deps, running, after.deel);
  if (after.deel.soort === 'vervangen') return 'vervangen';
  await reportAnew(deps, uitwisseling.uitwisselingId);
  return 'was-gedaan';
}

/** Puts the open ones of the parts that do this one's work on the queue; more than once does no harm. */
async function sendStukken(
  { registratie, wachtrij }: FetchDeps,
  { uitwisseling: { uitwisselingId }, koppeling }: Running,
  deel: Deel,
): Promise<void> {
  if (deel.soort !== 'vervangen') return;
  const delen = await registratie.listDelen(uitwisselingId);
  const open = delen.filter((one) => !one.gedaan && one.fout === undefined && deel.door.includes(one.deel.nummer));
  const berichten = open.map((one) => ({ uitwisselingId, deel: one.deel.nummer }));
  await wachtrij.sendDelen(berichten, koppeling.nmbrs.domein);
}

/** The first to store a part wins: a second delivery of the message counts for nothing. */
async function store({ opslag }: FetchDeps, id: UitwisselingId, nummer: number, data: Regels): Promise<void> {
  await opslag.putOnce(deelKey(id, nummer), toNdjson(data.toSorted(byWerknemer)));
}

async function report({ verloop }: FetchDeps, uitwisseling: LopendeUitwisseling): Promise<void> {
  const { resterend, taakToken } = uitwisseling;
  if (resterend > 0 || taakToken === undefined) return;
  await verloop.resume(taakToken, { uitkomst: uitkomstVanDelen(uitwisseling) });
}

/** For who finds a part done: who did it may have died before its report, and after the look at the exchange. */
async function reportAnew(deps: FetchDeps, id: UitwisselingId): Promise<void> {
  const now = await deps.registratie.findUitwisseling(id);
  if (now?.status === 'loopt') await report(deps, now);
}

/** Under `Error` stands what a step of the machine would have thrown. */
async function stop({ verloop }: FetchDeps, { taakToken }: LopendeUitwisseling, { code }: Refused) {
  if (taakToken === undefined) return 'verlopen';
  return verloop.resume(taakToken, { uitkomst: 'geweigerd', Error: `${REFUSED}.${code}` });
}
