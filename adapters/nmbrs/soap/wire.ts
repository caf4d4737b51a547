import type { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { readAnswer, type SoapAnswer } from './answer.ts';
import { createEnvelopeWriter } from './envelope.ts';
import type { Aanroep, ParametersOf } from './operations.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import type { ItemSink } from './xml.ts';

/** What a call may take, and where the items of its answer go. */
export interface CallOptions {
  readonly deadlineMs: number;
  /** Absent: the items stay in the answer. Items of an answer that fails later were taken all the same. */
  readonly sink?: ItemSink | undefined;
}

/**
 * One account's line to Nmbrs. A call resolves with the answer of exactly this operation or with a fault; it throws
 * `Trouble`, within `deadlineMs`. Whoever hands an error on passes it through `toCallError`: one that is no `Trouble`
 * may hold the request.
 */
export interface Wire {
  call<O extends Aanroep>(operation: O, parameters: ParametersOf<O>, options: CallOptions): Promise<SoapAnswer>;
}

/** Opens wires to one Nmbrs server; `baseUrl` goes up to `/soap/v3`, with or without a trailing slash. */
export function createWires(
  options: TransportOptions & { readonly baseUrl: string },
): (account: Inloggegevens) => Wire {
  const baseUrl = usableBaseUrl(options.baseUrl);
  const transport = createTransport(options);
  return (account) => {
    const writer = createEnvelopeWriter(baseUrl, account);
    return {
      async call(operation, parameters, { deadlineMs, sink }) {
        const envelope = await writer.write(operation, parameters);
        return readAnswer(operation, await transport(envelope, deadlineMs, sink));
      },
    };
  };
}

function usableBaseUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || !isPlain) {
    throw new RangeError('the base URL of Nmbrs must be http(s), without credentials, query or fragment');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
