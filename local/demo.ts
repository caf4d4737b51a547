import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Dekkingsprofiel } from '../core/nmbrs/dekkingsprofiel.ts';
import { happeningsIn } from './demo/between-periods.ts';
import { followClock } from './demo/foreign-clock.ts';
import { movedOn } from './demo/of-which-period.ts';
import { playStory, type Story, type StoryOutcome } from './demo/story.ts';
import { createTeller } from './demo/teller.ts';
import { asksForHelp } from './help.ts';
import { exampleAanmelding } from './nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES } from './nmbrs-simulator/example-names.ts';
import { exampleScenario } from './nmbrs-simulator/example-scenario.ts';
import { companyIn } from './nmbrs-simulator/in-service.ts';
import { type Simulator, startSimulator } from './nmbrs-simulator/server.ts';
import { createClock } from './runtime/clock.ts';
import { startRuntime } from './runtime/runtime.ts';

const USAGE = `Gebruik: npm run demo -- [opties]
  --json BESTAND        schrijf de uitkomst als JSON
  --aanmelding BESTAND  meld aan met deze JSON
  --werknemers N        werknemers van de voorbeeldwerkgever van de simulator (25)
  --latency MS          hoe lang de simulator over een aanroep doet (0)
  --nmbrs URL           een andere Nmbrs-server in plaats van de simulator; het adres tot en met /soap/v3. Dan één tijdvak
  --profiel PROFIEL     verzuim, wia (standaard), pensioen of volledig
  --help                deze tekst`;

/** The options of the command line, or a sentence about what is wrong with them. */
function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      aanmelding: { type: 'string' },
      werknemers: { type: 'string', default: '25' },
      latency: { type: 'string', default: '0' },
      nmbrs: { type: 'string' },
      profiel: { type: 'string', default: 'wia' },
    },
  });
  const count = (name: 'werknemers' | 'latency') => {
    if (!/^\d{1,6}$/.test(values[name])) throw new Error(`--${name} wil een geheel getal.`);
    return Number(values[name]);
  };
  const profiel = Dekkingsprofiel.safeParse(values.profiel);
  if (!profiel.success) throw new Error('--profiel wil verzuim, wia, pensioen of volledig.');
  if (values.nmbrs !== undefined && !URL.canParse(values.nmbrs))
    throw new Error('--nmbrs wil een adres, bijvoorbeeld http://127.0.0.1:4010/soap/v3.');
  return { ...values, werknemers: count('werknemers'), latencyMs: count('latency'), profiel: profiel.data };
}

type Options = ReturnType<typeof readOptions>;

async function readAanmelding({ aanmelding }: Options): Promise<unknown> {
  if (aanmelding === undefined) return exampleAanmelding.overkoepelend;
  return JSON.parse(await readFile(aanmelding, 'utf8'));
}

async function demo(options: Options): Promise<StoryOutcome> {
  const teller = createTeller(process.stdout);
  const aanmelding = await readAanmelding(options);
  const { werknemers, latencyMs, profiel, nmbrs } = options;
  teller.tell(`De salariskoppeling start: API, emulators en ${nmbrs === undefined ? 'Nmbrs-simulator' : nmbrs}.`);
  const clock = createClock();
  const simulator =
    nmbrs === undefined
      ? await startSimulator({ scenario: exampleScenario({ werknemers, latencyMs }), clock: () => clock.now() })
      : undefined;
  try {
    const runtime = await startRuntime({ nmbrsBaseUrl: nmbrs ?? simulator?.baseUrl ?? '', clock, warmUp: true });
    try {
      const story = { url: runtime.url, aanmelding, profiel, teller };
      const more = simulator === undefined ? { moveNmbrs: followClock(nmbrs ?? '') } : around(simulator);
      return await playStory({ ...story, ...more });
    } finally {
      await runtime.stop();
    }
  } finally {
    await simulator?.stop();
  }
}

/** What happens at the werkgever of the example, and stands there by now; at that of another sign-up nothing does. */
function around(simulator: Simulator): Required<Pick<Story, 'letTimePass' | 'holdAgainstNow'>> {
  const company = () => companyIn(simulator.scenario(), EXAMPLE_COMPANIES.toverdrank.id);
  return {
    letTimePass(dates) {
      const werkgever = company();
      if (werkgever === undefined) return [];
      const { change, told } = happeningsIn(werkgever, dates);
      simulator.change(change);
      return told;
    },
    holdAgainstNow(werknemers, manifest) {
      const werkgever = company();
      return werkgever === undefined ? [] : movedOn(werkgever, werknemers, manifest);
    },
  };
}

async function main(): Promise<number> {
  if (asksForHelp(process.argv.slice(2))) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Deze opties ken ik niet.'}\n\n${USAGE}\n`);
    return 2;
  }
  try {
    const outcome = await demo(options);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(outcome.report, null, 2)}\n`);
    return outcome.complete ? 0 : 1;
  } catch (error) {
    process.stderr.write(`De demo is gestopt: ${error instanceof Error ? error.message : 'onbekende fout'}\n`);
    return 1;
  }
}

process.exitCode = await main();
