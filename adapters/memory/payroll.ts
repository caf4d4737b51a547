import { Refused, Transient } from '../../core/errors.ts';
import type { BedrijfId, RunId, WerknemerId } from '../../core/ids.ts';
import { BulkAanroep, type BulkUitslag, groepenIn } from '../../core/nmbrs/bulk-aanroep.ts';
import type {
  Dienstverband,
  LooncodeRegel,
  RoosterRegel,
  SalarisRegel,
  WerknemerGegevens,
} from '../../core/nmbrs/gegevensset.ts';
import type { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import type { Bedrijf, PayrollTijdvak, Run, WerknemerVermelding } from '../../core/nmbrs/payroll.ts';
import type {
  Payroll,
  PayrollAnswer,
  PayrollGateway,
  PayrollRefusal,
  ProbeVoorbeeld,
  RapportStand,
} from '../../core/nmbrs/ports/payroll.ts';
import { isOfTheCall, isOfTheLogin } from '../../core/nmbrs/ports/payroll-errors.ts';
import { type Recht, serviceOf } from '../../core/nmbrs/rechten.ts';
import { TijdvakAanroep, type TijdvakUitslag } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { directoryOf, type MemoryDebiteur } from './payroll-directory.ts';
import { bronnenFor } from './payroll-groepen.ts';
import { answerBedrijfsbreed, fetchWerknemer } from './payroll-werknemer.ts';

/** A person in the payroll of a company. */
export interface MemoryWerknemer {
  readonly vermelding: WerknemerVermelding;
  /** Which of the two lists names the person. */
  readonly soort: 'in-dienst' | 'uit-dienst';
  /** No rows: the company-wide answers do not name the person. */
  readonly dienstverbanden?: readonly Dienstverband[];
  readonly salarissen?: readonly SalarisRegel[];
  /** All that can be told of the person in any period; a fetch leaves out the groups that were not asked for. */
  readonly gegevens?: WerknemerGegevens;
  /** What can be told of a period by its number, where that differs; in the place of `gegevens`. */
  readonly gegevensIn?: (tijdvak: Pick<PayrollTijdvak, 'jaar' | 'nummer'>) => WerknemerGegevens;
  /** All schedules, in the place of the one in `gegevens`. */
  readonly roosters?: readonly RoosterRegel[];
  readonly looncodes?: readonly LooncodeRegel[];
}

export interface MemoryBedrijf {
  readonly bedrijf: Bedrijf;
  readonly tijdvak: PayrollTijdvak;
  readonly runs: readonly Run[];
  readonly werknemers: readonly MemoryWerknemer[];
}

/** The payroll package as a plain object. It is read at each call, so a test may change it between calls. */
export interface MemoryPayrollWorld {
  bedrijven: readonly MemoryBedrijf[];
  /** The debtors of the environment; none when absent. */
  debiteuren?: readonly MemoryDebiteur[];
  /** When given, any other inloggegevens are refused with 1001. */
  inloggegevens?: Inloggegevens;
  /** Further logins that see the same; none when absent. */
  ookInloggegevens?: readonly Inloggegevens[];
  /** Calls that are refused, for every account. */
  weigeringen?: Readonly<Partial<Record<Recht | BulkAanroep | TijdvakAanroep, Pick<PayrollRefusal, 'reden' | 'code'>>>>;
  /** The company-wide calls that are active; all of them when absent. */
  bedrijfsbreed?: readonly BulkAanroep[];
  /** The calls for a given period that are active; all of them when absent. */
  perTijdvak?: readonly TijdvakAanroep[];
  /** Whether the report of all wage codes is active, as it is when absent. */
  runRapport?: boolean;
  /** Whether the GUIDs of company and employees are told; not when absent. */
  restSleutels?: boolean;
  /** Whose answers make no sense: a call about one of them is `Unclear`, and so is one for a company that has them. */
  onleesbaar?: readonly WerknemerId[];
  /** Calls that throw `Transient` the first N times. */
  haperingen?: Readonly<Partial<Record<Recht | BulkAanroep | TijdvakAanroep, number>>>;
  /** How often a report is still `bezig` before it is `klaar`; 0 when absent. */
  rapportRondes?: number;
  /** Tasks of these wage codes end in `mislukt`. */
  mislukteLooncodes?: readonly number[];
}

export interface MemoryPayroll extends PayrollGateway {
  /** The names of all calls, in the order in which they were made, refused and failed ones included. */
  readonly calls: readonly string[];
}

interface Taak {
  readonly bedrijf: MemoryBedrijf;
  /** Absent: the report of all wage codes. */
  readonly looncode: number | undefined;
  peilingen: number;
}

/** The twin of `adapters/nmbrs` for tests of use cases: same port, same refusals, no wire. */
export function createMemoryPayroll(world: MemoryPayrollWorld): MemoryPayroll {
  const calls: string[] = [];
  const taken = new Map<string, Taak>();
  const attempt = (aanroep: string, inloggegevens: Inloggegevens): PayrollRefusal | undefined => {
    calls.push(aanroep);
    const haperingen = ofName(world.haperingen, aanroep) ?? 0;
    if (haperingen > 0 && calls.filter((call) => call === aanroep).length <= haperingen) {
      throw new Transient({ code: 'nmbrs-9999', message: `Nmbrs ${aanroep}: fault 9999, which tends to pass` });
    }
    const known = world.inloggegevens === undefined ? [] : [world.inloggegevens, ...(world.ookInloggegevens ?? [])];
    if (known.length > 0 && !known.some((one) => isSame(one, inloggegevens))) {
      return { reden: 'inloggegevens-ongeldig', code: '1001', aanroep };
    }
    const weigering = ofName(world.weigeringen, aanroep);
    if (weigering !== undefined) return { ...weigering, aanroep };
    const isOff = isBulk(aanroep) && world.bedrijfsbreed?.includes(aanroep) === false;
    const isOffInPeriod = isOfPeriod(aanroep) && world.perTijdvak?.includes(aanroep) === false;
    const isOffForGuids = aanroep === 'Converter_GetByCompany_IntToGuid' && world.restSleutels !== true;
    return isOff || isOffInPeriod || isOffForGuids ? { reden: 'recht-niet-actief', code: '1002', aanroep } : undefined;
  };
  return {
    calls,
    open: (inloggegevens) =>
      payrollOf({ world, taken, domein: inloggegevens.domein, attempt: (aanroep) => attempt(aanroep, inloggegevens) }),
  };
}

// Asked at each call, of a name that is mostly neither: a parse that fails costs more than the call.
const BULK: ReadonlySet<string> = new Set(BulkAanroep.options);
const PER_TIJDVAK: ReadonlySet<string> = new Set(TijdvakAanroep.options);
const isBulk = (aanroep: string): aanroep is BulkAanroep => BULK.has(aanroep);
const isOfPeriod = (aanroep: string): aanroep is TijdvakAanroep => PER_TIJDVAK.has(aanroep);

function ofName<T>(perNaam: Readonly<Record<string, T>> | undefined, naam: string): T | undefined {
  return perNaam !== undefined && Object.hasOwn(perNaam, naam) ? perNaam[naam] : undefined;
}

interface Opened {
  readonly world: MemoryPayrollWorld;
  readonly taken: Map<string, Taak>;
  /** Records the call; gives its refusal, throws its hold-up. */
  readonly attempt: (aanroep: string) => PayrollRefusal | undefined;
  readonly domein: string;
}

function payrollOf(opened: Opened): Payroll {
  const { world, taken } = opened;
  const ask = createAsk(opened.attempt);
  const bedrijfOf = (bedrijfId: BedrijfId) => world.bedrijven.find(({ bedrijf }) => bedrijf.bedrijfId === bedrijfId);
  const start = (bedrijfId: BedrijfId, looncode: number | undefined): string | undefined => {
    const bedrijf = bedrijfOf(bedrijfId);
    if (bedrijf === undefined) return undefined;
    const taakId = `00000000-0000-4000-8000-${String(taken.size + 1).padStart(12, '0')}`;
    taken.set(taakId, { bedrijf, looncode, peilingen: 0 });
    return taakId;
  };
  return {
    listBedrijven: async () => ask('List_GetAll', () => world.bedrijven.map(({ bedrijf }) => bedrijf)),
    fetchTijdvak: async (bedrijfId) => ask('Company_GetCurrentPeriod', () => bedrijfOf(bedrijfId)?.tijdvak),
    listRuns: async (bedrijfId, jaar) =>
      ask('Run_GetList', () => bedrijfOf(bedrijfId)?.runs.filter((run) => run.jaar === jaar)),
    listWerknemers: async (bedrijfId, soort) =>
      ask('List_GetByCompany', () =>
        bedrijfOf(bedrijfId)
          ?.werknemers.filter((werknemer) => werknemer.soort === soort)
          .map(({ vermelding }) => vermelding),
      ),
    listDienstverbanden: async (bedrijfId) =>
      ask('Employment_GetAll_AllEmployeesByCompany', () => rowsOf(bedrijfOf(bedrijfId), 'dienstverbanden')),
    listSalarissen: async (bedrijfId) =>
      ask('Salary_GetAll_AllEmployeesByCompany', () => rowsOf(bedrijfOf(bedrijfId), 'salarissen')),
    fetchWerknemer: async (vraag) => fetchWerknemer(world, ask, vraag),
    fetchBedrijfsbreed: async (vraag) => {
      const answer = ask(vraag.aanroep, () => bedrijfOf(vraag.bedrijfId));
      const groepen = groepenIn(vraag.aanroep, vraag.groepen);
      if (!answer.ok) return answer;
      return { ok: true, value: answerBedrijfsbreed(world, answer.value, vraag, bronnenFor(groepen)) };
    },
    startLooncodeRapport: async ({ bedrijfId, looncode }) =>
      ask('Reports_GetWageCodesByRunCompany_FilterByWageCode_Background', () => start(bedrijfId, looncode)),
    startRunRapport: async ({ bedrijfId }) => {
      const answer = ask(RUN_RAPPORT, () => start(bedrijfId, undefined));
      if (world.runRapport !== false || !answer.ok) return answer;
      return { ok: false, refusal: { reden: 'recht-niet-actief', code: '1002', aanroep: RUN_RAPPORT } };
    },
    pollLooncodeRapport: async (taakId, runId, looncodes) =>
      ask('Reports_BackgroundTask_Result', () => standOf(world, taken.get(taakId), { runId, looncodes })),
    probe: async (recht, voorbeeld) => {
      if (needsMore(recht, voorbeeld)) return { recht, uitkomst: 'niet-te-toetsen' };
      return { recht, ...uitslagOf(recht, opened.attempt(recht)) };
    },
    probeBulk: async (_bedrijfId, aanroepen) =>
      aanroepen.map((aanroep) => ({ aanroep, ...bulkUitslagOf(aanroep, opened.attempt) })),
    probePerTijdvak: async ({ werknemerId }, aanroepen) =>
      aanroepen.map(
        (aanroep): TijdvakUitslag =>
          werknemerId === undefined
            ? { aanroep, uitkomst: 'niet-te-toetsen' }
            : { aanroep, ...optioneleUitslagOf(aanroep, () => opened.attempt(aanroep)) },
      ),
    ...directoryOf(ask, {
      domein: () => opened.domein,
      debiteuren: () => world.debiteuren ?? [],
      bedrijven: () => world.bedrijven.map(({ bedrijf }) => bedrijf),
      werknemerIdsOf: (bedrijfId) => bedrijfOf(bedrijfId)?.werknemers.map(({ vermelding }) => vermelding.werknemerId),
    }),
  };
}

const RUN_RAPPORT = 'Reports_GetWageCodesByRunCompany_v2_Background';

/** Answers, or refuses what the world does not know as Nmbrs does for an id to which the login has no access. */
function createAsk(attempt: Opened['attempt']) {
  return <T>(aanroep: string, find: () => T | undefined): PayrollAnswer<T> => {
    const refusal = attempt(aanroep);
    if (refusal !== undefined) return { ok: false, refusal };
    const value = find();
    return value === undefined
      ? { ok: false, refusal: { reden: 'geen-toegang', code: '2004', aanroep } }
      : { ok: true, value };
  };
}

function rowsOf<Field extends 'dienstverbanden' | 'salarissen'>(
  bedrijf: MemoryBedrijf | undefined,
  field: Field,
): ReadonlyMap<WerknemerId, NonNullable<MemoryWerknemer[Field]>> | undefined {
  if (bedrijf === undefined) return undefined;
  const rows = new Map<WerknemerId, NonNullable<MemoryWerknemer[Field]>>();
  for (const werknemer of bedrijf.werknemers) {
    const own = werknemer[field];
    if (own !== undefined) rows.set(werknemer.vermelding.werknemerId, own);
  }
  return rows;
}

function standOf(
  world: MemoryPayrollWorld,
  taak: Taak | undefined,
  { runId, looncodes: wanted }: { readonly runId: RunId; readonly looncodes: readonly number[] },
): RapportStand {
  if (taak === undefined) return { stand: 'mislukt' };
  const { looncode } = taak;
  if (looncode !== undefined && world.mislukteLooncodes?.includes(looncode) === true) return { stand: 'mislukt' };
  taak.peilingen += 1;
  if (taak.peilingen <= (world.rapportRondes ?? 0)) return { stand: 'bezig' };
  const all = taak.bedrijf.werknemers.flatMap(({ vermelding, looncodes = [] }) =>
    looncodes
      .filter((regel) => (looncode === undefined || regel.code === looncode) && regel.runId === runId)
      .map((regel) => ({ ...regel, werknemerId: vermelding.werknemerId })),
  );
  const others = all.map(({ code }) => code).filter((code) => !wanted.includes(code));
  return {
    stand: 'klaar',
    regels: all.filter(({ code }) => wanted.includes(code)),
    overige: [...new Set(others)].sort((a, b) => a - b),
  };
}

/** The calls about one employee, and the report of one run, need something to point at. */
function needsMore(recht: Recht, { werknemerId, run }: ProbeVoorbeeld): boolean {
  if (recht === 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background') return run === undefined;
  const isAboutEmployee = serviceOf(recht) === 'EmployeeService' && !/ByCompany$/.test(recht);
  return isAboutEmployee && werknemerId === undefined;
}

type Verdict = Omit<BulkUitslag, 'aanroep'>;

/** As the Nmbrs adapter: a refusal of the account is thrown, any other refusal but 1002 proves that the call is active. */
function uitslagOf(aanroep: string, refusal: PayrollRefusal | undefined): Verdict {
  const ms = 1;
  if (refusal === undefined) return { uitkomst: 'actief', ms };
  const { reden, code } = refusal;
  if (isOfTheLogin(reden)) {
    throw new Refused({ code: reden, message: `Nmbrs ${aanroep}: refused with ${code}` });
  }
  return { uitkomst: reden === 'recht-niet-actief' ? 'niet-actief' : 'actief', code, ms };
}

/** As the Nmbrs adapter: a call that nobody needs and that gives no answer cannot be used. */
function optioneleUitslagOf(aanroep: string, attempt: () => PayrollRefusal | undefined): Verdict {
  try {
    return uitslagOf(aanroep, attempt());
  } catch (error) {
    if (!isOfTheCall(error)) throw error;
    return { uitkomst: 'niet-actief', code: error.code, ms: 1 };
  }
}

/** As the Nmbrs adapter: a company-wide call that is refused for the company is of no use, whatever the reason. */
function bulkUitslagOf(aanroep: BulkAanroep, attempt: Opened['attempt']): Verdict {
  const uitslag = optioneleUitslagOf(aanroep, () => attempt(aanroep));
  return uitslag.code === undefined ? uitslag : { ...uitslag, uitkomst: 'niet-actief' };
}

const isSame = (one: Inloggegevens, other: Inloggegevens): boolean =>
  one.domein === other.domein && one.gebruikersnaam === other.gebruikersnaam && one.apiToken === other.apiToken;
