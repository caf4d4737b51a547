import { parseArgs } from 'node:util';
import { exampleAanmelding } from './nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from './nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from './nmbrs-simulator/server.ts';
import { createClock } from './runtime/clock.ts';
import { type Runtime, startRuntime } from './runtime/runtime.ts';

const DEFAULT_PORT = 3000;

const USAGE = `npm start -- [options]
  --port N      port of the API on 127.0.0.1 (${DEFAULT_PORT})
  --nmbrs URL   another Nmbrs server, base URL up to /soap/v3, without the simulator
  --log         print every log line of the functions`;

interface Options {
  readonly port: number;
  readonly nmbrs: string | undefined;
  readonly log: boolean;
}

/** What was started; `simulator` is absent with `--nmbrs`. */
interface Started {
  readonly runtime: Runtime;
  readonly simulator: Simulator | undefined;
}

/** Throws an Error whose message says what is wrong with the command line. */
function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, nmbrs: { type: 'string' }, log: { type: 'boolean', default: false } },
  });
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!/^\d*$/.test(values.port ?? '') || port > 65_535) throw new Error('--port takes a number from 0 to 65535');
  if (values.nmbrs !== undefined && !/^https?:$/.test(URL.parse(values.nmbrs)?.protocol ?? ''))
    throw new Error('--nmbrs takes a URL, for example http://127.0.0.1:4010/soap/v3');
  return { port, nmbrs: values.nmbrs, log: values.log };
}

async function start({ port, nmbrs, log }: Options): Promise<Started> {
  const clock = createClock();
  const simulator =
    nmbrs === undefined ? await startSimulator({ scenario: exampleScenario(), clock: clock.now }) : undefined;
  try {
    const nmbrsBaseUrl = nmbrs ?? simulator?.baseUrl ?? '';
    return {
      simulator,
      runtime: await startRuntime({ port, nmbrsBaseUrl, clock, log: log ? 'kort' : 'stil', warmUp: true }),
    };
  } catch (error) {
    await simulator?.stop();
    throw error;
  }
}

async function stop({ runtime, simulator }: Started): Promise<void> {
  await runtime.stop();
  await simulator?.stop();
}

function welcome({ runtime, simulator }: Started, nmbrs: string | undefined): string {
  return `
De salariskoppeling draait op deze computer.

  API             ${runtime.url}
  mail            ${runtime.mailInboxUrl}
  Nmbrs           ${simulator === undefined ? nmbrs : `${simulator.url} (simulator)`}
  gezondheid      ${runtime.url}/lokaal/gezondheid

Meld de voorbeeldwerkgever aan:

${signUpCommand(runtime.url)}

Stoppen: Ctrl-C
`;
}

function signUpCommand(url: string): string {
  const body = JSON.stringify(exampleAanmelding.overkoepelend).replaceAll("'", "'\\''");
  return `curl -i ${url}/aanmeldingen -H 'content-type: application/json' -d '${body}'`;
}

/** One sentence for a person. */
function explain(error: unknown, { port }: Options): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `Poort ${port} is al in gebruik: stop het andere programma of kies een poort met: npm start -- --port ${port + 1}`;
  return `Het starten is mislukt: ${error instanceof Error ? error.message : 'onbekende fout'}`;
}

function fail(text: string, exitCode: number): never {
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}

function optionsOrUsage(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`, 2);
  }
}

const options = optionsOrUsage();
const starting = start(options);
let stopping = false;
const stopOnce = () => {
  if (stopping) return;
  stopping = true;
  // A start that fails tells so itself, below.
  void starting.then(stop).then(() => process.exit(0));
};
process.on('SIGINT', stopOnce).on('SIGTERM', stopOnce).on('SIGHUP', stopOnce);
process.stdout.write('De salariskoppeling start ...\n');
try {
  const started = await starting;
  if (!stopping) process.stdout.write(welcome(started, options.nmbrs));
} catch (error) {
  fail(explain(error, options), 1);
}
