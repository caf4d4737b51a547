import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { TABLE } from './written-commands.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')));

/** Each script of our own, by its name; the others are tools of others. */
const OWN = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /^node (\S+)$/.exec(script)?.[1];
  return file === undefined ? [] : [{ name, file }];
});

test('each command of docs/commands.md that is ours is looked at', () => {
  const named = TABLE.flatMap((command) => /^npm (?:run )?([\w-]+)/.exec(command)?.[1] ?? []);
  const others = ['test', 'check', 'synth'];
  expect([...new Set(named)].filter((name) => !others.includes(name)).sort()).toEqual(
    OWN.map(({ name }) => name).sort(),
  );
});

test.each(OWN)(
  'npm run $name -- --help tells in Dutch how it is used, does nothing else and ends with 0',
  async ({ name, file }) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, '--help'], { cwd: ROOT });
    expect(stdout).toContain(`npm ${name === 'start' ? '' : 'run '}${name}`);
    expect(stdout).toMatch(/Gebruik|opties/);
    expect([stdout.length < 2_500, stderr]).toEqual([true, '']);
  },
);
