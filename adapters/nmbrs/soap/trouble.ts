import { Defect, Transient, Unclear } from '../../../core/errors.ts';

/**
 * What an answer that makes no sense is, by its code. `unclear`: it is mostly right a moment later, and as all calls only read it
 * is asked again. `defect`: asking again gives the same, or must not be done.
 */
const SENSELESS = {
  /** A time-out or a deadlock of the vendor's database comes as a fault without a code, and asks for the call to be made again. */
  'nmbrs-fault': 'unclear',
  /** Empty, broken off, a page of HTML: of a front door, or of a server that is being replaced. A field that cannot be: see there. */
  'nmbrs-unreadable': 'unclear',
  /** Answers that got mixed up on their way. */
  'nmbrs-other-answer': 'unclear',
  'nmbrs-other-employee': 'unclear',
  'nmbrs-other-task': 'unclear',
  /** Not HTTP: the rest of an earlier answer on a connection that was kept, or something in between. */
  'nmbrs-no-http': 'unclear',
  /** A certificate that is not Nmbrs' own, headers larger than the bounds, a request that Node does not send. */
  'nmbrs-transport': 'defect',
  /** It may be for another server, and the token would go with it. */
  'nmbrs-redirect': 'defect',
  /** Larger than the bounds: the next one is as large, and costs as much. */
  'nmbrs-too-large': 'defect',
  'nmbrs-credentials-unsendable': 'defect',
  /** Our own. */
  'nmbrs-unexpected': 'defect',
} as const;

type Kind = 'hold-up' | 'unclear' | 'defect';

interface TroubleDetail {
  readonly kind: Kind;
  readonly code: string;
  readonly reason: string;
  readonly pauseMs?: number | undefined;
}

/**
 * What goes wrong inside the adapter, before it is known to which call it belongs. `reason` is a fixed phrase with at
 * most vendor names and numbers of ours in it: never a value from an answer, never a part of a request.
 */
export class Trouble extends Error {
  readonly kind: Kind;
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

/** Makes no sense: becomes `Unclear` or `Defect`, as the table above has it. */
export const senseless = (code: keyof typeof SENSELESS, reason: string): Trouble =>
  new Trouble({ kind: SENSELESS[code], code, reason });

/** For codes that are numbers of others (an HTTP status, a fault): makes no sense, and becomes `Unclear`. */
export const unclear = (code: string, reason: string): Trouble => new Trouble({ kind: 'unclear', code, reason });

/** As {@link unclear}, where asking again gives the same: becomes `Defect`. */
export const defect = (code: string, reason: string): Trouble => new Trouble({ kind: 'defect', code, reason });

/**
 * An answer that cannot be read as the call's answer. A field of which nobody knows the meaning comes back the same, but so as not
 * to lose a day by half an answer, and because nothing tells the two apart, it is asked again too.
 */
export const unreadable = (reason: string): Trouble => senseless('nmbrs-unreadable', reason);

/**
 * The error that leaves the adapter. It has no `cause`: errors of the network and of `soap` can hold the request, and so
 * the token.
 */
export function toCallError(aanroep: string, error: unknown): Transient | Unclear | Defect {
  if (error instanceof Transient || error instanceof Unclear || error instanceof Defect) return error;
  if (!(error instanceof Trouble)) {
    const name = error instanceof Error ? error.name : typeof error;
    return new Defect({ code: 'nmbrs-unexpected', message: `Nmbrs ${aanroep}: unexpected ${name} in the adapter` });
  }
  const detail = { code: error.code, message: `Nmbrs ${aanroep}: ${error.message}` };
  switch (error.kind) {
    case 'hold-up':
      return new Transient(detail);
    case 'unclear':
      return new Unclear(detail);
    case 'defect':
      return new Defect(detail);
    default:
      return error.kind satisfies never;
  }
}
