import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../local/runtime/loopback.ts';

const START = join(import.meta.dirname, '../../../local/start.ts');
const NO_NMBRS = 'http://127.0.0.1:9/soap/v3';
const TIMEOUT_MS = 90_000;

interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

function start(...args: string[]): Program {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void ended.then(() => running.delete(child));
  return { child, ended, output: () => text };
}

test.each([
  ['an unknown option', ['--snel'], /Unknown option '--snel'[\s\S]*--port N/],
  ['a port that is no port', ['--port', '70000'], /--port takes a number/],
  ['an Nmbrs address that is no URL', ['--nmbrs', 'nmbrs.nl'], /--nmbrs takes a URL/],
])('%s gives the usage', { timeout: TIMEOUT_MS }, async (_what, args, message) => {
  const { ended, output } = start(...args);
  expect(await ended).toBe(2);
  expect(output()).toMatch(message);
});

test('a port in use gives one sentence and exit code 1', { timeout: TIMEOUT_MS }, async () => {
  const taken = await listenOnLoopback(createServer(), 0);
  const { ended, output } = start('--port', String(taken.port));
  expect(await ended).toBe(1);
  await taken.stop();
  expect(output()).toContain(`Poort ${taken.port} is al in gebruik`);
  expect(output()).not.toContain('    at ');
});

test('starts, tells its addresses, and Ctrl-C stops everything with exit code 0', { timeout: TIMEOUT_MS }, async () => {
  const { child, ended, output } = start('--port', '0');
  await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('Ctrl-C');
  const urls = [...output().matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
  const [api = ''] = urls;
  expect((await fetch(`${api}/lokaal/gezondheid`)).status).toBe(200);
  expect(output()).toContain(`curl -i ${api}/aanmeldingen`);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(new Set(urls).size).toBe(3);
  for (const url of new Set(urls)) await expect(fetch(url)).rejects.toThrow();
});

test('Ctrl-C while starting stops too', { timeout: TIMEOUT_MS }, async () => {
  const { child, ended, output } = start('--port', '0', '--nmbrs', NO_NMBRS);
  await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('start');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
