import { dateAt } from './calendar.ts';
import { answerEnvelope, faultEnvelope, readEnvelope, type SoapRequest, type SoapVersion } from './envelope.ts';
import { ClientFault, faultString, NmbrsFault } from './faults.ts';
import type { Operation } from './operations/call.ts';
import { COMPANY_OPERATIONS } from './operations/company.ts';
import { DEBTOR_OPERATIONS } from './operations/debtor.ts';
import { EMPLOYEE_OPERATIONS } from './operations/employee.ts';
import { REPORT_OPERATIONS } from './operations/report.ts';
import type { ReportTasks } from './operations/report-tasks.ts';
import type { Switches } from './switches.ts';
import { type Credentials, isActive, type World } from './world.ts';
import { createWriter } from './writer.ts';

const NAMESPACE = 'https://api.nmbrs.nl/soap/v3/';
const OPERATIONS: ReadonlyMap<string, Readonly<Record<string, Operation>>> = new Map([
  ['CompanyService', COMPANY_OPERATIONS],
  ['EmployeeService', EMPLOYEE_OPERATIONS],
  ['DebtorService', DEBTOR_OPERATIONS],
  ['ReportService', REPORT_OPERATIONS],
]);

export const isService = (name: string): boolean => OPERATIONS.has(name);

export const isKnownOperation = (service: string, operation: string): boolean =>
  Object.hasOwn(OPERATIONS.get(service) ?? {}, operation);

/** Every call that the simulator answers, as `Service.Operation`. */
export const operationNames = (): readonly string[] =>
  [...OPERATIONS].flatMap(([service, operations]) => Object.keys(operations).map((name) => `${service}.${name}`));

export interface SoapReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface SoapContext {
  readonly world: World;
  readonly tasks: ReportTasks;
  readonly nowMs: number;
}

/** A request that could be read, or the answer to one that could not. */
export type ReadRequest =
  | { readonly ok: true; readonly request: SoapRequest }
  | { readonly ok: false; readonly reply: SoapReply };

/** Reads the request; what ASMX would not take is answered with a `soap:Client` fault. */
export function readRequest(xml: string, soapAction: string | undefined, switches: Switches): ReadRequest {
  try {
    const request = readEnvelope(xml);
    if (request.version === '1.1' && switches.soapAction === 'required' && !soapAction) {
      const reason = 'Unable to handle request without a valid action parameter. Please supply a valid soap action.';
      throw new ClientFault(reason);
    }
    return { ok: true, request };
  } catch (error) {
    return { ok: false, reply: replyToError(error, '1.1', switches) };
  }
}

/** Carries the call out and writes its answer or its fault. */
export function answerCall(service: string, request: SoapRequest, context: SoapContext): SoapReply {
  const { switches } = context.world.scenario;
  try {
    const content = carryOut(service, request, context);
    const answer = { namespace: `${NAMESPACE}${service}`, operation: request.operation.local, content };
    return reply(200, request.version, answerEnvelope(request.version, answer), switches);
  } catch (error) {
    return replyToError(error, request.version, switches);
  }
}

/** A fault with this Nmbrs code. */
export const faultReply = (code: string, version: SoapVersion, switches: Switches): SoapReply =>
  replyToError(new NmbrsFault(code), version, switches);

/** A well-formed answer of an operation that was not asked for, without data. */
export function otherReply(service: string, { version, operation }: SoapRequest, switches: Switches): SoapReply {
  const other = operation.local === 'List_GetAll' ? 'Run_GetList' : 'List_GetAll';
  const answer = { namespace: `${NAMESPACE}${service}`, operation: other, content: '' };
  return reply(200, version, answerEnvelope(version, answer), switches);
}

/** The order of ASMX and Nmbrs: does the operation exist, who calls, is the call active, and only then the data. */
function carryOut(service: string, request: SoapRequest, { world, tasks, nowMs }: SoapContext): string {
  const { uri, local, params } = request.operation;
  const operation = findOperation(service, uri, local);
  const login = world.authenticate(credentialsOf(request, service));
  if (!isActive(login.user, service, local)) throw new NmbrsFault('1002');
  const write = createWriter(world.scenario.switches);
  return operation({ world, login, params, write, tasks, nowMs, today: dateAt(nowMs) });
}

function findOperation(service: string, uri: string, local: string): Operation {
  const operation = isKnownOperation(service, local) ? OPERATIONS.get(service)?.[local] : undefined;
  if (uri === `${NAMESPACE}${service}` && operation !== undefined) return operation;
  throw new ClientFault(`The request element <${local} xmlns='${uri}'> was not recognized.`);
}

/** The header of the service's own namespace. Any other header is not for this service, so nobody is logged in. */
function credentialsOf({ headers, operation }: SoapRequest, service: string): Credentials | undefined {
  const anywhere = operation.local === 'Environment_Get';
  const name = anywhere ? 'AuthHeader' : 'AuthHeaderWithDomain';
  const header = headers.find(({ uri, local }) => uri === `${NAMESPACE}${service}` && local === name);
  if (header === undefined) return undefined;
  const value = (key: string): string | undefined => header.values.get(key)?.trim();
  return { username: value('Username') ?? '', token: value('Token') ?? '', domain: value('Domain'), anywhere };
}

function replyToError(error: unknown, version: SoapVersion, switches: Switches): SoapReply {
  if (error instanceof NmbrsFault) {
    const text = faultString(error, switches);
    return reply(switches.faultStatus, version, faultEnvelope(version, 'Server', text), switches);
  }
  if (error instanceof ClientFault)
    return reply(500, version, faultEnvelope(version, 'Client', error.message), switches);
  throw error;
}

const reply = (status: number, version: SoapVersion, xml: string, switches: Switches): SoapReply => ({
  status,
  contentType: version === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8',
  body: switches.responseBom ? `\uFEFF${xml}` : xml,
});
