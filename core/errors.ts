/**
 * The four ways in which work can fail, named after what happens next. The names are also the error names in the
 * Retry and Catch blocks of the state machines, so they are constants and never derived from a class name.
 * Outcomes that the business expects (herstel nodig, afgewezen, run nog niet vergrendeld) are values, not errors.
 */
export const TRANSIENT = 'Transient';
export const UNCLEAR = 'Unclear';
export const REFUSED = 'Refused';
export const DEFECT = 'Defect';

/** What an error may say: a stable code and plain facts. Never a token, never personal data, never a body. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly cause?: unknown;
}

abstract class NamedError extends Error {
  readonly code: string;

  constructor(name: string, { code, message, cause }: ErrorDetail) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    this.code = code;
  }
}

/** A hold-up: the workflow or the queue tries again, nobody is told that their data is wrong. */
export class Transient extends NamedError {
  constructor(detail: ErrorDetail) {
    super(TRANSIENT, detail);
  }
}

/**
 * An answer from outside that makes no sense: a fault without a code, a page of HTML, a document that breaks off. Most are right
 * a moment later, so it is asked again some times within the hour; then it counts, as a {@link Defect} does.
 */
export class Unclear extends NamedError {
  constructor(detail: ErrorDetail) {
    super(UNCLEAR, detail);
  }
}

/** A person must act before trying again makes sense; the code leads to the remedy. */
export class Refused extends NamedError {
  constructor(detail: ErrorDetail) {
    super(REFUSED, detail);
  }
}

/** Something that must not happen: stop, keep the evidence (DLQ), raise the alarm. */
export class Defect extends NamedError {
  constructor(detail: ErrorDetail) {
    super(DEFECT, detail);
  }
}

/** For what somebody else makes good later: a hold-up and a defect are left to it, a fault of the code is not. */
export function leaveForLater(error: unknown): void {
  if (!(error instanceof Transient || error instanceof Defect)) throw error;
}

/** What the log may know of an error: its kind and our own code, never its message. */
export function nameOf(error: unknown): { fout: string; foutcode?: string } {
  if (error instanceof NamedError) return { fout: error.name, foutcode: error.code };
  return { fout: error instanceof Error ? error.name : 'unknown' };
}
