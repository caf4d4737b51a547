import { Defect, Transient } from '../../../core/errors.ts';

interface TroubleDetail {
  readonly kind: 'hold-up' | 'senseless';
  readonly code: string;
  readonly reason: string;
  readonly pauseMs?: number | undefined;
}

/**
 * What goes wrong inside the adapter, before it is known to which call it belongs. `reason` is a fixed phrase with at
 * most vendor names and numbers of ours in it: never a value from an answer, never a part of a request.
 */
export class Trouble extends Error {
  readonly kind: TroubleDetail['kind'];
  readonly code: string;
  /** For how long the server should not be called, in ms. */
  readonly pauseMs: number | undefined;

  constructor({ kind, code, reason, pauseMs }: TroubleDetail) {
    super(reason);
    this.name = 'Trouble';
    this.kind = kind;
    this.code = code;
    this.pauseMs = pauseMs;
  }
}

/** Passes by itself: becomes `Transient`. */
export const holdUp = (code: string, reason: string, pauseMs?: number): Trouble =>
  new Trouble({ kind: 'hold-up', code, reason, pauseMs });

/** Must not happen: becomes `Defect`. */
export const senseless = (code: string, reason: string): Trouble => new Trouble({ kind: 'senseless', code, reason });

/** An answer that cannot be read as the call's answer. */
export const unreadable = (reason: string): Trouble => senseless('nmbrs-unreadable', reason);

/**
 * The error that leaves the adapter. It has no `cause`: errors of the network and of `soap` can hold the request, and so
 * the token.
 */
export function toCallError(aanroep: string, error: unknown): Transient | Defect {
  if (error instanceof Transient || error instanceof Defect) return error;
  if (!(error instanceof Trouble)) {
    const name = error instanceof Error ? error.name : typeof error;
    return new Defect({ code: 'nmbrs-unexpected', message: `Nmbrs ${aanroep}: unexpected ${name} in the adapter` });
  }
  const detail = { code: error.code, message: `Nmbrs ${aanroep}: ${error.message}` };
  return error.kind === 'hold-up' ? new Transient(detail) : new Defect(detail);
}
