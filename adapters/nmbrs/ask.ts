import type { PayrollAnswer } from '../../core/nmbrs/ports/payroll.ts';
import type { Caller } from './calls.ts';
import type { Collector } from './collector.ts';
import { redenOf, unknownFault } from './faults.ts';
import type { SoapAnswer } from './soap/answer.ts';
import { itemsOf, resultOf } from './soap/fields.ts';
import type { Aanroep, ParametersOf } from './soap/operations.ts';
import type { ItemSink, XmlElement } from './soap/xml.ts';

interface Subject<O extends Aanroep, T> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  /** What a fault with this code answers, when it is an answer to this question. */
  readonly onFault?: (code: string | undefined) => T | undefined;
}

/** How to read a response element. */
interface ResponseReading<T> {
  readonly sink?: ItemSink;
  readonly read: (response: XmlElement) => T;
}

/** A question to Nmbrs: the call, and how to read its response element. */
export interface Question<O extends Aanroep, T> extends Subject<O, T> {
  readonly read: (response: XmlElement) => T;
}

/** A question whose answer is one long list. Its items are read while they come in, and nobody keeps the whole of it. */
export interface ListQuestion<O extends Aanroep, T> extends Subject<O, T> {
  readonly collect: () => Collector<T>;
}

/**
 * Makes the call and reads the answer. A refusal is a value. What cannot be read or understood is asked again as a hold-up is, and
 * thrown when it stays so.
 */
export const ask = <O extends Aanroep, T>(
  caller: Caller,
  { read, ...subject }: Question<O, T>,
): Promise<PayrollAnswer<T>> => inquire(caller, subject, () => ({ read }));

/** As `ask`, for a long list. */
export const askList = <O extends Aanroep, T>(
  caller: Caller,
  { collect, ...subject }: ListQuestion<O, T>,
): Promise<PayrollAnswer<T>> =>
  inquire(caller, subject, () => {
    const collector = collect();
    const read = (response: XmlElement): T => {
      itemsOf(resultOf(response, collector.list), '');
      return collector.result();
    };
    return { sink: collector, read };
  });

/** `open` gives what one attempt reads with: what came of one that failed is not in the next. */
async function inquire<O extends Aanroep, T>(
  caller: Caller,
  subject: Subject<O, T>,
  open: () => ResponseReading<T>,
): Promise<PayrollAnswer<T>> {
  const { operation, parameters } = subject;
  const { value } = await caller({
    operation,
    parameters,
    open: () => {
      const { sink, read } = open();
      return { sink, read: (answer) => meaningOf(answer, subject, read) };
    },
  });
  return value;
}

function meaningOf<O extends Aanroep, T>(
  answer: SoapAnswer,
  { operation, onFault }: Subject<O, T>,
  read: (response: XmlElement) => T,
): PayrollAnswer<T> {
  if (answer.kind === 'response') return { ok: true, value: read(answer.response) };
  const { code } = answer;
  const meaning = onFault?.(code);
  if (meaning !== undefined) return { ok: true, value: meaning };
  const reden = redenOf(code);
  if (reden === undefined || code === undefined) throw unknownFault(code);
  return { ok: false, refusal: { reden, code, aanroep: operation } };
}
