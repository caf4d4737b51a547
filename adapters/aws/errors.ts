import * as z from 'zod';
import { Defect, Refused, Transient } from '../../core/errors.ts';

/** The error names and codes that AWS and Node give; anything else in a message may echo an input and is dropped. */
const SAFE = /^[\w.:-]{1,80}$/;

const Seen = z.object({
  name: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  syscall: z.string().optional(),
  $retryable: z.object({}).optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional(), requestId: z.string().optional() }).optional(),
});

/** What may be told of an SDK error: its name, the code of the network layer, the HTTP status and the request id. */
export interface AwsFailure {
  readonly name: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly retryable: boolean;
}

const safe = (value: string | undefined): string | undefined =>
  value !== undefined && SAFE.test(value) ? value : undefined;

/** Reads the facts from whatever was thrown; never its message, its stack or the request that it may carry. */
export function failureOf(error: unknown): AwsFailure {
  const parsed = Seen.safeParse(error);
  if (!parsed.success) return { name: 'Unknown', retryable: false };
  const { name, code, syscall, $retryable, $metadata } = parsed.data;
  const facts = { code: safe(code?.toString()), syscall: safe(syscall), requestId: safe($metadata?.requestId) };
  return {
    name: safe(name) ?? 'Unknown',
    ...(facts.code === undefined ? {} : { code: facts.code }),
    ...(facts.syscall === undefined ? {} : { syscall: facts.syscall }),
    ...(facts.requestId === undefined ? {} : { requestId: facts.requestId }),
    ...($metadata?.httpStatusCode === undefined ? {} : { status: $metadata.httpStatusCode }),
    retryable: $retryable !== undefined,
  };
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const INTERRUPTED = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];
const THROTTLED = [
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'SlowDown',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
];
const HELD_UP = ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'AbortError', 'CredentialsProviderError'];

export const isThrottled = ({ name, status }: AwsFailure): boolean =>
  status === 429 || THROTTLED.includes(name) || /throttl/i.test(name);

/**
 * Whether the request certainly never left: no connection came about, or there were no credentials to sign it with. The
 * SDK's connection timeout is a TimeoutError without a code, its request timeout has the code ETIMEDOUT.
 */
export const isUnsent = ({ name, code, syscall }: AwsFailure): boolean =>
  name === 'CredentialsProviderError' ||
  (code !== undefined && UNREACHABLE.includes(code)) ||
  syscall === 'connect' ||
  (name === 'TimeoutError' && code === undefined);

const isHoldUp = (failure: AwsFailure): boolean =>
  isThrottled(failure) ||
  isUnsent(failure) ||
  failure.retryable ||
  (failure.status !== undefined && failure.status >= 500) ||
  HELD_UP.includes(failure.name) ||
  (failure.code !== undefined && INTERRUPTED.includes(failure.code));

/**
 * Turns what the SDK threw into `Transient` (throttled, out of reach, an error on their side) or `Defect` (the rest:
 * no permission, a faulty request, a bug). `operation` is ours, e.g. `kluis.read`. Inputs never travel along: the cause
 * is the list of facts, not the SDK's error.
 */
export function portError(error: unknown, operation: string): Transient | Defect | Refused {
  if (error instanceof Transient || error instanceof Defect || error instanceof Refused) return error;
  const cause = failureOf(error);
  const detail = { code: `aws.${operation}`, message: `${operation} failed: ${cause.name}`, cause };
  return isHoldUp(cause) ? new Transient(detail) : new Defect(detail);
}

/** Runs a call to AWS; whatever it throws becomes one of ours. */
export async function guarded<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw portError(error, operation);
  }
}

/** Runs a call and gives `expected` of an AWS error by its name, or `undefined` when it is not one of these. */
export async function settled<T, N extends string>(
  operation: string,
  names: readonly N[],
  call: () => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly name: N }> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const failure = failureOf(error);
    const name = names.find((candidate) => candidate === failure.name);
    if (name === undefined) throw portError(error, operation);
    return { ok: false, name };
  }
}
