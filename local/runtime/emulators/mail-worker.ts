import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { installVirtualDate } from '../lambda/virtual-date.ts';
import { portOf } from '../loopback.ts';

type StartServer = (config: { host: string; port: number }) => Promise<Parameters<typeof portOf>[0]>;

const Package = z.object({ default: z.custom<StartServer>((value) => typeof value === 'function') });
const { sharedOffset, port } = z
  .object({ sharedOffset: z.instanceof(SharedArrayBuffer), port: z.int() })
  .parse(workerData);

installVirtualDate(sharedOffset);
const { default: startServer } = Package.parse(createRequire(import.meta.url)('aws-ses-v2-local'));
const server = await startServer({ host: '127.0.0.1', port });
parentPort?.postMessage({ port: portOf(server) });
