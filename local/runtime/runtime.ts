import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClock, type VirtualClock } from './clock.ts';
import { LOCAL_PREFIX } from './http/local-routes.ts';
import { sendProblem } from './http/problem.ts';
import type { Crash } from './lambda/protocol.ts';
import type { LambdaInvocation } from './lambda/runner.ts';
import { createLogbook, type LogLine } from './logbook.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback.ts';
import { type RunningSystem, startSystem } from './running-system.ts';
import type { ExecutionHistory } from './step-functions/execution.ts';
import { synthesise } from './synthesise.ts';
import type { Template } from './template.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CDK_APP = pathToFileURL(`${ROOT}lib/app.ts`).href;

/** How to start the local system. */
export interface RuntimeOptions {
  /** Port of the API on 127.0.0.1; 0 or absent takes a free one. */
  readonly port?: number;
  /** Port of the mail inbox on 127.0.0.1; 0 or absent takes a free one. */
  readonly mailPort?: number;
  /** Base URL of the Nmbrs SOAP services, up to `/soap/v3`. */
  readonly nmbrsBaseUrl: string;
  /** ISO 8601 moment at which the clock starts; absent: real time. */
  readonly now?: string;
  /** A clock that others share, for example the simulator; `now` is then ignored. */
  readonly clock?: VirtualClock;
  /** `kort` prints each log line on stderr. */
  readonly log?: 'stil' | 'kort';
  /** `true` loads every function beforehand, in the background: the first calls are quicker, the start costs more. */
  readonly warmUp?: boolean;
  /** `true` minifies the functions as a deployment does; else a stack trace can be read. */
  readonly minify?: boolean;
  /**
   * Gives the address by which the functions find the emulator at this origin (`http://127.0.0.1:PORT`), for whoever wants to see what
   * they ask it. Absent: the emulator's own.
   */
  readonly through?: (origin: string) => Promise<string>;
  /** Instead of the templates of `lib/app.ts`: other templates, with the folder that their entries are relative to. */
  readonly source?: { readonly templates: readonly Template[]; readonly root: string };
}

/** The running system, as tests and the demo see it. */
export interface Runtime {
  /** The API, and everything under `/lokaal/`. */
  readonly url: string;
  readonly mailInboxUrl: string;
  readonly clock: VirtualClock;
  /** Environment for an SDK client that talks to the emulators. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Moves the clock forward to this ISO 8601 moment, fires what is due, and waits until all has come to rest. */
  advanceTo(iso: string): Promise<void>;
  /** Waits until everything that is due now has come to rest. */
  settle(): Promise<void>;
  logs(): readonly LogLine[];
  /** The history of every execution, in order of their start. */
  histories(): readonly ExecutionHistory[];
  readonly lambda: {
    /** Kills the worker of the next invocation of this function (its folder's name). */
    crashNext(functionName: string, when: Crash): void;
    /** Hands this function's next queue batch over twice. */
    deliverTwiceNext(functionName: string): void;
    /** What has run since the start, in order of its end. */
    invocations(): readonly LambdaInvocation[];
  };
  readonly queues: {
    readonly names: readonly string[];
    /** The bodies of the messages that are visible or delayed; looking does not take them. */
    peek(queueName: string): Promise<readonly string[]>;
  };
  stop(): Promise<void>;
}

/**
 * Starts the synthesised system on this machine. Rejects with `EADDRINUSE` when the port is taken, and with the reason
 * when the template cannot run here; nothing is left running then.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const startMs = options.now === undefined ? undefined : Date.parse(options.now);
  const clock = options.clock ?? createClock(startMs);
  const logbook = createLogbook(clock, options.log === 'kort');
  let system: RunningSystem | undefined;
  const server = createServer((request, response) => void dispatch(system, request, response));
  const front = await listenOnLoopback(server, options.port ?? 0);
  try {
    const { source, mailPort = 0, nmbrsBaseUrl, through, warmUp = false, minify = false } = options;
    const templates = source === undefined ? synthesise(CDK_APP) : Promise.resolve(source.templates);
    const root = source?.root ?? ROOT;
    // Its own API answers the one page that there is.
    const pagesUrl = front.url;
    const asked = { mailPort, nmbrsBaseUrl, through, warmUp, minify };
    system = await startSystem({ templates, root, clock, logbook, pagesUrl, ...asked });
  } catch (error) {
    await front.stop();
    clock.stop();
    throw error;
  }
  return asRuntime(system, front, clock, logbook.lines);
}

function asRuntime(
  system: RunningSystem,
  front: LoopbackServer,
  clock: VirtualClock,
  logs: () => readonly LogLine[],
): Runtime {
  return {
    url: front.url,
    mailInboxUrl: system.mailInboxUrl,
    clock,
    endpoints: system.endpoints,
    advanceTo: async (iso) => {
      const target = Date.parse(iso);
      if (Number.isNaN(target) || target < clock.now())
        throw new RangeError(`the clock only moves forward, not to ${iso}`);
      await system.time.advanceTo(target);
    },
    settle: system.time.settle,
    logs,
    histories: system.histories,
    lambda: {
      crashNext: system.lambda.crashNext,
      deliverTwiceNext: system.deliverTwiceNext,
      invocations: system.lambda.invocations,
    },
    queues: { names: system.queueNames, peek: system.peekQueue },
    stop: async () => {
      await front.stop();
      clock.stop();
      await system.stop();
    },
  };
}

async function dispatch(
  system: RunningSystem | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (system === undefined)
      return sendProblem(response, 503, 'Nog niet klaar', 'Het systeem start nog. Probeer het zo weer.');
    if (!URL.canParse(request.url ?? '/', 'http://local'))
      return sendProblem(response, 400, 'Adres niet begrepen', 'Controleer het pad van de aanvraag.');
    if (request.url?.startsWith(LOCAL_PREFIX)) await system.answerLocally(request, response);
    else await system.gateway(request, response);
  } catch {
    if (!response.headersSent) sendProblem(response, 500, 'Er ging iets mis', 'Kijk in het logboek van dit programma.');
    response.end();
  }
}
