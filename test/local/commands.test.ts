import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { pasteable, TABLE } from './written-commands.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What is in the table and never run as it stands there. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm start': 'goes on until Ctrl-C; test/local/runtime/start.test.ts starts and stops it',
  'npm run demo': 'takes a minute; test/journeys/demo.test.ts plays its story',
  'npm run freeze': 'writes into test/fixtures; test/opgeslagen holds what it writes',
  'npm run bench': 'measures for minutes, and judges the machine; test/journeys/bench.test.ts plays what it measures',
  'npm run mutate': 'takes hours',
  'npm test': 'runs this',
  'npm run check': 'is a gate of its own',
  'npm run synth': 'is a gate of its own',
  'npx cdk deploy': 'needs an account',
  '.ci/run': 'runs this',
};

/** What a command is, without its values: `npm run simulate -- --seeds`. */
const kindOf = (command: string): string => command.split(' ').slice(0, 5).join(' ');
const beginsWith = (command: string, one: string): boolean => `${command} `.startsWith(`${one} `);

const PAGES = ['README.md', 'docs/use.md', 'docs/commands.md'];
const LINES = pasteable('docs/commands.md').join('').trim().split('\n');
/** Of what is told, only what the command says: not what npm says of it. */
const QUIET = { ...process.env, npm_config_loglevel: 'silent' };

describe('the commands of docs/commands.md', () => {
  it('are each run, here or with what a sign-up gave, or have a reason not to be', () => {
    const pasted = PAGES.flatMap((page) => pasteable(page).join('').split('\n'));
    const isRun = (command: string) => pasted.some((line) => line.includes(kindOf(command)));
    const isExcused = (command: string) => Object.keys(NOT_RUN).some((one) => beginsWith(command, one));
    expect(TABLE.length).toBeGreaterThan(20);
    expect(TABLE.filter((command) => !isExcused(command) && !isRun(command))).toEqual([]);
  });

  it('have no reason not to be run that is of no command', () => {
    expect(Object.keys(NOT_RUN).filter((one) => !TABLE.some((command) => beginsWith(command, one)))).toEqual([]);
  });

  it.each(LINES)('do as they say: %s', { timeout: 120_000 }, async (line) => {
    const options = { cwd: ROOT, env: QUIET, maxBuffer: 64 * 1024 * 1024 };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], options);
    expect([stdout.trim() === '', stderr]).toEqual([false, '']);
  });
});
