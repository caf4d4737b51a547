import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Deliveries } from '../deliveries.ts';
import type { EventBus } from '../emulators/event-bus.ts';
import type { MailEmulator } from '../emulators/mail.ts';
import type { Scheduler } from '../emulators/scheduler.ts';
import type { Logbook } from '../logbook.ts';
import type { Engine } from '../step-functions/engine.ts';
import type { Execution } from '../step-functions/execution.ts';
import type { TimeControl } from '../time-control.ts';
import type { LocalIssuer } from './authorizer.ts';
import { sendJson, sendProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { decode } from './routing.ts';
import type { Staff } from './staff.ts';

/** Under this path live the routes that exist only on this machine. */
export const LOCAL_PREFIX = '/lokaal/';

/** How long a caller waits for the clock before it hears that it is still on its way: less than the 300 s of Node's fetch. */
export const CLOCK_PATIENCE_MS = 240_000;
const BODY_LIMIT_BYTES = 64 * 1024;

const ClockBody = z.strictObject({ nu: z.iso.datetime({ offset: true }).optional() });
const StaffBody = z.strictObject({ naam: z.string().min(1).max(200).default('Beoordelaar') });

/** What the local routes show and steer. */
export interface LocalParts {
  readonly time: TimeControl;
  readonly mail: MailEmulator;
  readonly deliveries: Deliveries;
  readonly scheduler: Scheduler;
  readonly eventBus: EventBus;
  readonly engine: Engine;
  readonly logbook: Logbook;
  readonly issuer: LocalIssuer;
  readonly staff: Staff | undefined;
}

type Handler = (request: IncomingMessage, response: ServerResponse, parts: LocalParts) => Promise<void>;

const ROUTES: Readonly<Record<string, Handler>> = {
  'GET gezondheid': async (_request, response) => sendJson(response, 200, { status: 'gezond' }),
  'GET klok': async (_request, response, { time }) => sendJson(response, 200, await clockState(time)),
  'POST klok': moveClock,
  'GET berichten': async (_request, response, { mail }) => sendJson(response, 200, await mail.sent()),
  'GET leveringen': async (_request, response, { deliveries }) => sendJson(response, 200, await deliveries.list()),
  'GET gebeurtenissen': async (_request, response, { eventBus }) => sendJson(response, 200, eventBus.events()),
  'POST beoordelaar': issueStaffToken,
  'GET executies': async (_request, response, { engine }) =>
    sendJson(response, 200, engine.executions().map(describeExecution)),
  'GET logboek': async (_request, response, { logbook }) => sendJson(response, 200, logbook.lines()),
  'GET agenda': async (_request, response, { scheduler }) => sendJson(response, 200, scheduler.planned()),
  'GET oidc/.well-known/openid-configuration': async (request, response, { staff }) =>
    sendJson(response, 200, {
      issuer: staff?.authorizer.issuer,
      jwks_uri: `http://${request.headers.host}${LOCAL_PREFIX}oidc/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
  'GET oidc/jwks.json': async (_request, response, { issuer }) => sendJson(response, 200, issuer.jwks),
};

/** Answers a request under `/lokaal/`. */
export async function answerLocally(
  request: IncomingMessage,
  response: ServerResponse,
  parts: LocalParts,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const path = pathname.slice(LOCAL_PREFIX.length);
  const method = request.method ?? 'GET';
  const handle = ROUTES[`${method} ${path}`];
  if (handle !== undefined) return handle(request, response, parts);
  const [, key] = /^leveringen\/(.+)$/.exec(path) ?? [];
  if (method === 'GET' && key !== undefined) return sendDelivery(response, parts.deliveries, decode(key));
  sendProblem(response, 404, 'Niet gevonden', `${method} ${pathname} bestaat hier niet.`);
}

async function clockState(time: TimeControl) {
  const bezig = await time.busy();
  const doel = time.goal === undefined ? undefined : iso(time.goal);
  return { nu: iso(time.now()), bezig, doel };
}

async function moveClock(request: IncomingMessage, response: ServerResponse, { time }: LocalParts): Promise<void> {
  const body = await readJson(request);
  const { success, data } = ClockBody.safeParse(body);
  if (!success)
    return sendProblem(
      response,
      400,
      'Tijdstip niet begrepen',
      'Stuur {"nu": "2026-12-10T06:00:00Z"}, met een tijdzone; of {}, om te wachten tot alles van nu is gedaan.',
    );
  if (data.nu === undefined) return sendClock(response, time, time.settle());
  const target = Date.parse(data.nu);
  const earliest = Math.max(time.now(), time.goal ?? 0);
  if (target < earliest)
    return sendProblem(
      response,
      400,
      'De klok loopt alleen vooruit',
      `Het is hier al ${iso(earliest)}. Kies een later tijdstip.`,
    );
  return sendClock(response, time, time.advanceTo(target));
}

/** Answers when the clock is there and all that was due is done; of a journey that takes very long, that it goes on. */
async function sendClock(response: ServerResponse, time: TimeControl, journey: Promise<void>): Promise<void> {
  if (await endsInTime(journey)) return sendJson(response, 200, { nu: iso(time.now()), bezig: false });
  const watNu = 'De klok is nog onderweg. Vraag GET /lokaal/klok tot daar staat: "bezig": false.';
  sendJson(response, 202, { ...(await clockState(time)), bezig: true, watNu });
}

async function endsInTime(journey: Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), CLOCK_PATIENCE_MS);
  try {
    return await Promise.race([journey.then(() => true), promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function issueStaffToken(request: IncomingMessage, response: ServerResponse, parts: LocalParts): Promise<void> {
  const { issuer, staff } = parts;
  if (staff === undefined)
    return sendProblem(response, 404, 'Geen medewerkersroutes', 'Deze opstelling heeft geen routes voor medewerkers.');
  const { success, data } = StaffBody.safeParse((await readJson(request)) ?? {});
  if (!success)
    return sendProblem(response, 400, 'Naam niet begrepen', 'Stuur {"naam": "Voornaam Achternaam"} of niets.');
  const claims = { [staff.nameClaim]: data.naam, [staff.roleClaim]: [staff.role] };
  sendJson(response, 200, { token: await issuer.issue(staff.authorizer, data.naam, claims) });
}

async function sendDelivery(response: ServerResponse, deliveries: Deliveries, key: string): Promise<void> {
  const object = await deliveries.read(key);
  if (object === undefined)
    return sendProblem(response, 404, 'Levering niet gevonden', 'Er is geen levering met deze sleutel.');
  response.writeHead(200, { 'content-type': object.contentType, 'content-length': object.bytes.length });
  response.end(object.bytes);
}

function describeExecution({ machine, name, status, startSeconds, end, history }: Execution) {
  const lastEntered = history.findLast(({ type }) => type.endsWith('StateEntered'));
  return {
    machine: machine.name,
    naam: name,
    status,
    stap: lastEntered?.detail.name,
    begonnen: iso(startSeconds * 1000),
    geeindigd: end === undefined ? undefined : iso(end.stopSeconds * 1000),
    fout: end?.error,
  };
}

/** Undefined when there is no body or it is not JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, BODY_LIMIT_BYTES);
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
