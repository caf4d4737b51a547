import type { Aanmeldgegevens, Dga } from '../aanmelding/aanmeldgegevens.ts';
import type { Bevinding, Controle } from '../aanmelding/controle.ts';
import { Defect, Refused } from '../errors.ts';
import { GuidAanroep, type GuidUitslag } from '../invoer/guid.ts';
import { canBeSamePerson } from '../invoer/persoonsnaam.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { type Datum, dateInAmsterdam, partsOf } from '../kalender/tijd.ts';
import { countInDienst } from '../nmbrs/bezetting.ts';
import { BulkAanroep } from '../nmbrs/bulk-aanroep.ts';
import type { Bedrijf, PayrollTijdvak, WerknemerVermelding } from '../nmbrs/payroll.ts';
import type { Payroll, PayrollAnswer, PayrollRefusal, ProbeVoorbeeld } from '../nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import type { RechtUitslag } from '../nmbrs/rechten.ts';
import { TijdvakAanroep } from '../nmbrs/tijdvak-aanroep.ts';
import * as bevinding from './bevindingen.ts';
import { findBedrijf } from './find-bedrijf.ts';
import { gatherSignalen } from './gather-signalen.ts';
import { probeAll, unlessHeldUp } from './probe-rechten.ts';

const NOT_TESTED: Controle['onderdelen'] = {
  inloggegevens: 'goed',
  bedrijf: 'niet-getoetst',
  verloning: 'niet-getoetst',
  rechten: 'niet-getoetst',
  dga: 'niet-getoetst',
};

/** What a look at Nmbrs found, the same wherever it was looked. */
export type Findings = Pick<
  Controle,
  | 'onderdelen'
  | 'rechten'
  | 'runVergrendeld'
  | 'bedrijfsbreed'
  | 'perTijdvak'
  | 'guids'
  | 'werknemers'
  | 'dgaWerknemers'
  | 'bevindingen'
  | 'signalen'
> & {
  readonly bedrijfId?: Bedrijf['bedrijfId'];
};

/**
 * The controle of domain rules at the payroll package: credentials, company, period type, the 19 rights, DGA. Read-only;
 * keeps no personal data. Later steps run only when the earlier ones make them possible.
 */
export async function checkAtPayroll(payroll: Payroll, gegevens: Aanmeldgegevens, klok: Klok): Promise<Controle> {
  const findings = await check(payroll, gegevens, klok).catch((error: unknown) => refusedMeanwhile(error, gegevens));
  return {
    uitgevoerdOp: klok.now(),
    uitkomst: findings.bevindingen.length === 0 ? 'geslaagd' : 'herstel-nodig',
    ...findings,
  };
}

async function check(payroll: Payroll, gegevens: Aanmeldgegevens, klok: Klok): Promise<Findings> {
  const companies = await payroll.listBedrijven();
  if (!companies.ok) return refusedAtTheDoor(companies.refusal);
  const found = findBedrijf(companies.value, gegevens);
  const look = { payroll, gegevens, vandaag: dateInAmsterdam(klok.now()) };
  if ('bedrijfId' in found) return checkFound(look, found, companies.value);
  const { bevinding: naam, near } = found;
  return near === undefined ? withoutBedrijf(naam) : checkNear(look, near, naam);
}

interface Look {
  readonly payroll: Payroll;
  readonly gegevens: Aanmeldgegevens;
  readonly vandaag: Datum;
}

/** Once nothing stands in the way, what an assessor should see of it as well. */
async function checkFound(look: Look, bedrijf: Bedrijf, bedrijven: readonly Bedrijf[]): Promise<Findings> {
  const { inDienst, ...findings } = await checkBedrijf(look, bedrijf);
  if (findings.bevindingen.length > 0) return findings;
  const { payroll, gegevens, vandaag } = look;
  const bekeken = { gegevens, bedrijven, bedrijfId: bedrijf.bedrijfId, inDienst, controle: findings, vandaag };
  return { ...findings, signalen: [...(await gatherSignalen(payroll, bekeken))] };
}

/**
 * The office most likely means this company, so that what else is wrong is told in the same round. It is not found before its name is
 * confirmed: no id of it is kept. What may not be looked into says nothing more than the name.
 */
async function checkNear(look: Look, near: Bedrijf, naam: Bevinding): Promise<Findings> {
  try {
    const { bedrijfId, dgaWerknemers, inDienst, ...findings } = await checkBedrijf(look, near);
    return {
      ...findings,
      onderdelen: { ...findings.onderdelen, bedrijf: 'niet-gevonden' },
      bevindingen: [naam, ...findings.bevindingen],
    };
  } catch (error) {
    if (error instanceof Refused && error.code === 'geen-toegang') return withoutBedrijf(naam);
    throw error;
  }
}

