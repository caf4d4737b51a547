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

/** A part of a running exchange, and how often the queue has handed it out. */
interface Beurt extends Loaded<LopendeUitwisseling> {
  readonly nummer: number;
  readonly deel: Deel;
  readonly keer: number;
}

/**
 * Does one part of an exchange: asks Nmbrs, stores the answer, and marks the part done. A part that comes twice, or whose worker was
 * killed half-way, is fetched again and counted once. The last part to be done lets the machine go on. What else can become of it:
 *
 * - Its call is not active any more, or one of its employees makes no sense or holds it up each time (`keer`): smaller parts take its
 *   place, in one write, and are put on the queue. A worker that is killed in between gets its message again and sends those that are open.
 * - The one employee who is left is the trouble: that part is put aside for a person.
 * - Nmbrs refuses the login or a right: the machine is told and stops, because asking on for hours would be in vain. Throws `Refused` when
 *   nothing waits to be told.
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
  const beurt = { uitwisseling, koppeling, nummer, deel: found.deel, keer };
  if (found.gedaan) {
    await sendStukken(deps, beurt, found.deel);
    await reportAnew(deps, uitwisselingId);
    return 'was-gedaan';
  }
  const opbrengst = await fetchOrStop(deps, beurt);
  if (opbrengst === 'geweigerd') return opbrengst;
  if ('stukken' in opbrengst) return replace(deps, beurt, opbrengst);
  if ('foutcode' in opbrengst) {
    const { foutcode } = opbrengst;
    await putAside(deps, { uitwisselingId, deel: nummer }, { groep: koppeling.nmbrs.domein, foutcode });
    return 'afgekeurd';
  }
  await store(deps, deelKey(uitwisselingId, nummer), opbrengst.data);
  const after = await deps.registratie.completeDeel(uitwisselingId, nummer);
  if (after === undefined) return 'niet-meer-nodig';
  await report(deps, after);
  return 'gedaan';
}

async function fetchOrStop(deps: FetchDeps, beurt: Beurt): Promise<Opbrengst | 'geweigerd'> {
  try {
    return await fetchOpbrengst(deps, beurt);
  } catch (error) {
    if (error instanceof Transient || error instanceof Unclear) return heldUp(deps, beurt, error);
    if (error instanceof Refused && (await stop(deps, beurt.uitwisseling, error)) === 'hervat') return 'geweigerd';
    throw error;
  }
}

/** Nmbrs holds a part up: what can be asked in another way is, or the one employee put aside; else the part is tried again. */
async function heldUp(deps: FetchDeps, beurt: Beurt, error: HeldUp): Promise<Opbrengst> {
  const { uitwisseling, koppeling, deel, keer } = beurt;
  const { uitwisselingId } = uitwisseling;
  if (deel.soort === 'bedrijfsbreed' && isAboutTheCall(error, keer)) {
    // Nobody needs the company-wide call: held up once more after its own tries, it gives way to the listed ones.
    const { werknemers } = await readPlan(deps.opslag, uitwisselingId);
    const ids = werknemers.map(({ werknemerId }) => werknemerId);
    return { stukken: stukkenOf(ids, deel.groepen), waarom: error.code };
  }
  if (deel.soort !== 'werknemers') throw error;
  const { werknemerIds } = deel;
  if (!(await isAboutThem(deps, { uitwisselingId, werknemerIds, keer }, error))) throw error;
  const stukken =
    werknemerIds.length === 1 ? [] : inPartsOf(1, werknemerIds, groepenOf(deel, koppeling.dekkingsprofiel));
  return instead({ gemis: 'onleesbaar', code: error.code }, stukken);
}

async function fetchOpbrengst(deps: FetchDeps, { uitwisseling, koppeling, deel, keer }: Beurt): Promise<Opbrengst> {
  const { nmbrs, dekkingsprofiel } = koppeling;
  const opdracht = async () => ({
    ...{ uitwisseling, koppeling },
    payroll: await openPayroll(deps, nmbrs.inloggegevensRef),
  });
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
  beurt: Beurt,
  { stukken, waarom }: Extract<Opbrengst, { stukken: unknown }>,
): Promise<FetchOutcome> {
  const { uitwisseling, koppeling, nummer } = beurt;
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.herverdeeld', waarom };
  const after = await deps.registratie.replaceDeel(uitwisseling.uitwisselingId, nummer, stukken, regel);
  if (after === undefined) return 'niet-meer-nodig';
  await sendStukken(deps, beurt, after.deel);
  if (after.deel.soort === 'vervangen') return 'vervangen';
  await reportAnew(deps, uitwisseling.uitwisselingId);
  return 'was-gedaan';
}

/** Puts the open ones of the parts that do this one's work on the queue; more than once does no harm. */
async function sendStukken(
  { registratie, wachtrij }: FetchDeps,
  { uitwisseling: { uitwisselingId }, koppeling }: Beurt,
  deel: Deel,
): Promise<void> {
  if (deel.soort !== 'vervangen') return;
  const delen = await registratie.listDelen(uitwisselingId);
  const open = delen.filter((one) => !one.gedaan && one.fout === undefined && deel.door.includes(one.deel.nummer));
  const berichten = open.map((one) => ({ uitwisselingId, deel: one.deel.nummer }));
  await wachtrij.sendDelen(berichten, koppeling.nmbrs.domein);
}

/** The first to store a part wins: a second delivery of the message counts for nothing. */
async function store({ opslag }: FetchDeps, key: string, data: Regels): Promise<void> {
  await opslag.putOnce(key, toNdjson(data.toSorted(byWerknemer)));
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
