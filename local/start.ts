/** Starts the whole system on this machine: `npm start`, see `--help`. */
import { exampleScenario } from './nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from './nmbrs-simulator/server.ts';
import { createClock } from './runtime/clock.ts';
import { type Runtime, startRuntime } from './runtime/runtime.ts';
import { findTakenPort } from './start/free-ports.ts';
import { type Options, readOptions, USAGE } from './start/options.ts';
import { welcome } from './start/welcome.ts';

/** How often it is looked whether npm, that started this, is still there. */
const PARENT_LOOK_MS = 500;

/** What was started; `simulator` is absent with `--nmbrs`. */
interface Started {
  readonly runtime: Runtime;
  readonly simulator: Simulator | undefined;
}

async function start({ ports, nmbrs, log }: Options): Promise<Started> {
  const clock = createClock();
  const simulator =
    nmbrs === undefined
      ? await startSimulator({ scenario: exampleScenario(), clock: clock.now, port: ports['nmbrs-port'] })
      : undefined;
  try {
    const nmbrsBaseUrl = nmbrs ?? simulator?.baseUrl ?? '';
    const asked = { port: ports.port, mailPort: ports['mail-port'], nmbrsBaseUrl };
    return { simulator, runtime: await startRuntime({ ...asked, clock, log: log ? 'kort' : 'stil', warmUp: true }) };
  } catch (error) {
    await simulator?.stop();
    throw error;
  }
}

async function stop({ runtime, simulator }: Started): Promise<void> {
  await runtime.stop();
  await simulator?.stop();
}

function fail(text: string, exitCode: number): never {
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}

function optionsOrUsage(): Options {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options !== 'help') return options;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : 'Deze opties ken ik niet.'}\n\n${USAGE}`, 2);
  }
  process.stdout.write(USAGE);
  return process.exit(0);
}

/** npm that is killed outright takes nothing along: whoever it started gets another parent. */
function onLostParent(lost: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) lost();
  }, PARENT_LOOK_MS).unref();
}

const options = optionsOrUsage();
const { port, ...others } = options.ports;
const taken = await findTakenPort(
  options.nmbrs === undefined ? options.ports : { port, 'mail-port': others['mail-port'] },
);
if (taken !== undefined) fail(taken, 1);
const starting = start(options);
let stopping = false;
const stopOnce = () => {
  if (stopping) return;
  stopping = true;
  // A start that fails tells so itself, below.
  void starting.then(stop).then(() => process.exit(0));
};
process.on('SIGINT', stopOnce).on('SIGTERM', stopOnce).on('SIGHUP', stopOnce);
onLostParent(stopOnce);
process.stdout.write('De salariskoppeling start ...\n');
try {
  const { runtime, simulator } = await starting;
  const addresses = { api: runtime.url, mail: runtime.mailInboxUrl, simulator: simulator?.url };
  if (!stopping) process.stdout.write(welcome({ ...addresses, nmbrs: options.nmbrs ?? '' }));
} catch (error) {
  fail(`Het starten is mislukt: ${error instanceof Error ? error.message : 'onbekende fout'}`, 1);
}