/** The login works, but there is no company to go on with. */
export const withoutBedrijf = (found: Bevinding): Findings => ({
  onderdelen: {
    ...NOT_TESTED,
    bedrijf: found.code === 'bedrijfsnaam-niet-uniek' ? 'niet-uniek' : 'niet-gevonden',
  },
  rechten: [],
  bevindingen: [found],
});

/** The login works and sees the company; something else stands in the way. */
export const withBedrijf = (bedrijfId: Bedrijf['bedrijfId'], found: Bevinding): Findings => ({
  bedrijfId,
  onderdelen: { ...NOT_TESTED, bedrijf: 'gevonden' },
  rechten: [],
  bevindingen: [found],
});

async function checkBedrijf(
  { payroll, gegevens, vandaag }: Look,
  bedrijf: Bedrijf,
): Promise<Findings & { readonly inDienst: readonly WerknemerVermelding[] | undefined }> {
  const { bedrijfId } = bedrijf;
  const { jaar } = partsOf(vandaag);
  const tijdvak = valueIfAllowed(await payroll.fetchTijdvak(bedrijfId));
  const inDienst = valueIfAllowed(await payroll.listWerknemers(bedrijfId, 'in-dienst'));
  const uitDienst = valueIfAllowed(await payroll.listWerknemers(bedrijfId, 'uit-dienst'));
  const dienstverbanden = valueIfAllowed(await payroll.listDienstverbanden(bedrijfId));
  const runs = [
    ...(valueIfAllowed(await payroll.listRuns(bedrijfId, jaar)) ?? []),
    ...(valueIfAllowed(await payroll.listRuns(bedrijfId, jaar - 1)) ?? []),
  ];
  const people = inDienst === undefined || uitDienst === undefined ? undefined : [...inDienst, ...uitDienst];
  const werknemerId = people?.[0]?.werknemerId;
  const run = runs[0];
  const voorbeeld: ProbeVoorbeeld = {
    bedrijfId,
    tijdvak: tijdvak ?? { jaar, nummer: 1 },
    ...(werknemerId === undefined ? {} : { werknemerId }),
    ...(run === undefined ? {} : { run }),
  };
  const rechten = await probeAll(payroll, voorbeeld);
  const bedrijfsbreed = await unlessHeldUp(() => payroll.probeBulk(bedrijfId, BulkAanroep.options));
  const perTijdvak = await unlessHeldUp(() => payroll.probePerTijdvak(voorbeeld, TijdvakAanroep.options));
  const guids = await unlessHeldUp(() => payroll.listRestSleutels(bedrijfId, 'bedrijf'));
  return {
    ...judge({ gegevens, bedrijf, tijdvak, people, rechten }),
    inDienst,
    ...(runs.length === 0 ? {} : { runVergrendeld: runs.some(({ vergrendeld }) => vergrendeld) }),
    ...(bedrijfsbreed === undefined ? {} : { bedrijfsbreed: [...bedrijfsbreed] }),
    ...(perTijdvak === undefined ? {} : { perTijdvak: [...perTijdvak] }),
    ...(guids === undefined ? {} : { guids: guidUitslagOf(guids) }),
    ...(people === undefined || dienstverbanden === undefined
      ? {}
      : { werknemers: countInDienst({ vermeldingen: people, dienstverbanden }, vandaag) }),
  };
}

/** Whatever is refused but the login is no reason for anything: it is only recommended. */
function guidUitslagOf(answer: PayrollAnswer<unknown>): GuidUitslag {
  const aanroep = GuidAanroep.value;
  if (answer.ok) return { aanroep, uitkomst: 'actief' };
  const { reden, code } = answer.refusal;
  if (isOfTheLogin(reden)) throw new Refused({ code: reden, message: `${aanroep} was refused (${code})` });
  return { aanroep, uitkomst: 'niet-actief', code };
}

/** A call that is switched off here shows up among the rights; any other refusal makes no sense for a visible company. */
function valueIfAllowed<T>(answer: PayrollAnswer<T>): T | undefined {
  if (answer.ok) return answer.value;
  const { reden, code, aanroep } = answer.refusal;
  if (reden === 'recht-niet-actief') return undefined;
  throw new Refused({ code: reden, message: `${aanroep} was refused (${code})` });
}

interface Evidence {
  readonly gegevens: Aanmeldgegevens;
  readonly bedrijf: Bedrijf;
  readonly tijdvak: PayrollTijdvak | undefined;
  readonly people: readonly WerknemerVermelding[] | undefined;
  readonly rechten: readonly RechtUitslag[];
}

