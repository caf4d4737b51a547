import type { BedrijfId, RechtUitslag } from '../../core/domain/controle.ts';
import type { Gegevensgroep } from '../../core/domain/dekkingsprofiel.ts';
import {
  type Dienstverband,
  type LooncodeRegel,
  type SalarisRegel,
  WerknemerGegevens,
} from '../../core/domain/gegevensset.ts';
import type { Inloggegevens } from '../../core/domain/inloggegevens.ts';
import type { Bedrijf, PayrollTijdvak, Run, WerknemerVermelding } from '../../core/domain/payroll.ts';
import { type Recht, serviceOf } from '../../core/domain/rechten.ts';
import type { RunId, WerknemerId } from '../../core/domain/uitwisseling.ts';
import { Refused, Transient } from '../../core/errors.ts';
import type {
  Payroll,
  PayrollAnswer,
  PayrollGateway,
  PayrollRefusal,
  ProbeVoorbeeld,
  RapportStand,
} from '../../core/ports/payroll.ts';

/** A person in the payroll of a company. */
export interface MemoryWerknemer {
  readonly vermelding: WerknemerVermelding;
  /** Which of the two lists names the person. */
  readonly soort: 'in-dienst' | 'uit-dienst';
  /** No rows: the company-wide answers do not name the person. */
  readonly dienstverbanden?: readonly Dienstverband[];
  readonly salarissen?: readonly SalarisRegel[];
  /** All that the per-employee calls can give; a fetch leaves out the groups that were not asked for. */
  readonly gegevens?: WerknemerGegevens;
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
  /** When given, any other inloggegevens are refused with 1001. */
  inloggegevens?: Inloggegevens;
  /** Calls that are refused, for every account. */
  weigeringen?: Readonly<Partial<Record<Recht, Pick<PayrollRefusal, 'reden' | 'code'>>>>;
  /** Calls that throw `Transient` the first N times. */
  haperingen?: Readonly<Partial<Record<Recht, number>>>;
  /** How often a report is still `bezig` before it is `klaar`; 0 when absent. */
  rapportRondes?: number;
  /** Tasks of these wage codes end in `mislukt`. */
  mislukteLooncodes?: readonly number[];
}

export interface MemoryPayroll extends PayrollGateway {
  /** The names of all calls, in the order in which they were made, refused and failed ones included. */
  readonly calls: readonly Recht[];
}

interface Taak {
  readonly bedrijf: MemoryBedrijf;
  readonly looncode: number;
  peilingen: number;
}

/** The twin of `adapters/nmbrs` for tests of use cases: same port, same refusals, no wire. */
export function createMemoryPayroll(world: MemoryPayrollWorld): MemoryPayroll {
  const calls: Recht[] = [];
  const taken = new Map<string, Taak>();
  const attempt = (recht: Recht, inloggegevens: Inloggegevens): PayrollRefusal | undefined => {
    calls.push(recht);
    const seen = calls.filter((call) => call === recht).length;
    if (seen <= (world.haperingen?.[recht] ?? 0)) {
      throw new Transient({ code: 'nmbrs-9999', message: `Nmbrs ${recht}: fault 9999, which tends to pass` });
    }
    if (world.inloggegevens !== undefined && !isSame(world.inloggegevens, inloggegevens)) {
      return { reden: 'inloggegevens-ongeldig', code: '1001', aanroep: recht };
    }
    const weigering = world.weigeringen?.[recht];
    return weigering === undefined ? undefined : { ...weigering, aanroep: recht };
  };
  return {
    calls,
    open: (inloggegevens) => payrollOf({ world, taken, attempt: (recht) => attempt(recht, inloggegevens) }),
  };
}

interface Opened {
  readonly world: MemoryPayrollWorld;
  readonly taken: Map<string, Taak>;
  /** Records the call; gives its refusal, throws its hold-up. */
  readonly attempt: (recht: Recht) => PayrollRefusal | undefined;
}

function payrollOf(opened: Opened): Payroll {
  const { world, taken } = opened;
  const ask = createAsk(opened.attempt);
  const bedrijfOf = (bedrijfId: BedrijfId) => world.bedrijven.find(({ bedrijf }) => bedrijf.bedrijfId === bedrijfId);
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
    fetchWerknemer: async (werknemerId, groepen) => {
      const werknemer = allWerknemersOf(world).find(({ vermelding }) => vermelding.werknemerId === werknemerId);
      const answers = RECHTEN_BY_GROEPEN.filter(([, needs]) => needs.some((groep) => groepen.includes(groep))).map(
        ([recht]) => ask(recht, () => werknemer),
      );
      const refused = answers.find((answer) => !answer.ok);
      if (refused !== undefined && !refused.ok) return refused;
      return { ok: true, value: onlyGroepen(werknemer?.gegevens ?? {}, groepen) };
    },
    startLooncodeRapport: async ({ bedrijfId, looncode }) =>
      ask('Reports_GetWageCodesByRunCompany_FilterByWageCode_Background', () => {
        const bedrijf = bedrijfOf(bedrijfId);
        if (bedrijf === undefined) return undefined;
        const taakId = `00000000-0000-4000-8000-${String(taken.size + 1).padStart(12, '0')}`;
        taken.set(taakId, { bedrijf, looncode, peilingen: 0 });
        return taakId;
      }),
    pollLooncodeRapport: async (taakId, runId) =>
      ask('Reports_BackgroundTask_Result', () => standOf(world, taken.get(taakId), runId)),
    probe: async (recht, voorbeeld) => {
      if (needsMore(recht, voorbeeld)) return { recht, uitkomst: 'niet-te-toetsen' };
      return uitslagOf(recht, opened.attempt(recht));
    },
  };
}

