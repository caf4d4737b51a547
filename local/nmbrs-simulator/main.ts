/** Runs the simulator alone: `npm run nmbrs-simulator -- [--port N] [--scenario FILE] …`, see `--help`. */
import { UnknownTarget } from './apply-change.ts';
import { type Command, HELP, readCommand, type Source, UsageError } from './cli.ts';
import { exampleScenario } from './example-scenario.ts';
import { generateScenario } from './generate-scenario.ts';
import type { Scenario } from './scenario.ts';
import { BadScenarioFile, jsonSchema, readScenarioFile } from './scenario-file.ts';
import { startSimulator } from './server.ts';

try {
  await run(readCommand(process.argv.slice(2), Date.now()));
} catch (error) {
  const [code, text] = explain(error);
  console.error(text);
  process.exit(code);
}

async function run(command: Command): Promise<void> {
  if (command.kind === 'help') return console.log(HELP);
  if (command.kind === 'schema') return void process.stdout.write(jsonSchema(command.of));
  const scenario = scenarioOf(command.source);
  if (command.kind === 'print') return void process.stdout.write(`${JSON.stringify(scenario, null, 1)}\n`);
  const { port, latencyMs } = command;
  const simulator = await startSimulator({ port, scenario });
  if (latencyMs !== undefined) simulator.change({ latency: { ms: latencyMs } });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Not `once`: npm passes a Ctrl-C on that the terminal has already given, and a second one without a listener kills.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`Nmbrs-simulator: ${simulator.url}, SOAP op ${simulator.baseUrl}. Stop met Ctrl-C.`);
}

function scenarioOf(source: Source): Scenario {
  switch (source.kind) {
    case 'file':
      return readScenarioFile(source.path);
    case 'example':
      return exampleScenario({ werknemers: source.employees, today: source.today });
    case 'generated':
      return generateScenario(source);
  }
}

/** The exit code and the text: 2 for what was typed, 1 for what went wrong. */
function explain(error: unknown): [code: number, text: string] {
  if (error instanceof UsageError) return [2, error.message];
  if (error instanceof BadScenarioFile) return [1, error.message];
  if (error instanceof UnknownTarget) return [1, `Een verandering onder 'later' klopt niet: ${error.message}.`];
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE')
      return [1, 'De poort is al in gebruik. Kies een andere met --port, of 0 voor een vrije.'];
    if (error.code === 'EACCES') return [1, 'Die poort mag je niet gebruiken. Kies er een boven 1023 met --port.'];
  }
  return [1, `De simulator kon niet starten: ${error instanceof Error ? error.message : 'onbekende fout'}`];
}
