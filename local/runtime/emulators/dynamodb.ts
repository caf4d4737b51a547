import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { listenOnLoopback } from '../loopback.ts';
import type { SdkConfig } from '../sdk-config.ts';
import type { Table } from '../system.ts';

const START_ATTEMPTS = 3;
const START_DEADLINE_MS = 5_000;
const LOOK_AGAIN_MS = 10;

/** A DynamoDB that answers on `url`. */
export interface DynamoDb {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the emulator's binary, in memory. Where that package does not exist for the machine, uses the server that
 * `DYNAMODB_ENDPOINT` names; throws with what to do when there is neither.
 */
export async function startDynamoDb(
  endpoint = process.env.DYNAMODB_ENDPOINT,
  machine = `${process.platform}-${process.arch}`,
): Promise<DynamoDb> {
  const binary = findBinary(machine);
  if (binary !== undefined) return startBinary(binary, START_ATTEMPTS);
  if (endpoint !== undefined && endpoint !== '') return { url: endpoint, stop: async () => undefined };
  throw new Error(
    `There is no DynamoDB emulator for ${machine}. Start DynamoDB Local yourself and give its ` +
      'address, for example DYNAMODB_ENDPOINT=http://127.0.0.1:8000.',
  );
}

/** Creates the tables of the template, empty: what an earlier run left on a server that outlives us is dropped. */
export async function createTables(tables: readonly Table[], config: SdkConfig): Promise<void> {
  const client = new DynamoDBClient(config);
  try {
    await Promise.all(tables.map((table) => createTable(client, table)));
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: Table): Promise<void> {
  const { name: TableName, TimeToLiveSpecification, ...definition } = table;
  const create = new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...definition });
  try {
    await client.send(create);
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    await client.send(new DeleteTableCommand({ TableName }));
    await client.send(create);
  }
  const attribute = TimeToLiveSpecification?.AttributeName;
  if (attribute === undefined) return;
  const specification = { AttributeName: attribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: specification }));
}

function findBinary(machine: string): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve(`@dynoxide/${machine}/package.json`);
    return join(dirname(manifest), 'dynoxide');
  } catch {
    return undefined;
  }
}

/**
 * Becomes the program that it is given, with a watcher beside it that kills it once the pipe from us closes: so nothing stays behind, also
 * when this process is killed outright.
 */
const ENDS_WITH_US = 'exec 3<&0; (read -r _ <&3; kill -9 $$) & exec "$0" "$@" 3<&- </dev/null';

/** The binary does not say which port it took, so it is given one that was free a moment ago. */
async function startBinary(binary: string, attempts: number): Promise<DynamoDb> {
  const port = await freePort();
  const child = spawn('/bin/sh', ['-c', ENDS_WITH_US, binary, '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const url = `http://127.0.0.1:${port}`;
  if (await answers(child, url)) return { url, stop: () => end(child) };
  await end(child);
  if (attempts <= 1) throw new Error('the DynamoDB emulator does not start');
  return startBinary(binary, attempts - 1);
}

async function freePort(): Promise<number> {
  const server = await listenOnLoopback(createServer(), 0);
  await server.stop();
  return server.port;
}

async function answers(child: ChildProcess, url: string): Promise<boolean> {
  const deadline = performance.now() + START_DEADLINE_MS;
  let failed = false;
  child.once('error', () => {
    failed = true;
  });
  while (!failed && child.exitCode === null && performance.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response !== undefined) return child.exitCode === null;
    await pause(LOOK_AGAIN_MS);
  }
  return false;
}

/** Closes the pipe, which the watcher waits for, and resolves when the program is gone. */
function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const isGone = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (isGone) resolve();
    else child.once('exit', () => resolve());
    child.stdin?.destroy();
  });
}
