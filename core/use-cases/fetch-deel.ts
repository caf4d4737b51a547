import { type Dekkingsprofiel, groepenFor } from '../domain/dekkingsprofiel.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import { tijdvakById } from '../domain/tijdvak.ts';
import {
  type Deel,
  type DeelBericht,
  type LopendeUitwisseling,
  type UitwisselingId,
  uitkomstVanDelen,
  type WerknemersWerk,
} from '../domain/uitwisseling.ts';
import {
  byWerknemer,
  deelKey,
  inPartsOf,
  isTooLarge,
  planKey,
  type SalarissenRegel,
  stukkenOf,
  type WerknemerRegel,
  Werkplan,
} from '../domain/werkplan.ts';
import { Defect, REFUSED, Refused, Transient } from '../errors.ts';
import type { Klok } from '../ports/klok.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Payroll } from '../ports/payroll.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import type { Wachtrij } from '../ports/wachtrij.ts';
import { readJson, toNdjson } from './json-object.ts';
import { type Loaded, loadWhateverIsLeft } from './load-uitwisseling.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';
import { type AsideDeps, attempt, type Gemis, isAboutThem, mayBeOfOne, putAside, seesCompany } from './put-aside.ts';

export interface FetchDeps extends OpenDeps, AsideDeps {
  readonly registratie: Registratie;
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

type Regels = readonly SalarissenRegel[] | readonly WerknemerRegel[];

/** What a part gave: its data, or the parts that must do its work instead, and why; or the code of why it gives nothing. */
type Opbrengst =
  | { readonly data: Regels }
  | { readonly stukken: readonly WerknemersWerk[]; readonly waarom: string }
  | { readonly foutcode: string };

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
    return await fetchOpbrengst(deps, running, deel);
  } catch (error) {
    if (error instanceof Transient && deel.soort === 'werknemers') return heldUp(deps, running, deel, { error, keer });
    if (error instanceof Refused && (await stop(deps, running.uitwisseling, error)) === 'hervat') return 'geweigerd';
    throw error;
  }
}

/** Nmbrs holds a part up: its employees one by one, or the one put aside, when it is about them; else it is tried again. */
async function heldUp(
  deps: FetchDeps,
  { uitwisseling: { uitwisselingId }, koppeling }: Running,
  deel: WerknemersWerk,
  { error, keer }: { readonly error: Transient; readonly keer: number },
): Promise<Opbrengst> {
  if (!(await isAboutThem(deps, uitwisselingId, deel, { code: error.code, keer }))) throw error;
  const { werknemerIds } = deel;
  const stukken =
    werknemerIds.length === 1 ? [] : inPartsOf(1, werknemerIds, groepenOf(deel, koppeling.dekkingsprofiel));
  return instead({ gemis: 'onleesbaar', code: error.code }, stukken);
}

async function fetchOpbrengst(deps: FetchDeps, running: Running, deel: Deel): Promise<Opbrengst> {
  const { nmbrs, dekkingsprofiel } = running.koppeling;
  switch (deel.soort) {
    case 'salarissen':
      return fetchSalarissen(await openPayroll(deps, nmbrs.inloggegevensRef), running.koppeling);
    case 'werknemers':
      if (isTooLarge(deel))
        return { stukken: stukkenOf(deel.werknemerIds, groepenOf(deel, dekkingsprofiel)), waarom: 'te groot' };
      return fetchWerknemers(await openPayroll(deps, nmbrs.inloggegevensRef), deel, running.koppeling);
    case 'bedrijfsbreed':
      return fetchBedrijfsbreed(deps, running, deel);
    case 'vervangen':
      throw new Defect({ code: 'deel-vervangen', message: 'a part that was replaced is done' });
    default:
      return deel satisfies never;
  }
}

/** Nobody else gives these, so an answer that makes no sense is for a person at once. */
async function fetchSalarissen(payroll: Payroll, { nmbrs }: Koppeling): Promise<Opbrengst> {
  const answer = await attempt(() => payroll.listSalarissen(nmbrs.bedrijfId));
  if ('gemis' in answer) return instead(answer, []);
  const perWerknemer = required(answer);
  return { data: [...perWerknemer].map(([werknemerId, salarissen]) => ({ werknemerId, salarissen: [...salarissen] })) };
}

/**
 * For exactly the employees of the plan. A refusal of the call alone is no reason to stop, nor is an answer that makes no sense
 * or takes too long: the listed calls give the same, and most of them will not be about whoever is the trouble.
 */
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
  const vraag = { bedrijfId: nmbrs.bedrijfId, aanroep, werknemerIds, groepen, tijdvak };
  const answer = await attempt(() => payroll.fetchBedrijfsbreed(vraag));
  if ('gemis' in answer) return instead(answer, stukkenOf(werknemerIds, groepen));
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
  { dekkingsprofiel, nmbrs }: Koppeling,
): Promise<Opbrengst> {
  const groepen = groepenOf(deel, dekkingsprofiel);
  const inParts = (size: number) => (deel.werknemerIds.length === 1 ? [] : inPartsOf(size, deel.werknemerIds, groepen));
  const fetched: WerknemerRegel[] = [];
  for (const werknemerId of deel.werknemerIds) {
    const answer = await attempt(() => payroll.fetchWerknemer(werknemerId, groepen));
    if ('gemis' in answer) return instead(answer, inParts(sizeAfter(answer, deel)));
    if (!answer.ok && mayBeOfOne(answer.refusal) && (await seesCompany(payroll, nmbrs.bedrijfId))) {
      return instead({ gemis: 'onleesbaar', code: answer.refusal.reden }, inParts(1));
    }
    fetched.push({ werknemerId, ...required(answer) });
  }
  return { data: fetched };
}

/** Each employee alone where one of them is the trouble; halves where there are too many. */
const sizeAfter = ({ gemis }: Gemis, { werknemerIds }: WerknemersWerk): number =>
  gemis === 'onleesbaar' ? 1 : Math.ceil(werknemerIds.length / 2);

/** What comes of a part that got no answer: these do its work; where there are none, it waits or is put aside. */
function instead(gemis: Gemis, stukken: readonly WerknemersWerk[]): Opbrengst {
  if (stukken.length > 0) return { stukken, waarom: gemis.gemis === 'onleesbaar' ? gemis.code : 'tijd-bijna-op' };
  if (gemis.gemis === 'geen-tijd') throw gemis.error;
  return { foutcode: gemis.code };
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
