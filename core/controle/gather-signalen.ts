import type { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import type { Controle } from '../aanmelding/controle.ts';
import type { Signaal } from '../aanmelding/signalen.ts';
import * as signaal from '../aanmelding/signalen.ts';
import { Defect, Refused, Transient, Unclear } from '../errors.ts';
import type { WerknemerId } from '../ids.ts';
import type { Datum } from '../kalender/tijd.ts';
import { tijdvakAt } from '../kalender/tijdvak.ts';
import type { Verzekering } from '../nmbrs/gegevensset.ts';
import type { Bedrijf, WerknemerVermelding } from '../nmbrs/payroll.ts';
import type { Payroll, PayrollAnswer, PayrollOmgeving } from '../nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import type { RechtUitslag } from '../nmbrs/rechten.ts';
import { isBekend, isOnverzekerd } from '../nmbrs/verzekering.ts';

const SVW = 'SVW_GetAll_AllEmployeesByCompany';
/** Of so many employees the one listed call is made where the call for the whole company is not active. */
const STEEKPROEF = 10;
/** So many debtors are asked for their tags. */
const DEBITEUREN = 25;

/** What the controle saw of the company by the time that it had passed. */
export interface Bekeken {
  readonly gegevens: Aanmeldgegevens;
  /** All that the login sees. */
  readonly bedrijven: readonly Bedrijf[];
  readonly bedrijfId: Bedrijf['bedrijfId'];
  readonly inDienst: readonly WerknemerVermelding[] | undefined;
  readonly controle: Pick<Controle, 'rechten' | 'bedrijfsbreed' | 'dgaWerknemers' | 'werknemers'>;
  readonly vandaag: Datum;
}

/**
 * What an assessor may want to know, and nothing that is not certain: a call that is not active, or that Nmbrs holds up, gives no signal but
 * that it could not be told. Keeps counts only.
 */
export async function gatherSignalen(payroll: Payroll, bekeken: Bekeken): Promise<readonly Signaal[]> {
  const { gegevens, bedrijven, controle } = bekeken;
  const isOwn = gegevens.accountSoort === 'per-debiteur';
  return [
    ...(isOwn && bedrijven.length > 1 ? [signaal.loginZietMeer(bedrijven.length - 1)] : []),
    ...(controle.werknemers === 0 ? [signaal.geenWerknemers()] : []),
    ...(await overDga(payroll, bekeken)),
    ...overRechten(controle.rechten),
    ...(!isOwn && (await hasNoTags(payroll)) ? [signaal.geenTags()] : []),
  ];
}

function overRechten(rechten: readonly RechtUitslag[]): readonly Signaal[] {
  const untested = rechten.filter(({ uitkomst }) => uitkomst === 'niet-te-toetsen');
  if (untested.length === 0) return [];
  const zonderWerknemer = untested.some(({ recht }) => recht === 'SVW_GetCurrent');
  return [signaal.rechtenNietGetoetst(untested.length, rechten.length, zonderWerknemer)];
}

/** Whoever is not insured and was not declared, among those on the payroll. */
async function overDga(payroll: Payroll, bekeken: Bekeken): Promise<readonly Signaal[]> {
  const { inDienst = [], controle } = bekeken;
  const declared = (controle.dgaWerknemers ?? []).map(({ werknemerId }) => werknemerId);
  const others = inDienst.map(({ werknemerId }) => werknemerId).filter((id) => !declared.includes(id));
  if (others.length === 0) return [];
  const seen = (await verzekeringenVan(payroll, bekeken, others)).filter(isBekend);
  const uninsured = seen.filter(isOnverzekerd).length;
  const ongezien = others.length - seen.length;
  return [
    ...(uninsured === 0 ? [] : [signaal.dgaNietOpgegeven(uninsured)]),
    ...(ongezien === 0 ? [] : [signaal.dgaNietTeZien(ongezien, inDienst.length)]),
  ];
}

/** By one call for all of them where that is active; else by the listed call, for some. Those of whom nothing is told are left out. */
async function verzekeringenVan(
  payroll: Payroll,
  { gegevens, bedrijfId, controle, vandaag }: Bekeken,
  werknemerIds: readonly WerknemerId[],
): Promise<readonly Verzekering[]> {
  const of = { groepen: ['verzekering'], tijdvak: tijdvakAt(gegevens.verloning, vandaag) } as const;
  if (controle.bedrijfsbreed?.some(({ aanroep, uitkomst }) => aanroep === SVW && uitkomst === 'actief') === true) {
    const all = await known(() => payroll.fetchBedrijfsbreed({ ...of, bedrijfId, aanroep: SVW, werknemerIds }));
    if (all !== undefined) return [...all.values()].flatMap(({ gegevens: { verzekering } }) => verzekering ?? []);
  }
  const seen: Verzekering[] = [];
  for (const werknemerId of werknemerIds.slice(0, STEEKPROEF)) {
    const one = await known(() => payroll.fetchWerknemer({ ...of, werknemerId, perTijdvak: [] }));
    if (one?.gegevens.verzekering !== undefined) seen.push(one.gegevens.verzekering);
  }
  return seen;
}

/** Only when every debtor that the login sees was asked. These calls are nobody's duty: most logins may not make them. */
async function hasNoTags(payroll: PayrollOmgeving): Promise<boolean> {
  const debiteuren = await known(() => payroll.listDebiteuren());
  if (debiteuren === undefined || debiteuren.length === 0 || debiteuren.length > DEBITEUREN) return false;
  for (const { debiteurId } of debiteuren) {
    const tags = await known(() => payroll.listTags(debiteurId));
    if (tags === undefined || tags.length > 0) return false;
  }
  return true;
}

/** What is answered. A login that was shut meanwhile stops the controle, as anywhere in it; nothing else does. */
async function known<T>(ask: () => Promise<PayrollAnswer<T>>): Promise<T | undefined> {
  try {
    const answer = await ask();
    if (answer.ok) return answer.value;
    const { reden, code, aanroep } = answer.refusal;
    if (isOfTheLogin(reden)) throw new Refused({ code: reden, message: `${aanroep} was refused (${code})` });
  } catch (error) {
    if (!(error instanceof Transient || error instanceof Unclear || error instanceof Defect)) throw error;
  }
  return undefined;
}
