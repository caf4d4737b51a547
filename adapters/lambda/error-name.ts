import { Defect, Refused, Transient } from '../../core/errors.ts';

/** What the log may know of an error: its kind and our own code, never its message. */
export function nameOf(error: unknown): { fout: string; foutcode?: string } {
  if (error instanceof Transient || error instanceof Refused || error instanceof Defect) {
    return { fout: error.name, foutcode: error.code };
  }
  return { fout: error instanceof Error ? error.name : 'unknown' };
}

/** What Step Functions and the queue may see: our own errors as they are, anything else as a bare `Defect`. */
export function publicError(error: unknown): Transient | Refused | Defect {
  if (error instanceof Transient || error instanceof Refused) return withoutCause(error);
  if (error instanceof Defect) return withoutCause(error);
  return new Defect({ code: 'onverwacht', message: 'an unexpected error; see the log of the function' });
}

/** Lambda serialises an error with its stack; a cause could hold what came from outside. */
function withoutCause<T extends Transient | Refused | Defect>(error: T): T {
  if (error.cause !== undefined) Object.defineProperty(error, 'cause', { value: undefined, enumerable: false });
  return error;
}
