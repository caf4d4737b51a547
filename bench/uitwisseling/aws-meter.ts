import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { listenOnLoopback } from '../../local/runtime/loopback.ts';

/** What the functions asked of AWS. */
export interface AwsUsage {
  /** Requests that were answered, by `Service.Action`; an attempt of the SDK that failed is one too. */
  readonly requests: Readonly<Record<string, number>>;
  /** DynamoDB request units, as its emulator reckons them: a transaction costs twice, an index costs too. */
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Stands between the functions and the emulators, and counts. */
export interface AwsMeter {
  /** Where to find the emulator at this origin from now on. */
  through(origin: string): Promise<string>;
  /** Since the last time that it was taken. */
  take(): AwsUsage;
  stop(): Promise<void>;
}

const Consumed = z.object({ CapacityUnits: z.number() });
const Answer = z.object({ ConsumedCapacity: z.union([Consumed, z.array(Consumed)]).optional() });
const READS = /^DynamoDB\.(?:Batch|Transact)?(?:Get|Query|Scan)/;

/**
 * `nowMs` is the clock of the functions: each answer carries its date, as from AWS. With the real date of the emulators the SDK would
 * take every error for its own clock being wrong, and try again.
 */
export function createAwsMeter(nowMs: () => number): AwsMeter {
  const requests = new Map<string, number>();
  const units = { read: 0, write: 0 };
  const stops: (() => Promise<void>)[] = [];
  const agent = new Agent({ keepAlive: true });

  const count = (operation: string, answer: Buffer) => {
    requests.set(operation, (requests.get(operation) ?? 0) + 1);
    if (operation.startsWith('DynamoDB.')) units[READS.test(operation) ? 'read' : 'write'] += unitsIn(answer);
  };
  const pass = async (origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = operationOf(request, new URL(request.url ?? '/', origin));
    const body = await buffer(request);
    const asked = operation.startsWith('DynamoDB.') ? askingForUnits(body) : body;
    const headers = { ...request.headers, 'content-length': asked.byteLength };
    const { method, url } = request;
    const upstream = send(new URL(url ?? '/', origin), { method, headers, agent }, async (answer) => {
      const bytes = await buffer(answer);
      count(operation, bytes);
      const { 'transfer-encoding': _chunked, ...rest } = answer.headers;
      const date = new Date(nowMs()).toUTCString();
      response.writeHead(answer.statusCode ?? 502, { ...rest, date, 'content-length': bytes.byteLength }).end(bytes);
    });
    upstream.on('error', () => response.destroy());
    upstream.end(asked);
  };

  return {
    through: async (origin) => {
      const server = createServer((request, response) => {
        pass(origin, request, response).catch(() => response.destroy());
      });
      const listening = await listenOnLoopback(server, 0);
      stops.push(() => listening.stop());
      return listening.url;
    },
    take: () => {
      const usage = { requests: Object.fromEntries(requests), readUnits: units.read, writeUnits: units.write };
      requests.clear();
      units.read = 0;
      units.write = 0;
      return usage;
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      agent.destroy();
    },
  };
}

const askingForUnits = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));

function unitsIn(answer: Buffer): number {
  const { success, data } = Answer.safeParse(parsed(answer));
  if (!success || data.ConsumedCapacity === undefined) return 0;
  return [data.ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

function parsed(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The services whose requests name their operation in a header, by the prefix of that name. */
const BY_TARGET: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'DynamoDB',
  AmazonSQS: 'SQS',
  secretsmanager: 'SecretsManager',
  AWSStepFunctions: 'StepFunctions',
  AWSEvents: 'EventBridge',
};

/** `Service.Action` of a request as the SDK makes it. */
export function operationOf(
  { method = 'GET', headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  url: URL,
): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', action = ''] = target.split('.');
    return `${BY_TARGET[prefix] ?? prefix}.${action}`;
  }
  if (url.pathname.startsWith('/schedules')) return `Scheduler.${SCHEDULES[method] ?? method}`;
  if (url.pathname === '/' && method === 'POST') return 'SES.SendRawEmail';
  return `S3.${s3Action(method, url)}`;
}

const SCHEDULES: Readonly<Record<string, string>> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  DELETE: 'DeleteSchedule',
  GET: 'GetSchedule',
};

function s3Action(method: string, { pathname, searchParams }: URL): string {
  if (searchParams.has('versions')) return 'ListObjectVersions';
  if (searchParams.has('list-type')) return 'ListObjectsV2';
  if (searchParams.has('delete')) return 'DeleteObjects';
  if (searchParams.has('uploads') || searchParams.has('uploadId')) return 'MultipartUpload';
  const isObject = pathname.split('/').filter(Boolean).length > 1;
  return `${{ GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' }[method] ?? method}${isObject ? 'Object' : 'Bucket'}`;
}
