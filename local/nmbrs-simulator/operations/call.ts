import type { Params } from '../envelope.ts';
import { ClientFault } from '../faults.ts';
import type { Login, World } from '../world.ts';
import type { Writer } from '../writer.ts';
import type { ReportTasks } from './report-tasks.ts';

/** One accepted call: who, on what, with which parameters, on which date. */
export interface Call {
  readonly world: World;
  readonly login: Login;
  readonly params: Params;
  readonly write: Writer;
  readonly tasks: ReportTasks;
  /** The simulator's clock: ms since 1970, and the Dutch date. */
  readonly nowMs: number;
  readonly today: string;
}

/** Gives the XML inside `<…Response>`, or throws a fault. */
export type Operation = (call: Call) => string;

/** An xs:int parameter. A name that is not there (or is cased differently) is 0; text that is no int is a fault. */
export function intParam(params: Params, name: string): number {
  const text = params.get(name)?.trim();
  if (text === undefined) return 0;
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || Math.abs(value) > 2_147_483_647) {
    const reason = 'Input string was not in a correct format.';
    throw new ClientFault(`Server was unable to read request. ---> There is an error in XML document. ---> ${reason}`);
  }
  return value;
}

/** An xs:string parameter; absent is empty. */
export const stringParam = (params: Params, name: string): string => params.get(name)?.trim() ?? '';
