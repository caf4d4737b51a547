import { type Dekkingsprofiel, groepenFor } from '../domain/dekkingsprofiel.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import { tijdvakById } from '../domain/tijdvak.ts';
import type { Deel, DeelBericht, LopendeUitwisseling, UitwisselingId, WerknemersWerk } from '../domain/uitwisseling.ts';
import {
  byWerknemer,
  deelKey,
  isTooLarge,
  planKey,
  type SalarissenRegel,
  stukkenOf,
  type WerknemerRegel,
  Werkplan,
} from '../domain/werkplan.ts';
import { Defect, REFUSED, Refused } from '../errors.ts';
import type { Klok } from '../ports/klok.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Payroll } from '../ports/payroll.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import type { Wachtrij } from '../ports/wachtrij.ts';
import { readJson, toNdjson } from './json-object.ts';
import { type Loaded, loadWhateverIsLeft } from './load-uitwisseling.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';

export interface FetchDeps extends OpenDeps {
  readonly registratie: Registratie;
  readonly opslag: Opslag;
  readonly wachtrij: Wachtrij;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/**
 * `was-gedaan`: the message came twice. `niet-meer-nodig`: the exchange stopped meanwhile. `vervangen`: others do it.
 * `geweigerd`: the machine was told that Nmbrs refuses, and stops.
 */
export type FetchOutcome = 'gedaan' | 'vervangen' | 'was-gedaan' | 'niet-meer-nodig' | 'geweigerd';

type Regels = readonly SalarissenRegel[] | readonly WerknemerRegel[];

/** What a part gave: its data, or the parts that must do its work instead, and why. */
type Opbrengst = { readonly data: Regels } | { readonly stukken: readonly WerknemersWerk[]; readonly waarom: string };

type Running = Loaded<LopendeUitwisseling>;

/**
 * Does one part: fetches, stores, then marks it done. Delivered twice or killed half-way it is fetched again and counted
 * once. The part that brings the count to zero lets the machine go on. A company-wide part whose call is not active any more
 * is replaced by parts of employees in one write, and those are put on the queue; a worker that is killed between the two
 * gets its message again, finds the part replaced, and sends what is open. Any other refusal stops the machine at once: a
 * person must act first, and who that is would otherwise hear of it after hours of asking in vain. Throws `Refused` when
 * nothing waits to be told.
 */
export async function fetchDeel(deps: FetchDeps, { uitwisselingId, deel: nummer }: DeelBericht): Promise<FetchOutcome> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, uitwisselingId);
  if (uitwisseling.status !== 'loopt' || koppeling.status === 'gewist') return 'niet-meer-nodig';
  const found = await deps.registratie.findDeel(uitwisselingId, nummer);
  if (found === undefined) throw new Defect({ code: 'deel-onbekend', message: 'no such part' });
  const running = { uitwisseling, koppeling };
  if (found.gedaan) {
    await sendStukken(deps, running, found.deel);
    await report(deps, uitwisseling);
    return 'was-gedaan';
  }
  const opbrengst = await fetchOrStop(deps, running, found.deel);
  if (opbrengst === 'geweigerd') return opbrengst;
  if ('stukken' in opbrengst) return replace(deps, running, nummer, opbrengst);
  await store(deps, uitwisselingId, nummer, opbrengst.data);
  const after = await deps.registratie.completeDeel(uitwisselingId, nummer);
  if (after === undefined) return 'niet-meer-nodig';
  await report(deps, after);
  return 'gedaan';
}

async function fetchOrStop(deps: FetchDeps, running: Running, deel: Deel): Promise<Opbrengst | 'geweigerd'> {
  try {
    return await fetchOpbrengst(deps, running, deel);
  } catch (error) {
    if (error instanceof Refused && (await stop(deps, running.uitwisseling, error)) === 'hervat') return 'geweigerd';
    throw error;
  }
}

async function fetchOpbrengst(deps: FetchDeps, running: Running, deel: Deel): Promise<Opbrengst> {
  const { nmbrs, dekkingsprofiel } = running.koppeling;
  switch (deel.soort) {
    case 'salarissen':
      return { data: await fetchSalarissen(await openPayroll(deps, nmbrs.inloggegevensRef), running.koppeling) };
    case 'werknemers':
      if (isTooLarge(deel))
        return { stukken: stukkenOf(deel.werknemerIds, groepenOf(deel, dekkingsprofiel)), waarom: 'te groot' };
      return { data: await fetchWerknemers(await openPayroll(deps, nmbrs.inloggegevensRef), deel, dekkingsprofiel) };
    case 'bedrijfsbreed':
      return fetchBedrijfsbreed(deps, running, deel);
    case 'vervangen':
      throw new Defect({ code: 'deel-vervangen', message: 'a part that was replaced is done' });
    default:
      return deel satisfies never;
  }
}