/** Answers, or refuses what the world does not know as Nmbrs does for an id to which the login has no access. */
function createAsk(attempt: Opened['attempt']) {
  return <T>(aanroep: Recht, find: () => T | undefined): PayrollAnswer<T> => {
    const refusal = attempt(aanroep);
    if (refusal !== undefined) return { ok: false, refusal };
    const value = find();
    return value === undefined
      ? { ok: false, refusal: { reden: 'geen-toegang', code: '2004', aanroep } }
      : { ok: true, value };
  };
}

const allWerknemersOf = (world: MemoryPayrollWorld): readonly MemoryWerknemer[] =>
  world.bedrijven.flatMap(({ werknemers }) => werknemers);

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

/** In the order in which the calls are recorded. */
const RECHTEN_BY_GROEPEN: readonly (readonly [Recht, readonly Gegevensgroep[]])[] = [
  ['PersonalInfo_GetCurrent', ['persoon', 'bsn']],
  ['Contract_GetCurrentPeriod', ['contract']],
  ['Schedule_GetCurrent', ['rooster']],
  ['Address_GetListCurrent', ['adres']],
  ['SVW_GetCurrent', ['verzekering']],
  ['Partner_Get', ['partner']],
  ['Children_Get', ['kinderen']],
  ['WageComponentFixed_GetCurrent', ['looncomponenten']],
  ['WageComponentVar_GetCurrent', ['looncomponenten']],
  ['BankAccount_GetListCurrent', ['bankrekening']],
];

const GROEP_BY_VELD: ReadonlyMap<string, Gegevensgroep> = new Map<keyof WerknemerGegevens, Gegevensgroep>([
  ['persoon', 'persoon'],
  ['bsn', 'bsn'],
  ['contracten', 'contract'],
  ['rooster', 'rooster'],
  ['adressen', 'adres'],
  ['verzekering', 'verzekering'],
  ['partner', 'partner'],
  ['kinderen', 'kinderen'],
  ['vasteLooncomponenten', 'looncomponenten'],
  ['variabeleLooncomponenten', 'looncomponenten'],
  ['bankrekeningen', 'bankrekening'],
]);

function onlyGroepen(gegevens: WerknemerGegevens, groepen: readonly Gegevensgroep[]): WerknemerGegevens {
  const own = Object.entries(gegevens).filter(([veld]) => {
    const groep = GROEP_BY_VELD.get(veld);
    return groep !== undefined && groepen.includes(groep);
  });
  return WerknemerGegevens.parse({ ...emptyListsOf(groepen), ...Object.fromEntries(own) });
}

/** A list that was asked for is there, also when it is empty. */
function emptyListsOf(groepen: readonly Gegevensgroep[]): WerknemerGegevens {
  return {
    ...(groepen.includes('contract') ? { contracten: [] } : {}),
    ...(groepen.includes('adres') ? { adressen: [] } : {}),
    ...(groepen.includes('kinderen') ? { kinderen: [] } : {}),
    ...(groepen.includes('looncomponenten') ? { vasteLooncomponenten: [], variabeleLooncomponenten: [] } : {}),
    ...(groepen.includes('bankrekening') ? { bankrekeningen: [] } : {}),
  };
}

function standOf(world: MemoryPayrollWorld, taak: Taak | undefined, runId: RunId): RapportStand {
  if (taak === undefined || world.mislukteLooncodes?.includes(taak.looncode) === true) return { stand: 'mislukt' };
  taak.peilingen += 1;
  if (taak.peilingen <= (world.rapportRondes ?? 0)) return { stand: 'bezig' };
  const regels = taak.bedrijf.werknemers.flatMap(({ vermelding, looncodes = [] }) =>
    looncodes
      .filter((regel) => regel.code === taak.looncode && regel.runId === runId)
      .map((regel) => ({ ...regel, werknemerId: vermelding.werknemerId })),
  );
  return { stand: 'klaar', regels };
}

/** The calls about one employee, and the report of one run, need something to point at. */
function needsMore(recht: Recht, { werknemerId, run }: ProbeVoorbeeld): boolean {
  if (recht === 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background') return run === undefined;
  const isAboutEmployee = serviceOf(recht) === 'EmployeeService' && !/ByCompany$/.test(recht);
  return isAboutEmployee && werknemerId === undefined;
}

/** As the Nmbrs adapter: a refusal of the account is thrown, any other refusal but 1002 proves that the call is active. */
function uitslagOf(recht: Recht, refusal: PayrollRefusal | undefined): RechtUitslag {
  const ms = 1;
  if (refusal === undefined) return { recht, uitkomst: 'actief', ms };
  const { reden, code } = refusal;
  if (reden === 'inloggegevens-ongeldig' || reden === 'geen-abonnement' || reden === 'domein-onbekend') {
    throw new Refused({ code: reden, message: `Nmbrs ${recht}: refused with ${code}` });
  }
  return { recht, uitkomst: reden === 'recht-niet-actief' ? 'niet-actief' : 'actief', code, ms };
}

const isSame = (one: Inloggegevens, other: Inloggegevens): boolean =>
  one.domein === other.domein && one.gebruikersnaam === other.gebruikersnaam && one.apiToken === other.apiToken;
