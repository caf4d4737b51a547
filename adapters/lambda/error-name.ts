import * as z from 'zod';
import { DEFECT, Defect, REFUSED, Refused, TRANSIENT, Transient, UNCLEAR, Unclear } from '../../core/errors.ts';
import { ONVERWACHT } from '../../core/nmbrs/mislukt.ts';

type PublicError = Transient | Unclear | Refused | Defect;

/**
 * What Step Functions may see: our own errors, anything else as a bare `Defect`. The message is the code and nothing else,
 * because a later state gets it, in the `Cause` of its Catch. Of a refusal the name tells the code too
 * (`Refused.inloggegevens-ongeldig`), so that a list of executions does.
 */
export function publicError(error: unknown): PublicError {
  if (!isOurs(error)) return codeOnly(new Defect({ code: ONVERWACHT, message: 'see the log of the function' }));
  if (error instanceof Refused) error.name = `${REFUSED}.${error.code}`;
  return codeOnly(error);
}

const isOurs = (error: unknown): error is PublicError =>
  error instanceof Transient || error instanceof Unclear || error instanceof Refused || error instanceof Defect;

/** Lambda serialises an error with its stack; a cause could hold what came from outside. */
function codeOnly(error: PublicError): PublicError {
  error.message = error.code;
  if (error.cause !== undefined) Object.defineProperty(error, 'cause', { value: undefined, enumerable: false });
  return error;
}

/** What Catch puts into the state, or a Pass that stands in for one: then there is no `Cause`. */
const Fout = z.object({ Error: z.string(), Cause: z.string().optional() });
/** The `Cause` of a function that threw. */
const Gemeld = z.object({ errorMessage: z.string() });

const OURS = new RegExp(`^(?:${[TRANSIENT, UNCLEAR, REFUSED, DEFECT].join('|')})(?:\\.(.+))?$`);
/** What ends a step without a word of the function: `States.Timeout`, `Sandbox.Timedout`, `Lambda.Unknown`. */
const OF_THE_PLATFORM = /^(?:States|Lambda|Sandbox|Runtime)\.[A-Za-z]{1,60}$/;
/**
 * The codes that we write ourselves: words, and numbers of four digits at most (`nmbrs-http-503`,
 * `recht-niet-actief.SVW_GetCurrent`). Too little for a BSN, a token, a name or an address.
 */
const CODE = /^(?=.{1,100}$)[a-z]+(?:[.-](?:[A-Za-z]+(?:_[A-Za-z0-9]+)*|\d{1,4}))*$/;

/**
 * The code of what ended a machine, from what its Catch got. Only of an error with one of our names the message is looked at,
 * and only when it can be a code: whatever else was thrown may say anything.
 */
export function codeOfFout(fout: unknown): string {
  const { success, data } = Fout.safeParse(fout);
  if (!success) return ONVERWACHT;
  if (OF_THE_PLATFORM.test(data.Error)) return data.Error;
  const named = OURS.exec(data.Error);
  if (named === null) return ONVERWACHT;
  return [named[1], messageIn(data.Cause)].find((code) => code !== undefined && CODE.test(code)) ?? ONVERWACHT;
}

function messageIn(cause = ''): string | undefined {
  try {
    return Gemeld.safeParse(JSON.parse(cause)).data?.errorMessage;
  } catch {
    return undefined;
  }
}
