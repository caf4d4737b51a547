import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CORPUS } from './hostile/corpus.ts';
import { answerTo, sendXml } from './loopback.ts';

const run = promisify(execFile);
const CLIENT = fileURLToPath(new URL('./hostile/client.ts', import.meta.url));
const DEADLINE_MS = 1_000;
/** A machine with other work needs some more than the deadline until the error is there. */
const PATIENCE_MS = 5_000;
const MB = 1024 * 1024;

/** The process is killed when it needs more heap than this, so every situation was met within it, its peak included. */
const HEAP_MB = 80;

const Met = z.object({
  situation: z.int(),
  answer: z.unknown().optional(),
  error: z.object({ name: z.string(), code: z.string() }).optional(),
  ms: z.number(),
  grownBytes: z.number(),
});
const Summary = z.object({
  usedAtFirst: z.number(),
  prototype: z.array(z.string()),
  polluted: z.unknown(),
});

const calls = new Map<number, number>();
let met: z.infer<typeof Met>[] = [];
let summary: z.infer<typeof Summary> | undefined;

/** One server for all: the first part of the path is the number of the situation; any other number is well answered. */
beforeAll(async () => {
  const server = createServer(async (request, response) => {
    await text(request);
    const number = Number(request.url?.split('/')[1]);
    calls.set(number, (calls.get(number) ?? 0) + 1);
    response.on('error', () => {});
    const situation = CORPUS[number];
    if (situation === undefined) sendXml(response, answerTo('List_GetAll', '<List_GetAllResult />'));
    else await situation.respond(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const args = [
    '--expose-gc',
    `--max-old-space-size=${HEAP_MB}`,
    '--max-semi-space-size=1',
    CLIENT,
    `http://127.0.0.1:${port}`,
    JSON.stringify(CORPUS.map(({ vraag = 'bedrijven', deadlineMs = DEADLINE_MS }) => ({ vraag, deadlineMs }))),
  ];
  const { stdout } = await run(process.execPath, args, { timeout: 240_000 });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const lines = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  summary = Summary.parse(lines.pop());
  met = lines.map((line) => Met.parse(line));
}, 270_000);

describe('a hostile answer', () => {
  test('comes in at least sixty kinds', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
    expect(met.map(({ situation }) => situation)).toEqual(CORPUS.map((_, number) => number));
  });

  test.each(CORPUS.map((situation, number) => [situation.name, number, situation] as const))(
    '%s is a typed error in time, never a success',
    (_name, number, situation) => {
      const { error, ms, answer } = met[number] ?? {};
      expect(answer).toBeUndefined();
      expect(error).toEqual(situation.error);
      expect(ms).toBeLessThan((situation.deadlineMs ?? DEADLINE_MS) + PATIENCE_MS);
      expect(calls.get(number)).toBe(situation.calls);
    },
  );

  test('is read with a heap that is at most 64 MB more than what the client takes anyway', () => {
    expect(summary?.usedAtFirst).toBeGreaterThan((HEAP_MB - 64) * MB);
  });

  test('leaves the memory of the process as it was, but for less than 64 MB', () => {
    expect(Math.max(...met.map(({ grownBytes }) => grownBytes))).toBeLessThan(64 * MB);
  });

  test('leaves Object.prototype as it was', () => {
    expect(summary?.polluted).toBeNull();
    expect(summary?.prototype).toEqual([...Object.getOwnPropertyNames(Object.prototype)].sort());
  });
});
