/** The simulator in a process of its own, with so many employees at one company: `node simulator.ts WERKNEMERS LATENCY_MS`. */
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { startSimulator } from '../../local/nmbrs-simulator/server.ts';

const [, , werknemers = '500', latencyMs = '50'] = process.argv;
const scenario = exampleScenario({ werknemers: Number(werknemers), latencyMs: Number(latencyMs) });
const simulator = await startSimulator({ scenario });
console.log(simulator.baseUrl);
