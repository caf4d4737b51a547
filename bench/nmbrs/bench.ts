import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { REQUIRE_BANNER } from '../../lib/bundling.ts';
import { median } from '../statistics.ts';
import type { Target } from '../target.ts';
import { salaryAnswer } from './answers.ts';
import { CLIENT_NAMES, type ClientName, openClient } from './clients.ts';
import { type ExportWall, measureExport } from './export-wall.ts';

const run = promisify(execFile);
const KB = 1024;

type PerClient = Readonly<Record<ClientName, number>>;

/** All figures of one run; each is a median of interleaved rounds. */
export interface NmbrsFigures {
  readonly cpuMsPerCall: PerClient;
  readonly parseMs: Readonly<Record<'1KB' | '50KB' | '5MB', PerClient>>;
  readonly peakMb: PerClient;
  readonly export: ExportWall;
}

const SIZES = { '1KB': KB, '50KB': 50 * KB, '5MB': 5 * KB * KB } as const;
const ROUNDS = { '1KB': 600, '50KB': 60, '5MB': 7 } as const;

export async function measureNmbrs(werknemers = 500): Promise<NmbrsFigures> {
  return {
    parseMs: {
      '1KB': await parseTimes('1KB'),
      '50KB': await parseTimes('50KB'),
      '5MB': await parseTimes('5MB'),
    },
    cpuMsPerCall: await inProcesses({ what: 'cpu', bytes: KB, calls: 2_000, rounds: 5 }),
    peakMb: await inProcesses({ what: 'memory', bytes: SIZES['5MB'], calls: 2, rounds: 3 }),
    export: await measureExport(werknemers),
  };
}

export const targetsOf = ({ cpuMsPerCall, parseMs, peakMb, export: wall }: NmbrsFigures): readonly Target[] => [
  { what: 'export: wall time / bound', measured: wall.wallSeconds / wall.boundSeconds, most: 1.1 },
  { what: 'export: calls in the busiest second', measured: wall.highestPerSecond, most: 140 },
  { what: 'CPU per call / plain soap', measured: cpuMsPerCall.ours / cpuMsPerCall.soap, most: 0.6 },
  { what: 'parsing 5 MB / plain soap', measured: parseMs['5MB'].ours / parseMs['5MB'].soap, most: 0.5 },
  { what: 'peak memory at 5 MB, in MB', measured: peakMb.ours, most: 200 },
];

/** The clients take turns on one document in this process. */
async function parseTimes(size: keyof typeof SIZES): Promise<PerClient> {
  const document = salaryAnswer(SIZES[size]);
  const clients = await Promise.all(
    CLIENT_NAMES.map(async (name) => ({ name, client: await openClient(name, 'http://127.0.0.1') })),
  );
  const times = new Map<ClientName, number[]>(CLIENT_NAMES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS[size] + 2; round += 1) {
    for (const { name, client } of clients) {
      const startedAt = performance.now();
      client.parse(document);
      if (round >= 2) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  return perClient((name) => median(times.get(name) ?? []));
}

interface ProcessRun {
  readonly what: 'cpu' | 'memory';
  /** Of the answer to each call. */
  readonly bytes: number;
  readonly calls: number;
  readonly rounds: number;
}

/** The clients take turns, each time in a new process, against a server in this one. */
async function inProcesses({ what, bytes, calls, rounds }: ProcessRun): Promise<PerClient> {
  const server = await serve(salaryAnswer(bytes));
  const script = await bundleClient();
  const figures = new Map<ClientName, number[]>(CLIENT_NAMES.map((name) => [name, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of CLIENT_NAMES)
        figures.get(name)?.push(await measureOne([script, what, name, server.url, String(calls)]));
    }
  } finally {
    server.close();
  }
  return perClient((name) => median(figures.get(name) ?? []));
}

/** As it runs in Lambda: one file, without the compiler that strips types, which alone would take 40 MB. */
async function bundleClient(): Promise<string> {
  const outfile = join(import.meta.dirname, '../../node_modules/.cache/salariskoppeling/bench/one-client.mjs');
  await build({
    entryPoints: [new URL('./one-client.ts', import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: REQUIRE_BANNER },
  });
  return outfile;
}

async function measureOne(args: readonly string[]): Promise<number> {
  const { stdout } = await run(process.execPath, args);
  const [figure = Number.NaN] = Object.values(z.record(z.string(), z.number()).parse(JSON.parse(stdout)));
  return figure;
}

async function serve(answer: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const body = Buffer.from(answer);
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': body.length }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const perClient = (figureOf: (name: ClientName) => number): PerClient => ({
  ours: figureOf('ours'),
  soap: figureOf('soap'),
  saxes: figureOf('saxes'),
});
