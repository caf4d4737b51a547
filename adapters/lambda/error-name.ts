import { Defect, REFUSED, Refused, Transient, Unclear } from '../../core/errors.ts';

/**
 * What Step Functions may see: our own errors, anything else as a bare `Defect`. Of a refusal the name tells the code too
 * (`Refused.inloggegevens-ongeldig`), because a later state gets nothing of an error but its name.
 */
export function publicError(error: unknown): Transient | Unclear | Refused | Defect {
  if (error instanceof Transient || error instanceof Unclear) return withoutCause(error);
  if (error instanceof Refused) return named(withoutCause(error), `${REFUSED}.${error.code}`);
  if (error instanceof Defect) return withoutCause(error);
  return new Defect({ code: 'onverwacht', message: 'an unexpected error; see the log of the function' });
}

function named<T extends Error>(error: T, name: string): T {
  error.name = name;
  return error;
}

/** The code of a refusal by the name under which it left its function; any other name as it is. */
export const codeOfName = (name: string): string => name.replace(new RegExp(`^${REFUSED}\\.`), '');

/** Lambda serialises an error with its stack; a cause could hold what came from outside. */
function withoutCause<T extends Transient | Unclear | Refused | Defect>(error: T): T {
  if (error.cause !== undefined) Object.defineProperty(error, 'cause', { value: undefined, enumerable: false });
  return error;
}
