import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

const start = (...args: string[]): Program => spawned(process.execPath, START, ...args);

/** As npm starts it. */
function spawned(program: string, ...args: string[]): Program {
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
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
  ['an unknown option', ['--snel'], /De optie --snel ken ik niet[\s\S]*--port N/],
  ['a port that is no port', ['--port', '70000'], /--port wil een getal van 0 tot en met 65535/],
  ['a mail port that is no port', ['--mail-port', 'x'], /--mail-port wil een getal/],
  ['two equal ports', ['--port', '4000', '--nmbrs-port', '4001'], /moeten verschillen/],
  ['an Nmbrs address that is no URL', ['--nmbrs', 'nmbrs.nl'], /--nmbrs wil een adres/],
])('%s gives the usage', { timeout: TIMEOUT_MS }, async (_what, args, message) => {
  const { ended, output } = start(...args);
  expect(await ended).toBe(2);
  expect(output()).toMatch(message);
});

test.each(['--port', '--mail-port', '--nmbrs-port'])(
  'a port in use gives one sentence and exit code 1: %s',
  { timeout: TIMEOUT_MS },
  async (option) => {
    const taken = await listenOnLoopback(createServer(), 0);
    const free = option === '--port' ? [] : ['--port', '0'];
    const { ended, output } = start(...free, option, String(taken.port));
    expect(await ended).toBe(1);
    await taken.stop();
    expect(output()).toMatch(
      new RegExp(`^Poort ${taken.port} is al in gebruik: .*npm start -- ${option} ${taken.port + 10}\n$`),
    );
  },
);

test('starts, tells its addresses, and Ctrl-C stops everything with exit code 0', { timeout: TIMEOUT_MS }, async () => {
  const { child, ended, output } = start('--port', '0');
  await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('Ctrl-C');
  const urls = [...output().matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
  const [api = ''] = urls;
  expect((await fetch(`${api}/lokaal/gezondheid`)).status).toBe(200);
  for (const told of [
    'begint leeg',
    `beschrijving    ${api}/openapi.json`,
    `1. Kantoor: meld`,
    `curl -i ${api}/aanmeldingen `,
    '2. Beoordelaar:',
    `curl ${api}/werkvoorraad `,
    '3. Beheerder:',
    `curl ${api}/lokaal/leveringen`,
    '4. Ontwikkelaar:',
    `curl ${api}/lokaal/executies`,
  ])
    expect(output()).toContain(told);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(new Set(urls).size).toBe(3);
  for (const url of new Set(urls)) await expect(fetch(url)).rejects.toThrow();
});

/** The processes that this one started, as Linux tells them. */
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

test.runIf(process.platform === 'linux')(
  'that is killed outright leaves nothing behind',
  { timeout: TIMEOUT_MS },
  async () => {
    const { child, ended, output } = start('--port', '0', '--nmbrs', NO_NMBRS);
    await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('gaat niet mee');
    const children = childrenOf(child.pid ?? 0);
    const all = [...children, ...children.flatMap(childrenOf)];
    expect(all.filter(isThere).length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => all.filter(isThere), { timeout: TIMEOUT_MS }).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'stops when npm, that started it, is killed outright',
  { timeout: TIMEOUT_MS },
  async () => {
    const { child, ended, output } = spawned(
      process.execPath,
      '-e',
      `const child = require('node:child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
       console.log('kind ' + child.pid + '.');`,
      START,
      ...['--port', '0', '--nmbrs', NO_NMBRS],
    );
    await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('gaat niet mee');
    const pid = Number(/kind (\d+)\./.exec(output())?.[1]);
    expect(isThere(pid)).toBe(true);
    child.kill('SIGKILL');
    await ended;
    expect(isThere(pid)).toBe(false);
  },
);

test('Ctrl-C while starting stops too', { timeout: TIMEOUT_MS }, async () => {
  const { child, ended, output } = start('--port', '0', '--nmbrs', NO_NMBRS);
  await expect.poll(output, { timeout: TIMEOUT_MS }).toContain('start');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
