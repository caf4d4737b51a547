/**
 * Meets every situation of the corpus in a process of its own, so that its memory is the client's alone, and writes one
 * line of JSON for each: `node --expose-gc client.ts URL DEADLINES`, with the deadlines in ms as a JSON list.
 */
import * as z from 'zod';
import { createNmbrsGateway } from '../../../../adapters/nmbrs/payroll.ts';
import { Inloggegevens } from '../../../../core/domain/inloggegevens.ts';

const [, , url = '', deadlines = '[]'] = process.argv;
const ACCOUNT = Inloggegevens.parse({
  domein: 'elfenbos',
  gebruikersnaam: 'loon@elfenbos.example',
  apiToken: 'canary-token',
});
const DEADLINES_MS = z.array(z.number()).parse(JSON.parse(deadlines));

/** What is alive after a collection, on the heap and off it. The process keeps freed pages for a while, so not its size. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function meet(situation: number, deadlineMs: number): Promise<object> {
  const gateway = createNmbrsGateway({
    baseUrl: `${url}/${situation}/soap/v3`,
    callsPerSecond: 1000,
    callsInFlight: 8,
    deadlineMs,
    wait: async () => {},
    random: () => 0,
  });
  const startedAt = performance.now();
  return gateway
    .open(ACCOUNT)
    .listBedrijven()
    .then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error: error instanceof Error ? { ...error, name: error.name } : String(error) }),
    )
    .then((outcome) => ({ situation, ...outcome, ms: performance.now() - startedAt }));
}

/** One situation a few times, so that what the first call loads and compiles does not count as growth. */
for (let round = 0; round < 20; round += 1) await meet(0x7fff, 1_000);
const before = usedBytes();
for (const [situation, deadlineMs] of DEADLINES_MS.entries()) {
  console.log(JSON.stringify({ ...(await meet(situation, deadlineMs)), grownBytes: usedBytes() - before }));
}
const prototype = [...Object.getOwnPropertyNames(Object.prototype)].sort();
console.log(JSON.stringify({ prototype, polluted: Reflect.get({}, 'polluted') ?? null }));
process.exit(0);
