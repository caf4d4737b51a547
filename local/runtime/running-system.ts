import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createActivity } from './activity.ts';
import { createAsyncInvoke } from './async-invoke.ts';
import type { VirtualClock } from './clock.ts';
import { createDeliveries } from './deliveries.ts';
import { createTables } from './emulators/dynamodb.ts';
import { createEventBus } from './emulators/event-bus.ts';
import { createBuckets, createQueues } from './emulators/queues-and-objects.ts';
import { createScheduler } from './emulators/scheduler.ts';
import { createSecretsManager } from './emulators/secrets-manager.ts';
import { type Emulators, startEmulators } from './emulators/start-emulators.ts';
import { type QueuePump, startQueuePump } from './event-source-mapping.ts';
import { createLocalIssuer } from './http/authorizer.ts';
import { createGateway, type Gateway } from './http/gateway.ts';
import { answerLocally } from './http/local-routes.ts';
import { staffOf } from './http/staff.ts';
import { createIdentify } from './identify.ts';
import { bundleFunctions } from './lambda/bundle.ts';
import { createLambda, type Lambda, type LambdaParts } from './lambda/runner.ts';
import type { Logbook } from './logbook.ts';
import { resolveTemplates } from './resolve.ts';
import { startSchedules } from './schedules.ts';
import { sdkConfig } from './sdk-config.ts';
import { createStepFunctionsApi } from './step-functions/api.ts';
import { createEngine } from './step-functions/engine.ts';
import type { ExecutionHistory } from './step-functions/execution.ts';
import { type LocalSystem, readSystem } from './system.ts';
import type { Template } from './template.ts';
import { createTimeControl, type TimeControl } from './time-control.ts';

/** What to run. */
export interface SystemOptions {
  /** The emulators start while the templates are being made. */
  readonly templates: Promise<readonly Template[]>;
  /** The folder that the functions' entries are relative to. */
  readonly root: string;
  readonly clock: VirtualClock;
  readonly logbook: Logbook;
  readonly nmbrsBaseUrl: string;
  /** Port of the inbox on 127.0.0.1; 0 takes a free one. */
  readonly mailPort: number;
  /** Where the links of mails lead. */
  readonly pagesUrl: string;
  /** Load every function beforehand, in the background. */
  readonly warmUp: boolean;
  readonly minify: boolean;
  /** The address by which the functions find the emulator at this origin. */
  readonly through: ((origin: string) => Promise<string>) | undefined;
}

/** All emulators and functions of one set of templates, running. */
export interface RunningSystem {
  readonly mailInboxUrl: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly lambda: Lambda;
  readonly time: TimeControl;
  readonly gateway: Gateway;
  answerLocally(request: IncomingMessage, response: ServerResponse): Promise<void>;
  deliverTwiceNext(functionName: string): void;
  readonly queueNames: readonly string[];
  peekQueue(name: string): Promise<readonly string[]>;
  histories(): readonly ExecutionHistory[];
  stop(): Promise<void>;
}

type Stops = (() => Promise<void>)[];

