/** Runs the simulator alone: `node local/nmbrs-simulator/main.ts [--port N] [--scenario FILE] [--werknemers N] [--latency MS]`. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exampleScenario } from './example-scenario.ts';
import { Scenario } from './scenario.ts';
import { startSimulator } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    scenario: { type: 'string' },
    werknemers: { type: 'string', default: '25' },
    latency: { type: 'string', default: '0' },
  },
});
const scenario =
  values.scenario === undefined
    ? exampleScenario({ werknemers: Number(values.werknemers), latencyMs: Number(values.latency) })
    : Scenario.parse(JSON.parse(readFileSync(values.scenario, 'utf8')));
const simulator = await startSimulator({ port: Number(values.port), scenario });
console.log(`Nmbrs-simulator: ${simulator.url}, SOAP op ${simulator.baseUrl}`);
