/** Runs one function's bundle for its parent: `node function-process.mjs BUNDLE`; ends with the parent. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { installVirtualDate } from '../../../local/runtime/lambda/virtual-date.ts';
import { Call, type Ended } from './protocol.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const sharedOffset = new SharedArrayBuffer(8);
const offset = new BigInt64Array(sharedOffset);
installVirtualDate(sharedOffset);
const bundle: unknown = createRequire(import.meta.url)(process.argv[2] ?? '');
const { handler } = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') }).parse(bundle);

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => void answer(Call.parse(message)));

async function answer({ event, offsetMs, remainingMs }: Call): Promise<void> {
  Atomics.store(offset, 0, BigInt(Math.floor(offsetMs)));
  const outcome = await run(event, remainingMs);
  process.send?.({ outcome, peakMb: peakMb() } satisfies Ended);
}

/** The kernel's peak of what this program had in memory; `maxRSS` also counts the parent from which it was forked. */
function peakMb(): number {
  const [, kb = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kb) / 1024;
}

async function run(event: unknown, remainingMs: number): Promise<Ended['outcome']> {
  const deadline = performance.now() + remainingMs;
  try {
    const getRemainingTimeInMillis = () => Math.max(0, Math.floor(deadline - performance.now()));
    const result = await handler(event, { getRemainingTimeInMillis });
    return { ok: true, result: result ?? null };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, name, message };
  }
}
