import { groepenFor } from '../domain/dekkingsprofiel.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import type { Deel, DeelBericht, LopendeUitwisseling, UitwisselingId } from '../domain/uitwisseling.ts';
import { deelKey, type SalarissenDeel, type WerknemersDeel } from '../domain/werkplan.ts';
import { Defect, REFUSED, Refused } from '../errors.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Payroll } from '../ports/payroll.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import { toJson } from './json-object.ts';
import { loadWhateverIsLeft } from './load-uitwisseling.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';

export interface FetchDeps extends OpenDeps {
  readonly registratie: Registratie;
  readonly opslag: Opslag;
  readonly verloop: Verloop;
}

/**
 * `was-gedaan`: the message came twice. `niet-meer-nodig`: the exchange stopped meanwhile. `geweigerd`: the machine was told
 * that Nmbrs refuses, and stops.
 */
export type FetchOutcome = 'gedaan' | 'was-gedaan' | 'niet-meer-nodig' | 'geweigerd';

/**
 * Does one part: fetches, stores, then marks it done. Delivered twice or killed half-way it is fetched again and counted
 * once. The part that brings the count to zero lets the machine go on. A refusal stops it at once: a person must act first,
 * and who that is would otherwise hear of it after hours of asking in vain. Throws `Refused` when nothing waits to be told.
 */
export async function fetchDeel(deps: FetchDeps, { uitwisselingId, deel: nummer }: DeelBericht): Promise<FetchOutcome> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, uitwisselingId);
  if (uitwisseling.status !== 'loopt' || koppeling.status === 'gewist') return 'niet-meer-nodig';
  const found = await deps.registratie.findDeel(uitwisselingId, nummer);
  if (found === undefined) throw new Defect({ code: 'deel-onbekend', message: 'no such part' });
  if (found.gedaan) {
    await report(deps, uitwisseling);
    return 'was-gedaan';
  }
  try {
    const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
    await store(deps, uitwisselingId, nummer, await fetchDeelData(payroll, koppeling, found.deel));
  } catch (error) {
    if (error instanceof Refused && (await stop(deps, uitwisseling, error)) === 'hervat') return 'geweigerd';
    throw error;
  }
  const after = await deps.registratie.completeDeel(uitwisselingId, nummer);
  if (after === undefined) return 'niet-meer-nodig';
  await report(deps, after);
  return 'gedaan';
}

const fetchDeelData = (payroll: Payroll, koppeling: Koppeling, deel: Deel): Promise<SalarissenDeel | WerknemersDeel> =>
  deel.soort === 'salarissen' ? fetchSalarissen(payroll, koppeling) : fetchWerknemers(payroll, koppeling, deel);

async function fetchSalarissen(payroll: Payroll, { nmbrs }: Koppeling): Promise<SalarissenDeel> {
  const perWerknemer = required(await payroll.listSalarissen(nmbrs.bedrijfId));
  return [...perWerknemer].map(([werknemerId, salarissen]) => ({ werknemerId, salarissen: [...salarissen] }));
}

/**
 * One employee after the other; the calls for one go side by side. So a part that fails leaves no calls behind that would
 * go on in the next run of the worker, and a refused login is not tried for everyone.
 */
async function fetchWerknemers(
  payroll: Payroll,
  { dekkingsprofiel }: Koppeling,
  { werknemerIds }: Extract<Deel, { soort: 'werknemers' }>,
): Promise<WerknemersDeel> {
  const groepen = groepenFor(dekkingsprofiel);
  const fetched: WerknemersDeel = [];
  for (const werknemerId of werknemerIds) {
    fetched.push({ werknemerId, ...required(await payroll.fetchWerknemer(werknemerId, groepen)) });
  }
  return fetched;
}

/** The first to store a part wins: a second delivery of the message counts for nothing. */
async function store(
  { opslag }: FetchDeps,
  id: UitwisselingId,
  nummer: number,
  data: SalarissenDeel | WerknemersDeel,
): Promise<void> {
  await opslag.putOnce(deelKey(id, nummer), toJson(data));
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
