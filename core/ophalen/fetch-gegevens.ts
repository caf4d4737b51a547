import { required } from '../controle/open-payroll.ts';
import { Defect, Transient } from '../errors.ts';
import type { UitwisselingId, WerknemerId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { readJson } from '../invoer/read-json.ts';
import { type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { type Dekkingsprofiel, groepenFor } from '../nmbrs/dekkingsprofiel.ts';
import { Gegevensveld, type Peilen } from '../nmbrs/gegevensset.ts';
import { touches } from '../nmbrs/historie.ts';
import { isIn, isVoor, type NmbrsTijdvak, nmbrsTijdvakOf, type Peil, type PeilSoort } from '../nmbrs/peil.ts';
import type { PayrollRuns, PayrollWerknemers, WerknemerAntwoord } from '../nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import type { Deel, LopendeUitwisseling, WerknemersWerk } from '../uitwisseling/uitwisseling.ts';
import {
  inPartsOf,
  planKey,
  type SalarissenRegel,
  stukkenOf,
  type WerknemerRegel,
  Werkplan,
} from '../uitwisseling/werkplan.ts';
import { attempt, type Gemis, mayBeOfOne, seesCompany } from './put-aside.ts';

// What one part of an exchange asks of Nmbrs.

export type Regels = readonly SalarissenRegel[] | readonly WerknemerRegel[];

/** What a part gave: its data, or the parts that must do its work instead, and why; or the code of why it gives nothing. */
export type Opbrengst =
  | { readonly data: Regels }
  | { readonly stukken: readonly WerknemersWerk[]; readonly waarom: string }
  | { readonly foutcode: string };

/** What is asked for whom. */
export interface Opdracht {
  readonly payroll: PayrollRuns & PayrollWerknemers;
  readonly uitwisseling: LopendeUitwisseling;
  readonly koppeling: Koppeling;
}

/** The queue hands a part out five times: so often an answer that makes no sense is asked for again. */
const KEREN_SALARISSEN = 4;

/** Nobody else gives these, so they are asked for again, some minutes later each time, before they are for a person. */
export async function fetchSalarissen({ payroll, koppeling }: Opdracht, keer: number): Promise<Opbrengst> {
  const answer = await attempt(() => payroll.listSalarissen(koppeling.nmbrs.bedrijfId));
  if ('gemis' in answer) {
    if (answer.gemis === 'onleesbaar' && keer < KEREN_SALARISSEN) {
      throw new Transient({ code: answer.code, message: 'the salaries made no sense' });
    }
    return instead(answer, []);
  }
  const perWerknemer = required(answer);
  return { data: [...perWerknemer].map(([werknemerId, salarissen]) => ({ werknemerId, salarissen: [...salarissen] })) };
}

/**
 * For exactly the employees of the plan. Whatever comes of the call but a refusal of the login is no reason to stop: the listed
 * calls give the same, and most of them will not be about whoever is the trouble. An answer that says nothing of anybody is held
 * against one listed call before it is believed.
 */
export async function fetchBedrijfsbreed(
  { opslag }: { readonly opslag: Opslag },
  opdracht: Opdracht,
  { aanroep, groepen }: Extract<Deel, { soort: 'bedrijfsbreed' }>,
): Promise<Opbrengst> {
  const { payroll, uitwisseling, koppeling } = opdracht;
  const plan = await readPlan(opslag, uitwisseling.uitwisselingId);
  const werknemerIds = plan.werknemers.map(({ werknemerId }) => werknemerId);
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const vraag = { bedrijfId: koppeling.nmbrs.bedrijfId, aanroep, werknemerIds, groepen, tijdvak };
  const listed = (waarom: string): Opbrengst => ({ stukken: stukkenOf(werknemerIds, groepen), waarom });
  const ask = async (): Promise<Gevonden | Opbrengst> => {
    const answer = await attempt(() => payroll.fetchBedrijfsbreed(vraag));
    if ('gemis' in answer) return listed(answer.gemis === 'onleesbaar' ? answer.code : 'tijd-bijna-op');
    if (!answer.ok && !isOfTheLogin(answer.refusal.reden)) return listed(`${aanroep}: ${answer.refusal.reden}`);
    const found = required(answer);
    const first = plan.werknemers.find(({ dienstverbanden }) =>
      dienstverbanden.some((one) => touches(one, tijdvak)),
    )?.werknemerId;
    const isSilent = [...found.values()].every(saysNothing);
    if (isSilent && first !== undefined) {
      const sample = await attempt(() =>
        payroll.fetchWerknemer({ werknemerId: first, groepen, tijdvak, perTijdvak: [] }),
      );
      const agrees = 'ok' in sample && sample.ok && saysNothing(ofTijdvak(sample.value, tijdvak));
      if (!agrees) return listed(`${aanroep} is leeg`);
    }
    return [...found];
  };
  return ofOnePeriod(opdracht, ask, { isNietsOnzeker: false });
}

export async function readPlan(opslag: Opslag, id: UitwisselingId): Promise<Werkplan> {
  const plan = await readJson(opslag, planKey(id), Werkplan);
  if (plan === undefined) throw new Defect({ code: 'werkplan-ontbreekt', message: 'a part has no plan' });
  return plan;
}

const saysNothing = ({ gegevens: { roosters, ...lists } }: Pick<WerknemerAntwoord, 'gegevens'>): boolean =>
  (roosters === undefined || roosters.regels.length === 0) &&
  Object.values(lists).every((value) => Array.isArray(value) && value.length === 0);

/** A contract that begins after the period, or ended before it, says nothing about the period. */
function ofTijdvak({ gegevens }: WerknemerAntwoord, tijdvak: Tijdvak): Pick<WerknemerAntwoord, 'gegevens'> {
  const { contracten } = gegevens;
  if (contracten === undefined) return { gegevens };
  return { gegevens: { ...gegevens, contracten: contracten.filter((contract) => touches(contract, tijdvak)) } };
}

/**
 * One employee after the other; the calls for one go side by side. So a part that fails leaves no calls behind that would
 * go on in the next run of the worker, and a refused login is not tried for everyone.
 */
export async function fetchWerknemers(opdracht: Opdracht, deel: WerknemersWerk): Promise<Opbrengst> {
  const { payroll, uitwisseling, koppeling } = opdracht;
  const groepen = groepenOf(deel, koppeling.dekkingsprofiel);
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const { perTijdvak = [] } = uitwisseling.werkwijze ?? {};
  const inParts = (size: number) => (deel.werknemerIds.length === 1 ? [] : inPartsOf(size, deel.werknemerIds, groepen));
  const ask = async (): Promise<Gevonden | Opbrengst> => {
    const found: [WerknemerId, WerknemerAntwoord][] = [];
    for (const werknemerId of deel.werknemerIds) {
      const answer = await attempt(() => payroll.fetchWerknemer({ werknemerId, groepen, tijdvak, perTijdvak }));
      if ('gemis' in answer) return instead(answer, inParts(sizeAfter(answer, deel)));
      if (!answer.ok && mayBeOfOne(answer.refusal) && (await seesCompany(payroll, koppeling.nmbrs.bedrijfId))) {
        const pieces = inParts(1);
        if (pieces.length === 0 && (await isRemoved(opdracht, werknemerId))) {
          return { data: [{ werknemerId, peil: {}, verwijderd: true }] };
        }
        return instead({ gemis: 'onleesbaar', code: answer.refusal.reden }, pieces);
      }
      found.push([werknemerId, required(answer)]);
    }
    return found;
  };
  return ofOnePeriod(opdracht, ask, { isNietsOnzeker: true });
}

/** The groups of which a call for the period says that there is nothing. */
function silentIn({ gegevens: { roosters, ...gegevens }, peil }: WerknemerAntwoord): readonly Gegevensveld[] {
  const lists = { ...gegevens, rooster: roosters?.regels };
  return Gegevensveld.options.filter((veld) => {
    const value = lists[veld];
    return peil[veld] === 'tijdvak' && (value === undefined || (Array.isArray(value) && value.length === 0));
  });
}

/**
 * For a period that is later than its own Nmbrs may give nothing where there is something. So nothing, by a call for a period, is then
 * only what Nmbrs knows by now.
 */
const withoutSilence = (antwoord: WerknemerAntwoord): WerknemerAntwoord => ({
  ...antwoord,
  peil: { ...antwoord.peil, ...Object.fromEntries(silentIn(antwoord).map((veld) => [veld, 'nu'])) },
});

/**
 * Whether Nmbrs knows the employee no more: nobody has to mend anything, and nothing is to be had. Not believed of lists of nobody.
 */
async function isRemoved({ payroll, koppeling }: Opdracht, werknemerId: WerknemerId): Promise<boolean> {
  const { bedrijfId } = koppeling.nmbrs;
  const employments = required(await payroll.listDienstverbanden(bedrijfId));
  const listed = [
    ...required(await payroll.listWerknemers(bedrijfId, 'in-dienst')),
    ...required(await payroll.listWerknemers(bedrijfId, 'uit-dienst')),
  ];
  return listed.length > 0 && !employments.has(werknemerId) && listed.every((one) => one.werknemerId !== werknemerId);
}

/** Each employee alone where one of them is the trouble; halves where there are too many. */
const sizeAfter = ({ gemis }: Gemis, { werknemerIds }: WerknemersWerk): number =>
  gemis === 'onleesbaar' ? 1 : Math.ceil(werknemerIds.length / 2);

/** What comes of a part that got no answer: these do its work; where there are none, it waits or is put aside. */
export function instead(gemis: Gemis, stukken: readonly WerknemersWerk[]): Opbrengst {
  if (stukken.length > 0) return { stukken, waarom: gemis.gemis === 'onleesbaar' ? gemis.code : 'tijd-bijna-op' };
  if (gemis.gemis === 'geen-tijd') throw gemis.error;
  return { foutcode: gemis.code };
}

export const groepenOf = ({ groepen }: WerknemersWerk, dekkingsprofiel: Dekkingsprofiel) =>
  groepen ?? groepenFor(dekkingsprofiel);

type Gevonden = readonly (readonly [WerknemerId, WerknemerAntwoord])[];

/** So often a part is asked for anew because Nmbrs went to another period meanwhile. */
const KEREN_IN_EEN_TIJDVAK = 3;

/**
 * Asks, and notes of which period each group is. What is as of now is only of use when it is known of when: Nmbrs must be in the same
 * period after the calls as before them, or they are made again. So is what a call for the period says nothing of, where that is
 * only certain once Nmbrs has come to the period (`isNietsOnzeker`).
 */
async function ofOnePeriod(
  opdracht: Opdracht,
  ask: () => Promise<Gevonden | Opbrengst>,
  { isNietsOnzeker }: { readonly isNietsOnzeker: boolean },
): Promise<Opbrengst> {
  const { uitwisseling } = opdracht;
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const dependsOnNmbrs = (one: WerknemerAntwoord): boolean =>
    Object.values(one.peil).includes('nu') || (isNietsOnzeker && silentIn(one).length > 0);
  let before = uitwisseling.werkwijze?.nmbrsIn ?? (await whereNmbrsIs(opdracht));
  for (let keer = 0; keer < KEREN_IN_EEN_TIJDVAK; keer += 1) {
    const found = await ask();
    if (!isGevonden(found)) return found;
    const after = found.some(([, one]) => dependsOnNmbrs(one)) ? await whereNmbrsIs(opdracht) : before;
    if (after === before) {
      const isUncertain = isNietsOnzeker && isVoor(before, tijdvak);
      return {
        data: found.map(([werknemerId, one]) =>
          regelOf(werknemerId, isUncertain ? withoutSilence(one) : one, { nmbrsIn: before, tijdvak }),
        ),
      };
    }
    before = after;
  }
  throw new Transient({ code: 'tijdvak-wisselt', message: 'Nmbrs keeps moving to another period' });
}

const isGevonden = (found: Gevonden | Opbrengst): found is Gevonden => Array.isArray(found);

const whereNmbrsIs = async ({ payroll, koppeling }: Opdracht): Promise<NmbrsTijdvak> =>
  nmbrsTijdvakOf(required(await payroll.fetchTijdvak(koppeling.nmbrs.bedrijfId)));

/** Of these Nmbrs keeps no history in any call, so that they are never of a period. */
const ALTIJD_NU: ReadonlySet<Gegevensveld> = new Set(['partner', 'kinderen']);

function regelOf(
  werknemerId: WerknemerId,
  { gegevens, peil }: WerknemerAntwoord,
  { nmbrsIn, tijdvak }: { readonly nmbrsIn: NmbrsTijdvak; readonly tijdvak: Tijdvak },
): WerknemerRegel {
  const peilOf = (veld: Gegevensveld, soort: PeilSoort): Peil =>
    soort === 'tijdvak' || (isIn(nmbrsIn, tijdvak) && !ALTIJD_NU.has(veld)) ? 'tijdvak' : { nu: nmbrsIn };
  const peilen: Peilen = {};
  for (const veld of Gegevensveld.options) {
    const soort = peil[veld];
    if (soort !== undefined) peilen[veld] = peilOf(veld, soort);
  }
  return { werknemerId, ...gegevens, peil: peilen };
}
