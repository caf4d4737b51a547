import * as z from 'zod';

/** What kills a worker half-way, for tests: before the handler, after it but before it reports, or at its n-th request. */
export const Crash = z.union([
  z.literal('at-start'),
  z.literal('before-finish'),
  z.object({ atRequest: z.number().int().positive() }),
]);
export type Crash = z.infer<typeof Crash>;

/** What a worker is given when it starts. */
export const WorkerSetup = z.object({
  entry: z.string(),
  sharedOffset: z.instanceof(SharedArrayBuffer),
});
export type WorkerSetup = z.infer<typeof WorkerSetup>;

/** One invocation; the event is JSON text, as on the wire. */
export const Invocation = z.object({
  requestId: z.string(),
  event: z.string(),
  timeoutMs: z.number(),
  functionName: z.string(),
  functionArn: z.string(),
  memoryMb: z.number(),
  crash: Crash.optional(),
});
export type Invocation = z.infer<typeof Invocation>;

/** Asks a worker to load its module without running it; it answers an empty outcome. */
export const WarmUp = z.object({ warmUp: z.literal(true) });
export type WarmUp = z.infer<typeof WarmUp>;

/** How a Node.js Lambda reports an error to its caller. */
export const FunctionError = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});
export type FunctionError = z.infer<typeof FunctionError>;

/** What a worker answers; the payload is JSON text. */
export const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), payload: z.string() }),
  z.object({ ok: z.literal(false), error: FunctionError }),
]);
export type Outcome = z.infer<typeof Outcome>;
