import * as z from 'zod';
import { NMBRS_BUDGET } from '../../lib/nmbrs-budget.ts';
import type { Runtime } from '../../local/runtime/runtime.ts';
import type { HistoryEvent } from '../../local/runtime/step-functions/history.ts';
import { MEMORY_CODE } from './apart/protocol.ts';
import type { AwsMeter } from './aws-meter.ts';
import { LATENCY_MS, NMBRS_CALLS_PER_SECOND } from './geval.ts';
import type { Usage } from './kosten.ts';
import { nextExchangeMs } from './werkgever.ts';

/** One exchange, from the moment at which its schedule fired; seconds are of the virtual clock, which runs as the real one meanwhile. */
export const Exchange = z.object({
  /** Of the whole exchange, and of them those that the workers make for the parts. */
  calls: z.number(),
  fetchCalls: z.number(),
  /** From the first look at the parts until the last of them reported. */
  fetchSeconds: z.number(),
  seconds: z.number(),
  /** max(calls / Nmbrs' limit, calls × latency / in flight), of the calls of the fetch phase. */
  boundSeconds: z.number(),
  /** MB, the highest of any process of that function so far. */
  peakMb: z.record(z.string(), z.number()),
  usage: z.custom<Usage>((value) => typeof value === 'object' && value !== null),
});
export type Exchange = z.infer<typeof Exchange>;

const Line = z.object({ code: z.string(), service: z.string().optional(), peakMb: z.number().optional() });
const WORKER = 'fetch-deel';
const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 30 * 60_000;

/** Moves the clock to the next exchange, lets it run, and reads what it took. `setNmbrsTime` tells the simulator what time it is. */
export async function runExchange(
  runtime: Runtime,
  meter: AwsMeter,
  setNmbrsTime: (iso: string) => Promise<void>,
): Promise<Exchange> {
  const dueMs = await nextExchangeMs(runtime);
  const eve = new Date(dueMs - BEFORE_MS).toISOString();
  await runtime.advanceTo(eve);
  await setNmbrsTime(eve);
  meter.take();
  const [logsBefore, invocationsBefore] = [runtime.logs().length, runtime.lambda.invocations().length];
  await runtime.advanceTo(new Date(dueMs + AFTER_MS).toISOString());
  const events = runtime.histories().findLast(({ machine }) => machine.endsWith('-uitwisseling'))?.events ?? [];
  const last = events.at(-1);
  if (last?.type !== 'ExecutionSucceeded') {
    for (const { bron, regel } of runtime.logs().slice(logsBefore)) console.error(bron, regel);
    throw new Error(`the exchange ended as ${last?.type}`);
  }

  const lines = runtime.logs().slice(logsBefore);
  const read = lines.flatMap(({ bron, regel }) => lineOf(bron, regel));
  const calls = read.filter(({ code }) => code === 'nmbrs.aanroep');
  const fetchCalls = calls.filter(({ service }) => service === WORKER).length;
  const invocations = runtime.lambda.invocations().slice(invocationsBefore);
  return {
    calls: calls.length,
    fetchCalls,
    fetchSeconds:
      momentOf(events, 'StateExited', 'DistributeDelen') - momentOf(events, 'StateEntered', 'DistributeDelen'),
    seconds: last.timestampSeconds - dueMs / 1000,
    boundSeconds: boundOf(fetchCalls),
    peakMb: peaksIn(runtime),
    usage: {
      ...meter.take(),
      stateTransitions: transitionsIn(events),
      invocations: invocations.length,
      gbSeconds: invocations.reduce((sum, { ms, memoryMb }) => sum + (Math.ceil(ms) / 1000) * (memoryMb / 1024), 0),
      messages: invocations.filter(({ functionName }) => functionName === WORKER).length,
      logBytes: read.reduce((sum, { bytes }) => sum + bytes, 0),
    },
  };
}

const { atOnce, callsInFlight } = NMBRS_BUDGET[WORKER];
const boundOf = (calls: number): number =>
  Math.max(calls / NMBRS_CALLS_PER_SECOND, (calls * LATENCY_MS) / 1000 / (atOnce * callsInFlight));

/** Every state that was entered, every retry of a task, and the start and the end, which AWS's own examples reckon too. */
const transitionsIn = (events: readonly HistoryEvent[]): number =>
  events.filter(({ type }) => type.endsWith('StateEntered') || type === 'TaskScheduled').length -
  events.filter(({ type }) => type === 'TaskStateEntered').length +
  2;

function momentOf(events: readonly HistoryEvent[], type: string, name: string): number {
  const event = events.findLast((one) => one.type.endsWith(type) && one.detail.name === name);
  return event?.timestampSeconds ?? Number.NaN;
}

/** A line of one of our functions, as it would be billed; the lines by which a process tells its memory are none. */
function lineOf(bron: string, regel: string): { code: string; service: string; bytes: number }[] {
  const { success, data } = Line.safeParse(jsonOf(regel));
  if (!success || data.code === MEMORY_CODE) return [];
  return [{ code: data.code, service: data.service ?? bron, bytes: Buffer.byteLength(regel) }];
}

function peaksIn(runtime: Runtime): Record<string, number> {
  const peaks: Record<string, number> = {};
  for (const { bron, regel } of runtime.logs()) {
    const { success, data } = Line.safeParse(jsonOf(regel));
    if (success && data.peakMb !== undefined) peaks[bron] = Math.max(peaks[bron] ?? 0, data.peakMb);
  }
  return peaks;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
