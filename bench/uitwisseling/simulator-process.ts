/** The simulator in a process of its own for one case: `node simulator-process.ts CASE_AS_JSON`; prints its base URL. */
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { startSimulator } from '../../local/nmbrs-simulator/server.ts';
import { BEGIN, Geval, LATENCY_MS } from './geval.ts';

const { werknemers, pad } = Geval.parse(JSON.parse(process.argv[2] ?? ''));
const BREED: ReadonlySet<string> = new Set(BulkAanroep.options);
const simulator = await startSimulator({
  scenario: exampleScenario({ werknemers, latencyMs: LATENCY_MS, today: BEGIN.slice(0, 10) }),
});
const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;
simulator.change({
  time: { now: BEGIN, speed: 1 },
  rights: [...BulkAanroep.options, ...TijdvakAanroep.options].map((aanroep) => ({
    ...{ subdomain, email, call: `EmployeeService.${aanroep}` },
    active: BREED.has(aanroep) ? pad !== 'per-werknemer' : pad === 'alles',
  })),
});
console.log(simulator.baseUrl);
