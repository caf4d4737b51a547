import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../../local/nmbrs-cli/command.ts';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';

const { overkoepelend } = exampleAanmelding;

async function start(): Promise<Simulator> {
  const simulator = await startSimulator({ scenario: exampleScenario({ werknemers: 3, today: '2026-11-24' }) });
  onTestFinished(() => simulator.stop());
  return simulator;
}

/** Runs the command in this process with this token; what it printed, and its exit code. */
async function run(args: readonly string[], token = overkoepelend.nmbrs.apiToken) {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const exitCode = await runCommand(args, { readToken: async () => token, out: write, err: write });
  expect(printed).not.toContain(token);
  return { exitCode, printed };
}

const controle = (simulator: Simulator, { nmbrs } = overkoepelend, more: readonly string[] = []): string[] => [
  'controle',
  ...['--domein', nmbrs.domein, '--gebruiker', nmbrs.gebruikersnaam],
  ...['--bedrijf', nmbrs.bedrijfsnaam, '--url', simulator.baseUrl],
  ...more,
];

describe('controle', () => {
  test('of an account in order tells each part, all rights and what the login sees', async () => {
    const { exitCode, printed } = await run(controle(await start()));
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^Controle: geslaagd\n/);
    expect(printed.match(/^ {2}\w+Service \w+ +actief/gm)).toHaveLength(19);
    expect(printed.match(/^ {2}\w+_GetAll_\w+ +actief/gm)).toHaveLength(7);
    expect(printed).toContain(`domein         ${overkoepelend.nmbrs.domein}`);
    expect(printed).toMatch(/debiteuren +[1-9]/);
  });

  test('as JSON can be read by a program', async () => {
    const { exitCode, printed } = await run(controle(await start(), overkoepelend, ['--json']));
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      controle: { uitkomst: 'geslaagd' },
      omgeving: { waarde: expect.any(String) },
    });
  });

  test('of rights that are off tells which ones and where to switch them on', async () => {
    const { nmbrs } = exampleSituaties.tweeRechtenUit;
    const { exitCode, printed } = await run(controle(await start(), exampleSituaties.tweeRechtenUit), nmbrs.apiToken);
    expect(exitCode).toBe(1);
    expect(printed).toContain('Controle: herstel nodig');
    expect(printed).toMatch(/EmployeeService Partner_Get +NIET ACTIEF \(1002\)/);
    expect(printed).toContain('Zet bij Employee Services op Active: Partner_Get, WageComponentVar_GetCurrent.');
  });

  test('of a wrong token tells so', async () => {
    const { exitCode, printed } = await run(controle(await start()), 'fa17a51effffffffffffffffffffffff');
    expect(exitCode).toBe(1);
    expect(printed).toContain('Nmbrs herkent deze combinatie');
  });

  test('without a company asks which one, when there are more', async () => {
    const simulator = await start();
    const args = controle(simulator).filter(
      (_, index, all) => all[index] !== '--bedrijf' && all[index - 1] !== '--bedrijf',
    );
    const { exitCode, printed } = await run(args);
    expect(exitCode).toBe(2);
    expect(printed).toContain(`  ${overkoepelend.nmbrs.bedrijfsnaam}\n`);
  });

  test('of a server that is in trouble explains the trouble', async () => {
    const simulator = await start();
    simulator.change({ faults: [{ kind: 'redirect', location: 'http://127.0.0.1:9/' }] });
    const { exitCode, printed } = await run(controle(simulator));
    expect(exitCode).toBe(3);
    expect(printed).toContain('nmbrs-redirect');
    expect(printed).toContain('de token zou meegaan');
  });

  test('of a server that sends a page explains that too', async () => {
    const simulator = await start();
    simulator.change({ faults: [{ kind: 'html', status: 200 }] });
    const { exitCode, printed } = await run(controle(simulator));
    expect(exitCode).toBe(3);
    expect(printed).toContain('niet te lezen als antwoord van Nmbrs');
  });

  test.each([
    ['no user', ['controle', '--domein', 'elfenbos']],
    ['a token as an argument', ['controle', '--domein', 'elfenbos', '--gebruiker', 'a@b.example', '--token', 'x']],
    ['another command', ['verwijder']],
    ['nothing', []],
  ])('with %s tells how to use it', async (_name, args) => {
    const { exitCode, printed } = await run(args);
    expect(exitCode).toBe(2);
    expect(printed).toContain('npm run nmbrs -- controle');
  });
});

describe('explain', () => {
  test.each(['1001', '1002', '1003', '1004', '1006', '2003', '2004', '2006', '2009', '2013', '2019', '2043', '9999'])(
    'tells what %s means and what to do',
    async (code) => {
      const { exitCode, printed } = await run(['explain', code]);
      expect(exitCode).toBe(0);
      expect(printed).toMatch(/Betekenis: .+\n {2}Doen: .+/);
    },
  );

  test('tells the same for a code of our own errors', async () => {
    expect((await run(['explain', 'nmbrs-9999'])).printed).toContain('Interne fout bij Nmbrs');
    expect((await run(['explain', 'nmbrs-http-503'])).printed).toContain('HTTP 503');
    expect((await run(['explain', 'nmbrs-http-403'])).printed).toContain('firewall, antwoordde met HTTP 403');
    expect((await run(['explain', 'nmbrs-fault'])).printed).toContain('zonder code');
  });

  test('does not invent a meaning', async () => {
    const { exitCode, printed } = await run(['explain', '7777']);
    expect(exitCode).toBe(2);
    expect(printed).toContain('kennen wij niet');
  });
});

describe('the process', () => {
  const MAIN = fileURLToPath(new URL('../../../local/nmbrs-cli/main.ts', import.meta.url));
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: exampleScenario({ werknemers: 1 }) });
    return () => simulator.stop();
  });

  const finished = (environment: Readonly<Record<string, string>>, input: string) => {
    const child = promisify(execFile)(process.execPath, [MAIN, ...controle(simulator)], {
      env: { ...process.env, ...environment },
    });
    child.child.stdin?.end(input);
    return child;
  };

  test('takes the token from the environment', async () => {
    const { stdout } = await finished({ NMBRS_TOKEN: overkoepelend.nmbrs.apiToken }, '');
    expect(stdout).toContain('Controle: geslaagd');
  });

  test('takes the token from standard input', async () => {
    const { stdout } = await finished({ NMBRS_TOKEN: '' }, `${overkoepelend.nmbrs.apiToken}\n`);
    expect(stdout).toContain('Controle: geslaagd');
  });
}, 30_000);
