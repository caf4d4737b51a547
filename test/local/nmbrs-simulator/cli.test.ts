import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCommand, UsageError } from '../../../local/nmbrs-simulator/cli.ts';
import { Scenario } from '../../../local/nmbrs-simulator/scenario.ts';
import { jsonSchema, readScenarioFile } from '../../../local/nmbrs-simulator/scenario-file.ts';
import { startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { noonOn, TODAY } from './asking.ts';

const FOLDER = 'local/nmbrs-simulator';
const MAIN = `${FOLDER}/main.ts`;
const read = (...args: readonly string[]) => readCommand(args, noonOn(TODAY));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nmbrs-simulator-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const messageOf = (path: string): string => {
  try {
    readScenarioFile(path);
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : 'no Error';
  }
};

describe('the command line', () => {
  test('starts the example on port 4010 when nothing is asked', () => {
    const source = { kind: 'example', employees: 25, today: TODAY };
    expect(read()).toEqual({ kind: 'serve', port: 4010, latencyMs: undefined, source });
  });

  test('takes a file, a size and a seed', () => {
    expect(read('--scenario', 'a.json', '--port', '0')).toMatchObject({
      port: 0,
      source: { kind: 'file', path: 'a.json' },
    });
    const generated = { kind: 'generated', companies: 3, employees: 40, seed: 9, today: '2026-01-05' };
    const args = ['--companies', '3', '--employees', '40', '--seed', '9', '--today', '2026-01-05'];
    expect(read(...args, '--print')).toEqual({ kind: 'print', source: generated });
  });

  test.each([
    [['--prot', '1'], '--prot bestaat niet'],
    [['los'], 'zonder losse woorden'],
    [['--port'], '--port hoort een andere waarde'],
    [['--port', 'abc'], '--port wil een geheel getal'],
    [['--port', '65536'], '--port wil een geheel getal'],
    [['--today', '2026-02-30'], '--today wil een datum'],
    [['--schema', 'iets'], "'scenario' of 'change'"],
    [['--seed', '4'], '--seed hoort bij --companies'],
    [['--scenario', 'a.json', '--seed', '4'], 'laat --companies'],
    [['--companies', '1000', '--employees', '1000'], 'te veel werknemers'],
  ])('refuses %j with the reason', (args, reason) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(reason);
  });
});

describe('a scenario file', () => {
  test.each(['klein.json', 'tegenwind.json'])('%s of the examples is one', async (name) => {
    const scenario = readScenarioFile(`${FOLDER}/scenarios/${name}`);
    const simulator = await startSimulator({ scenario });
    expect(simulator.scenario().name).toBe(scenario.name);
    await simulator.stop();
  });

  test('that is wrong is told where, in Dutch, with what to do, and without its values', () => {
    const users = [{ kind: 'overkoepelend', email: 'a', token: 12_345_678, tagFilter: 'all' }];
    const environments = [{ subdomain: 'a', name: 'A', users, debtors: [], extra: 1 }];
    const message = messageOf(fileWith('fout.json', JSON.stringify({ name: 'x', environments })));
    expect(message).toContain('environments[0].users[0].token: Ongeldige invoer');
    expect(message).toContain('environments[0]: Onbekende key: "extra"');
    expect(message).toContain('--schema scenario');
    expect(message).not.toContain('12345678');
  });

  test('that uses an id twice is refused', () => {
    const environment = { subdomain: 'a', name: 'A', users: [], debtors: [] };
    const path = fileWith('dubbel.json', JSON.stringify({ name: 'x', environments: [environment, environment] }));
    expect(messageOf(path)).toContain('environments[1].subdomain: subdomain a komt al eerder voor');
  });

  test.each([
    ['niet.json', '{"token":"geheim', 'is geen JSON (regel 1'],
    ['leeg.json', '', 'is geen JSON'],
    ['lijst.json', '[]', '(het geheel): Ongeldige invoer'],
  ])('%s is told to be no scenario', (name, text, reason) => {
    const message = messageOf(fileWith(name, text));
    expect(message).toContain(reason);
    expect(message).not.toContain('geheim');
  });

  test('that is not there is told so', () => {
    expect(messageOf(join(folder, 'weg.json'))).toContain('kan niet gelezen worden');
  });
});

describe('the JSON Schema', () => {
  test('in the folder is the one of the code', () => {
    expect(JSON.parse(readFileSync(`${FOLDER}/scenario.schema.json`, 'utf8'))).toEqual(
      JSON.parse(jsonSchema('scenario')),
    );
  });

  test.each(['scenario', 'change'] as const)('of a %s tells what the fields mean', (of) => {
    expect(jsonSchema(of)).toContain('From which date the run of a period is locked; null: never.');
  });
});

describe('as a process', () => {
  const runs = (...args: readonly string[]): Promise<{ code: unknown; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [MAIN, ...args], { maxBuffer: 50_000_000 }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, out, err }),
      );
    });

  test('prints a generated scenario that can be read again', async () => {
    const { out } = await runs('--companies', '2', '--employees', '3', '--today', TODAY, '--print');
    expect(Scenario.parse(JSON.parse(out)).environments[0]?.debtors).toHaveLength(2);
  });

  test('ends with 2 for an unknown option', async () => {
    expect(await runs('--onbekend')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--onbekend bestaat niet'),
    });
  });

  test('ends with 1 for a port that is taken', async () => {
    const simulator = await startSimulator();
    const { port } = new URL(simulator.url);
    expect(await runs('--port', port)).toMatchObject({ code: 1, err: expect.stringContaining('al in gebruik') });
    await simulator.stop();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('says where it is and ends with 0 on %s', async (signal) => {
    const child = spawn(process.execPath, [MAIN, '--port', '0', '--latency', '5'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
    expect((await fetch(url)).status).toBe(200);
    // Twice, as under npm.
    child.kill(signal);
    child.kill(signal);
    expect(await ended).toBe(0);
  });
});
