import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { createNmbrsGateway } from '../../adapters/nmbrs/payroll.ts';
import { tijdvakOf } from '../../core/kalender/tijdvak.ts';
import { Gegevensgroep } from '../../core/nmbrs/dekkingsprofiel.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import type { PayrollAnswer } from '../../core/nmbrs/ports/payroll.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';

const Meting = z.object({ totaal: z.number(), hoogstePerSeconde: z.number(), vertraagd: z.number() });

export interface ExportWall {
  readonly calls: number;
  readonly wallSeconds: number;
  /** max(calls / rate, calls × latency / in flight). */
  readonly boundSeconds: number;
  readonly highestPerSecond: number;
  /** Calls that the simulator slowed down because there were more than its limit. */
  readonly delayed: number;
}

const LATENCY_MS = 50;
const LIMITS = { callsPerSecond: 140, callsInFlight: 10 } as const;
const CALLS_PER_EMPLOYEE = 11;

/** The export of a company of `werknemers`: the ten calls of the handleiding and one more an employee, at 50 ms each. */
export async function measureExport(werknemers: number): Promise<ExportWall> {
  const script = new URL('./simulator.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, String(werknemers), String(LATENCY_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    return await exportFrom(String(line).trim(), werknemers);
  } finally {
    child.kill();
  }
}

async function exportFrom(baseUrl: string, werknemers: number): Promise<ExportWall> {
  const { nmbrs } = exampleAanmelding.overkoepelend;
  const account = Inloggegevens.parse({
    domein: nmbrs.domein,
    gebruikersnaam: nmbrs.gebruikersnaam,
    apiToken: nmbrs.apiToken,
  });
  const payroll = createNmbrsGateway({ baseUrl, ...LIMITS }).open(account);
  const bedrijven = await answered(payroll.listBedrijven());
  const bedrijf = bedrijven.find(({ naam }) => naam === nmbrs.bedrijfsnaam);
  if (bedrijf === undefined) throw new Error('no company');
  const { verloning = 'maandelijks', jaar, nummer } = await answered(payroll.fetchTijdvak(bedrijf.bedrijfId));
  const tijdvak = tijdvakOf(verloning, jaar, nummer);
  const listed = await answered(payroll.listWerknemers(bedrijf.bedrijfId, 'in-dienst'));
  const people = listed.slice(0, werknemers);
  const calls = people.length * CALLS_PER_EMPLOYEE;
  const startedAt = performance.now();
  await Promise.all(
    people.flatMap(({ werknemerId }) => [
      answered(payroll.fetchWerknemer({ werknemerId, groepen: Gegevensgroep.options, tijdvak, perTijdvak: [] })),
      payroll.probe('Schedule_GetCurrent', { bedrijfId: bedrijf.bedrijfId, tijdvak, werknemerId }),
    ]),
  );
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const meting = Meting.parse(await (await fetch(new URL('/simulator/meting', baseUrl))).json());
  const bound = Math.max(calls / LIMITS.callsPerSecond, (calls * LATENCY_MS) / 1000 / LIMITS.callsInFlight);
  return {
    calls,
    wallSeconds,
    boundSeconds: bound,
    highestPerSecond: meting.hoogstePerSeconde,
    delayed: meting.vertraagd,
  };
}

async function answered<T>(answer: Promise<PayrollAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${settled.refusal.code}`);
  return settled.value;
}
