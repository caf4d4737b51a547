import * as z from 'zod';

/** The line by which a function's process tells what it took. */
export const MEMORY_CODE = 'bench.geheugen';

export const Call = z.object({
  event: z.unknown(),
  /** What the virtual clock is ahead of the real one. */
  offsetMs: z.number(),
  remainingMs: z.number(),
});
export type Call = z.infer<typeof Call>;

/** How a call ended, and the kernel's own peak of the process so far. */
export const Ended = z.object({
  peakMb: z.number(),
  outcome: z.union([
    z.object({ ok: z.literal(true), result: z.unknown() }),
    z.object({ ok: z.literal(false), name: z.string(), message: z.string() }),
  ]),
});
export type Ended = z.infer<typeof Ended>;