/** Starts everything; when something does not start, stops what did and rejects. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const stops: Stops = [];
  const stop = async () => {
    for (const stopPart of stops.splice(0).toReversed()) await stopPart();
  };
  try {
    return { ...(await assemble(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(options: SystemOptions, stops: Stops): Promise<Omit<RunningSystem, 'stop'>> {
  const { clock, logbook } = options;
  const activity = createActivity();
  const starting = [
    startEmulators({ clock, activity, mailPort: options.mailPort }, stops),
    createLocalIssuer(clock),
    options.templates,
  ] as const;
  await Promise.allSettled(starting);
  const [emulators, issuer, templates] = await Promise.all(starting);
  const { store, mail, environment } = emulators;
  const system = await rerouted(resolveSystem(templates, options, emulators), environment, options);
  const entries = system.functions.map(({ entry }) => entry);
  const [bundles] = await Promise.all([bundleFunctions(entries, options), createStores(system, emulators)]);
  const functions = system.functions.map((fn) => ({ ...fn, entry: bundles.entryOf(fn.entry) }));

  const services = startServices(
    system,
    { functions, workerModule: bundles.worker, clock, activity, logbook },
    emulators,
    stops,
  );
  const { lambda, engine, scheduler, eventBus, pumps } = services;
  if (options.warmUp) void lambda.warmUp(warmUpOrder(system));
  const messagesUnderWay = async () => {
    const counts = await store.counts();
    return pumps.some((pump) => pump.busy(counts));
  };
  const time = createTimeControl(clock, { activity, messagesUnderWay });
  const deliveries = createDeliveries(system.buckets, store.url);
  stops.push(async () => deliveries.stop());
  const local = { time, mail, deliveries, scheduler, eventBus, engine, logbook, issuer, staff: staffOf(system) };
  return {
    mailInboxUrl: mail.url,
    endpoints: environment,
    lambda,
    time,
    gateway: createGateway({ routes: system.routes, issuer, lambda, clock, activity }),
    answerLocally: (request, response) => answerLocally(request, response, local),
    deliverTwiceNext: (functionName) => pumpOf(pumps, functionName).deliverTwiceNext(),
    queueNames: system.queues.map(({ name }) => name),
    peekQueue: store.peek,
    histories: () =>
      engine.executions().map(({ machine, name: naam, history: events }) => ({ machine: machine.name, naam, events })),
  };
}

function resolveSystem(
  templates: readonly Template[],
  { root, nmbrsBaseUrl, pagesUrl }: SystemOptions,
  { store, environment }: Emulators,
): LocalSystem {
  const identify = createIdentify(templates, store.url);
  const system = readSystem(resolveTemplates(templates, { parameters: {}, identify }), root);
  const functions = system.functions.map((fn) => ({
    ...fn,
    environment: { ...fn.environment, ...environment, NMBRS_BASE_URL: nmbrsBaseUrl, PAGES_URL: pagesUrl },
  }));
  return { ...system, functions };
}

/** With every emulator that a function's environment names found by the address that `through` gives. */
async function rerouted(
  system: LocalSystem,
  endpoints: Readonly<Record<string, string>>,
  { through }: SystemOptions,
): Promise<LocalSystem> {
  if (through === undefined) return system;
  const origins = new Set(Object.values(endpoints).filter((value) => value.startsWith('http://')));
  const addresses = await Promise.all([...origins].map(async (origin) => [origin, await through(origin)] as const));
  const replaced = (value: string) => {
    const [from, to] = addresses.find(([origin]) => value === origin || value.startsWith(`${origin}/`)) ?? ['', ''];
    return `${to}${value.slice(from.length)}`;
  };
  const functions = system.functions.map((fn) => ({
    ...fn,
    environment: Object.fromEntries(Object.entries(fn.environment).map(([name, value]) => [name, replaced(value)])),
  }));
  return { ...system, functions };
}

async function createStores({ tables, queues, buckets }: LocalSystem, { dynamoDb, store }: Emulators): Promise<void> {
  await Promise.all([
    createTables(tables, sdkConfig(dynamoDb.url)),
    createQueues(queues, store.url),
    createBuckets(buckets, store.url),
  ]);
}

function startServices(system: LocalSystem, parts: LambdaParts, { store, own }: Emulators, stops: Stops) {
  const { clock, activity, logbook } = parts;
  const { machines, queues, mappings, invokeConfigs: configs, scheduleGroups: groups } = system;
  const sqs = new SQSClient(sdkConfig(store.url));
  const lambda = createLambda(parts);
  const engine = createEngine({ machines, lambda, clock, activity });
  const invokeAsync = createAsyncInvoke({ lambda, clock, activity, logbook, configs, queues, sqs });
  const scheduler = createScheduler({ clock, groups, knowsTarget: lambda.has, fire: invokeAsync });
  startSchedules(system.schedules, clock, ({ targetArn, input }) => {
    const machine = machines.find(({ arn }) => arn === targetArn);
    if (machine !== undefined) engine.start(machine, randomUUID(), input);
    else invokeAsync(targetArn, input);
  });
  const secrets = createSecretsManager(clock);
  const eventBus = createEventBus(clock);
  const pumps = mappings.map((mapping) => {
    const queue = queues.find(({ arn }) => arn === mapping.queueArn);
    if (queue === undefined)
      throw new Error(`${mapping.functionName} reads from ${mapping.queueArn}, which is no queue`);
    return startQueuePump({ mapping, queue, sqs, lambda, clock, activity, logbook });
  });
  own.serve({
    json: {
      secretsmanager: secrets.handle,
      AWSStepFunctions: createStepFunctionsApi(engine),
      AWSEvents: eventBus.handle,
    },
    rest: scheduler.handle,
  });
  stops.push(async () => {
    await Promise.all(pumps.map((pump) => pump.stop()));
    engine.stop();
    await lambda.stop();
    sqs.destroy();
  });
  return { lambda, engine, scheduler, eventBus, pumps };
}

/** What people wait for comes first. */
function warmUpOrder({ routes, functions }: LocalSystem): readonly string[] {
  return [...routes.map(({ functionArn }) => functionArn), ...functions.map(({ arn }) => arn)];
}

function pumpOf(pumps: readonly QueuePump[], functionName: string): QueuePump {
  const pump = pumps.find((candidate) => candidate.functionName === functionName);
  if (pump === undefined) throw new Error(`no queue feeds ${functionName}`);
  return pump;
}