function judge({ gegevens, bedrijf, tijdvak, people, rechten }: Evidence): Findings {
  const missing = rechten
    .filter(({ uitkomst }) => uitkomst === 'niet-actief')
    .map(({ recht }) => recht)
    .sort(bevinding.byService);
  const verloning = judgeVerloning(gegevens, bedrijf, tijdvak);
  const dga = people === undefined ? [] : gegevens.dga.flatMap((one, index) => judgeDga(one, index, people));
  return {
    bedrijfId: bedrijf.bedrijfId,
    onderdelen: {
      inloggegevens: 'goed',
      bedrijf: 'gevonden',
      verloning: verloning.length === 0 ? 'goed' : 'wijkt-af',
      rechten: missing.length === 0 ? 'goed' : 'ontbreken',
      dga: dgaOnderdeel(gegevens, people, dga),
    },
    rechten: [...rechten],
    dgaWerknemers: gegevens.dga.flatMap((one, index) => dgaWerknemer(one, index, people ?? [])),
    bevindingen: [...verloning, ...(missing.length === 0 ? [] : [bevinding.rechtenOntbreken(missing)]), ...dga],
  };
}

function judgeVerloning(
  { verloning }: Aanmeldgegevens,
  bedrijf: Bedrijf,
  tijdvak: PayrollTijdvak | undefined,
): Bevinding[] {
  if (tijdvak !== undefined && tijdvak.verloning === undefined) return [bevinding.andereVerloning(verloning, tijdvak)];
  const inNmbrs = [bedrijf.verloning, ...(tijdvak === undefined ? [] : [tijdvak.verloning])];
  const differing = inNmbrs.filter((found) => found !== verloning);
  if (differing.length === 0) return [];
  const known = differing.find((found) => found !== undefined);
  return [bevinding.verloningWijktAf(verloning, known ?? 'een ander loonaangiftetijdvak')];
}

function judgeDga(dga: Dga, index: number, people: readonly WerknemerVermelding[]): Bevinding[] {
  if (holdersOf(dga, people).length === 0) return [bevinding.dgaOnbekend(dga, index)];
  return dgaWerknemer(dga, index, people).length > 0 ? [] : [bevinding.dgaNaamWijktAf(dga, index)];
}

const holdersOf = (dga: Dga, people: readonly WerknemerVermelding[]) =>
  people.filter(({ personeelsnummer }) => personeelsnummer === String(Number(dga.medewerkersnummer)));

/** Whom the number belongs to, when the name fits. */
const dgaWerknemer = (dga: Dga, index: number, people: readonly WerknemerVermelding[]) =>
  holdersOf(dga, people)
    .filter(({ naam }) => canBeSamePerson(dga.naam, naam))
    .slice(0, 1)
    .map(({ werknemerId }) => ({ index, werknemerId }));

function dgaOnderdeel(
  gegevens: Aanmeldgegevens,
  people: readonly WerknemerVermelding[] | undefined,
  found: readonly Bevinding[],
): Controle['onderdelen']['dga'] {
  if (gegevens.dga.length === 0) return 'niet-van-toepassing';
  if (people === undefined) return 'niet-getoetst';
  return found.length === 0 ? 'goed' : 'fout';
}

/** `CompanyService.List_GetAll` itself was refused: nothing further can be checked. */
export function refusedAtTheDoor({ reden, code, aanroep }: PayrollRefusal): Findings {
  const closed = { ...NOT_TESTED, inloggegevens: 'fout' } as const;
  switch (reden) {
    case 'inloggegevens-ongeldig':
      return { onderdelen: closed, rechten: [], bevindingen: [bevinding.inloggegevensOngeldig()] };
    case 'geen-abonnement':
      return { onderdelen: closed, rechten: [], bevindingen: [bevinding.geenAbonnement()] };
    case 'domein-onbekend':
      return { onderdelen: closed, rechten: [], bevindingen: [bevinding.domeinOnbekend()] };
    case 'recht-niet-actief':
      return {
        onderdelen: { ...NOT_TESTED, rechten: 'ontbreken' },
        rechten: [{ recht: 'List_GetAll', uitkomst: 'niet-actief', code }],
        bevindingen: [bevinding.rechtenOntbreken(['List_GetAll'])],
      };
    case 'geen-toegang':
    case 'tijdvak-ongeldig':
    case 'niet-gevonden':
      throw new Defect({ code: reden, message: `${aanroep} was refused (${code})` });
    default:
      return reden satisfies never;
  }
}

/**
 * The login was shut while the controle ran: the same findings as at the door. A company that stands in the list but may
 * not be looked into (1003, 2004) lacks its tag in the login's filter, as one that is not in the list.
 */
function refusedMeanwhile(error: unknown, { accountSoort, nmbrs }: Aanmeldgegevens): Findings {
  if (!(error instanceof Refused)) throw error;
  switch (error.code) {
    case 'inloggegevens-ongeldig':
    case 'geen-abonnement':
    case 'domein-onbekend':
      return refusedAtTheDoor({ reden: error.code, code: error.code, aanroep: 'controle' });
    case 'geen-toegang':
      return withoutBedrijf(bevinding.bedrijfNietZichtbaar(accountSoort, nmbrs.bedrijfsnaam));
    default:
      throw error;
  }
}
