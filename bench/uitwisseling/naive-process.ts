/**
 * What somebody would write first: the handleiding's calls of a profile, one after another, with the `soap` package as its README shows
 * it. `node naive-process.ts CASE_AS_JSON NMBRS_URL`; prints a `NaiveRun` as JSON. It keeps what it gets in memory and checks nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClientAsync } from 'soap';
import * as z from 'zod';
import { rechtenFor } from '../../adapters/memory/payroll-groepen.ts';
import { groepenFor, needsLooncodes } from '../../core/nmbrs/dekkingsprofiel.ts';
import { looncodesFor, STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES } from '../../local/nmbrs-simulator/example-names.ts';
import { Geval } from './geval.ts';
import type { NaiveRun } from './naive.ts';

type Service = 'CompanyService' | 'EmployeeService' | 'ReportService';

const PAYROLL_TYPE = 2;
/** The period of the virtual clock's begin; its run is listed and locked once time has moved on. */
const YEAR = 2026;
const POLL_MS = 1_000;

const Run = z.object({ ID: z.coerce.number(), PeriodStart: z.coerce.number(), IsLocked: z.coerce.string() });

const [, , text = '', baseUrl = ''] = process.argv;
const { profiel } = Geval.parse(JSON.parse(text));
const { nmbrs } = exampleAanmelding.overkoepelend;
const CompanyId = EXAMPLE_COMPANIES.toverdrank.id;
const clients = new Map<Service, Client>();
for (const service of ['CompanyService', 'EmployeeService', 'ReportService'] as const) {
  clients.set(service, await openClient(service));
}
let calls = 0;
console.log(JSON.stringify(await run()));

async function openClient(service: Service): Promise<Client> {
  const client = await createClientAsync(`${baseUrl}/${service}.asmx?WSDL`);
  const { gebruikersnaam, apiToken, domein } = nmbrs;
  const login = { 'tns:Username': gebruikersnaam, 'tns:Token': apiToken, 'tns:Domain': domein };
  client.addSoapHeader({ 'tns:AuthHeaderWithDomain': login });
  return client;
}

async function call(service: Service, operation: string, parameters: Readonly<Record<string, unknown>>) {
  const client: Readonly<Record<string, unknown>> = Object(clients.get(service));
  const method = z.function({ input: [z.unknown()], output: z.unknown() }).parse(client[`${operation}Async`]);
  const answer = await Reflect.apply(method, client, [parameters]);
  calls += 1;
  const [result] = z.array(z.unknown()).parse(answer);
  const { [`${operation}Result`]: value } = z.record(z.string(), z.unknown()).parse(result ?? {});
  return value;
}

async function run(): Promise<NaiveRun> {
  const startedAt = performance.now();
  const kept: unknown[] = [];
  await call('CompanyService', 'List_GetAll', {});
  await call('CompanyService', 'Company_GetCurrentPeriod', { CompanyId });
  const runs = await call('CompanyService', 'Run_GetList', { CompanyId, Year: YEAR });
  const listed = await call('EmployeeService', 'List_GetByCompany', { CompanyId, EmployeeType: PAYROLL_TYPE });
  kept.push(await call('EmployeeService', 'Employment_GetAll_AllEmployeesByCompany', { CompanyID: CompanyId }));
  kept.push(await call('EmployeeService', 'Salary_GetAll_AllEmployeesByCompany', { CompanyID: CompanyId }));
  const { ID, PeriodStart: Period } = lockedRunIn(runs);
  if (needsLooncodes(profiel)) kept.push(...(await fetchReports(ID)));
  const companySeconds = (performance.now() - startedAt) / 1000;
  const companyCalls = calls;

  const { Employee } = z.object({ Employee: z.array(z.object({ Id: z.coerce.number() })) }).parse(listed);
  const operations = rechtenFor(groepenFor(profiel));
  for (const { Id } of Employee) {
    for (const operation of operations) {
      const period = operation === 'Schedule_GetList' ? { Period, Year: YEAR } : {};
      kept.push(await call('EmployeeService', operation, { EmployeeId: Id, ...period }));
    }
  }
  const employeeSeconds = (performance.now() - startedAt) / 1000 - companySeconds;
  return {
    werknemers: Employee.length,
    companyCalls,
    companySeconds,
    employeeCalls: calls - companyCalls,
    employeeSeconds,
  };
}

function lockedRunIn(answer: unknown): z.infer<typeof Run> {
  const { RunInfo } = z.object({ RunInfo: z.array(Run) }).parse(answer);
  const locked = RunInfo.findLast(({ IsLocked }) => IsLocked === 'true');
  if (locked === undefined) throw new Error('no locked run');
  return locked;
}

/** The wage codes that we ask for too, one report after another. */
async function fetchReports(runId: number): Promise<unknown[]> {
  const reports: unknown[] = [];
  const start = 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';
  for (const wageCode of looncodesFor(profiel, STANDAARD_LOONCODES)) {
    const TaskId = await call('ReportService', start, { companyId: CompanyId, runId, year: YEAR, wageCode });
    reports.push(await resultOf(TaskId));
  }
  return reports;
}

async function resultOf(TaskId: unknown): Promise<unknown> {
  for (;;) {
    const answer = await call('ReportService', 'Reports_BackgroundTask_Result', { TaskId });
    const { Status } = z.object({ Status: z.string() }).parse(answer);
    if (Status === 'Success') return answer;
    await sleep(POLL_MS);
  }
}