async function fetchSalarissen(payroll: Payroll, { nmbrs }: Koppeling): Promise<SalarissenRegel[]> {
  const perWerknemer = required(await payroll.listSalarissen(nmbrs.bedrijfId));
  return [...perWerknemer].map(([werknemerId, salarissen]) => ({ werknemerId, salarissen: [...salarissen] }));
}

/** For exactly the employees of the plan. A refusal of the call alone is no reason to stop: the listed calls give the same. */
async function fetchBedrijfsbreed(
  deps: FetchDeps,
  { uitwisseling, koppeling: { nmbrs } }: Running,
  { aanroep, groepen }: Extract<Deel, { soort: 'bedrijfsbreed' }>,
): Promise<Opbrengst> {
  const { uitwisselingId, tijdvakId } = uitwisseling;
  const plan = await readJson(deps.opslag, planKey(uitwisselingId), Werkplan);
  if (plan === undefined) throw new Defect({ code: 'werkplan-ontbreekt', message: 'a part has no plan' });
  const werknemerIds = plan.werknemers.map(({ werknemerId }) => werknemerId);
  const payroll = await openPayroll(deps, nmbrs.inloggegevensRef);
  const tijdvak = tijdvakById(tijdvakId);
  const answer = await payroll.fetchBedrijfsbreed({
    bedrijfId: nmbrs.bedrijfId,
    aanroep,
    werknemerIds,
    groepen,
    tijdvak,
  });
  if (!answer.ok && answer.refusal.reden === 'recht-niet-actief') {
    return { stukken: stukkenOf(werknemerIds, groepen), waarom: `${aanroep} is niet meer actief` };
  }
  return { data: [...required(answer)].map(([werknemerId, gegevens]) => ({ werknemerId, ...gegevens })) };
}

/**
 * One employee after the other; the calls for one go side by side. So a part that fails leaves no calls behind that would
 * go on in the next run of the worker, and a refused login is not tried for everyone.
 */
async function fetchWerknemers(
  payroll: Payroll,
  deel: WerknemersWerk,
  dekkingsprofiel: Dekkingsprofiel,
): Promise<WerknemerRegel[]> {
  const groepen = groepenOf(deel, dekkingsprofiel);
  const fetched: WerknemerRegel[] = [];
  for (const werknemerId of deel.werknemerIds) {
    fetched.push({ werknemerId, ...required(await payroll.fetchWerknemer(werknemerId, groepen)) });
  }
  return fetched;
}

const groepenOf = ({ groepen }: WerknemersWerk, dekkingsprofiel: Dekkingsprofiel) =>
  groepen ?? groepenFor(dekkingsprofiel);

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
  return after.deel.soort === 'vervangen' ? 'vervangen' : 'was-gedaan';
}

/** Puts the open ones of the parts that do this one's work on the queue; more than once does no harm. */
async function sendStukken(
  { registratie, wachtrij }: FetchDeps,
  { uitwisseling: { uitwisselingId }, koppeling }: Running,
  deel: Deel,
): Promise<void> {
  if (deel.soort !== 'vervangen') return;
  const delen = await registratie.listDelen(uitwisselingId);
  const open = delen.filter((one) => !one.gedaan && deel.door.includes(one.deel.nummer));
  const berichten = open.map((one) => ({ uitwisselingId, deel: one.deel.nummer }));
  await wachtrij.sendDelen(berichten, koppeling.nmbrs.domein);
}

/** The first to store a part wins: a second delivery of the message counts for nothing. */
async function store({ opslag }: FetchDeps, id: UitwisselingId, nummer: number, data: Regels): Promise<void> {
  await opslag.putOnce(deelKey(id, nummer), toNdjson(data.toSorted(byWerknemer)));
}

async function report({ verloop }: FetchDeps, { resterend, taakToken }: LopendeUitwisseling): Promise<void> {
  if (resterend > 0 || taakToken === undefined) return;
  await verloop.resume(taakToken, { uitkomst: 'opgehaald' });
}

/** Under `Error` stands what a step of the machine would have thrown. */
async function stop({ verloop }: FetchDeps, { taakToken }: LopendeUitwisseling, { code }: Refused) {
  if (taakToken === undefined) return 'verlopen';
  return verloop.resume(taakToken, { uitkomst: 'geweigerd', Error: `${REFUSED}.${code}` });
}
