import type { PayrollAnswer } from '../../core/ports/payroll.ts';
import type { Caller } from './calls.ts';
import type { Collector } from './collector.ts';
import { redenOf, unknownFault } from './faults.ts';
import { itemsOf, resultOf } from './soap/fields.ts';
import type { Aanroep, ParametersOf } from './soap/operations.ts';
import { toCallError } from './soap/trouble.ts';
import type { XmlElement } from './soap/xml.ts';

/** A question to Nmbrs: the call, and how to read its response element. */
export interface Question<O extends Aanroep, T> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  readonly read: (response: XmlElement) => T;
  /** What a fault with this code answers, when it is an answer to this question. */
  readonly onFault?: (code: string | undefined) => T | undefined;
}

/** A question whose answer is one long list. Its items are read while they come in, and nobody keeps the whole of it. */
export interface ListQuestion<O extends Aanroep, T> extends Omit<Question<O, T>, 'read'> {
  readonly collect: () => Collector<T>;
}

/** As `ask`, for a long list. */
export function askList<O extends Aanroep, T>(
  caller: Caller,
  { collect, ...question }: ListQuestion<O, T>,
): Promise<PayrollAnswer<T>> {
  let collector = collect();
  const ofNextAttempt = (): Collector<T> => {
    collector = collect();
    return collector;
  };
  const streaming: Caller = (operation, parameters) => caller(operation, parameters, ofNextAttempt);
  return ask(streaming, {
    ...question,
    read: (response) => {
      itemsOf(resultOf(response, collector.list), '');
      return collector.result();
    },
  });
}

/** Makes the call and reads the answer. A refusal is a value; whatever cannot be read or understood is a `Defect`. */
export async function ask<O extends Aanroep, T>(
  caller: Caller,
  { operation, parameters, read, onFault }: Question<O, T>,
): Promise<PayrollAnswer<T>> {
  const { answer } = await caller(operation, parameters);
  try {
    if (answer.kind === 'response') return { ok: true, value: read(answer.response) };
    const meaning = onFault?.(answer.code);
    if (meaning !== undefined) return { ok: true, value: meaning };
    const reden = redenOf(answer.code);
    if (reden === undefined || answer.code === undefined) throw unknownFault(answer.code);
    return { ok: false, refusal: { reden, code: answer.code, aanroep: operation } };
  } catch (error) {
    throw toCallError(operation, error);
  }
}
