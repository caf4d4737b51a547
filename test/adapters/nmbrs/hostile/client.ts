/**
 * Meets every situation of the corpus in a process of its own, so that its memory is the client's alone, and writes one
 * line of JSON for each: `node --expose-gc client.ts URL SITUATIONS`, with what is asked and the deadline in ms of each as JSON.
 */
import * as z from 'zod';
import { COMPANY_WIDE_PATIENCE } from '../../../../adapters/nmbrs/calls.ts';
import { createNmbrsGateway } from '../../../../adapters/nmbrs/payroll.ts';
import { BedrijfId, RunId, WerknemerId } from '../../../../core/ids.ts';
import { tijdvakOf } from '../../../../core/kalender/tijdvak.ts';
import { Inloggegevens } from '../../../../core/nmbrs/inloggegevens.ts';
import type { Payroll } from '../../../../core/nmbrs/ports/payroll.ts';
import type { Vraag } from './corpus.ts';

const [, , url = '', situations = '[]'] = process.argv;
const ACCOUNT = Inloggegevens.parse({
  domein: 'elfenbos',
  gebruikersnaam: 'loon@elfenbos.example',
  apiToken: 'canary-token',
});
const SITUATIONS = z
  .array(
    z.object({
      vraag: z.enum(['bedrijven', 'werknemers', 'salarissen', 'personen', 'rapport']),
      deadlineMs: z.number(),
    }),
  )
  .parse(JSON.parse(situations));
const BEDRIJF = BedrijfId.parse(701);

const ASK: Readonly<Record<Vraag, (payroll: Payroll) => Promise<unknown>>> = {
  bedrijven: (payroll) => payroll.listBedrijven(),
  werknemers: (payroll) => payroll.listWerknemers(BEDRIJF, 'in-dienst'),
  salarissen: (payroll) => payroll.listSalarissen(BEDRIJF),
  personen: (payroll) =>
    payroll.fetchBedrijfsbreed({
      bedrijfId: BEDRIJF,
      aanroep: 'PersonalInfo_GetAll_AllEmployeesByCompany',
      werknemerIds: [WerknemerId.parse(1)],
      groepen: ['persoon'],
      tijdvak: tijdvakOf('maandelijks', 2026, 11),
    }),
  rapport: (payroll) => payroll.pollLooncodeRapport('3f2504e0-4f89-41d3-9a0c-0305e82c3301', RunId.parse(9001), [1]),
};

/** What is alive after a collection, on the heap and off it. The process keeps freed pages for a while, so not its size. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function meet(situation: number, deadlineMs: number, vraag: Vraag = 'bedrijven'): Promise<object> {
  const gateway = createNmbrsGateway({
    baseUrl: `${url}/${situation}/soap/v3`,
    callsPerSecond: 1000,
    callsInFlight: 8,
    deadlineMs: deadlineMs / COMPANY_WIDE_PATIENCE, // All that is asked here has that patience.
    wait: async () => {},
    random: () => 0,
  });
  const startedAt = performance.now();
  return ASK[vraag](gateway.open(ACCOUNT))
    .then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error: error instanceof Error ? { ...error, name: error.name } : String(error) }),
    )
    .then((outcome) => ({ situation, ...outcome, ms: performance.now() - startedAt }));
}

/** One situation a few times, so that what the first call loads and compiles does not count as growth. */
for (let round = 0; round < 20; round += 1) await meet(0x7fff, 1_000);
const before = usedBytes();
const usedAtFirst = process.memoryUsage().heapUsed;
for (const [situation, { vraag, deadlineMs }] of SITUATIONS.entries()) {
  const outcome = await meet(situation, deadlineMs, vraag);
  console.log(JSON.stringify({ ...outcome, grownBytes: usedBytes() - before }));
}
const prototype = [...Object.getOwnPropertyNames(Object.prototype)].sort();
console.log(JSON.stringify({ usedAtFirst, prototype, polluted: Reflect.get({}, 'polluted') ?? null }));
process.exit(0);
