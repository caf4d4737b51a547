import type { StateMachineResource } from '../system.ts';
import type { HistoryDetail, HistoryEvent } from './history.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. */
export interface ExecutionEnd {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stopSeconds: number;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Everything that an execution's history tells to whoever may read it. */
export interface ExecutionHistory {
  readonly machine: string;
  readonly naam: string;
  readonly events: readonly HistoryEvent[];
}

/** One execution of a state machine; texts are JSON, times virtual seconds since 1970. */
export class Execution {
  readonly arn: string;
  readonly machine: StateMachineResource;
  readonly name: string;
  readonly input: string;
  readonly startSeconds: number;
  readonly history: HistoryEvent[] = [];
  #attempt = newAttempt();
  readonly #nowSeconds: () => number;
  #end: ExecutionEnd | undefined;

  constructor(arn: string, machine: StateMachineResource, name: string, input: string, nowSeconds: () => number) {
    this.arn = arn;
    this.machine = machine;
    this.name = name;
    this.input = input;
    this.startSeconds = nowSeconds();
    this.#nowSeconds = nowSeconds;
    this.record('ExecutionStarted', { input });
  }

  /** Rejects when the execution is ended from outside, so that whatever waits inside lets go. */
  get aborted(): Promise<never> {
    return this.#attempt.promise;
  }

  get end(): ExecutionEnd | undefined {
    return this.#end;
  }

  get status(): ExecutionStatus {
    return this.#end?.status ?? 'RUNNING';
  }

  /** The first end counts. */
  finish(end: Omit<ExecutionEnd, 'stopSeconds'>): boolean {
    if (this.#end !== undefined) return false;
    this.#end = { ...end, stopSeconds: this.#nowSeconds() };
    return true;
  }

  /** Goes on after an end; what waited in the attempt before stays let go. */
  reopen(): void {
    this.#end = undefined;
    this.#attempt = newAttempt();
    this.record('ExecutionRedriven', {});
  }

  letGo(): void {
    this.#attempt.reject(new Error('the execution has ended'));
  }

  record(type: string, detail: HistoryDetail): void {
    const id = this.history.length + 1;
    this.history.push({ id, type, timestampSeconds: this.#nowSeconds(), detail });
  }
}

function newAttempt(): PromiseWithResolvers<never> {
  const attempt = Promise.withResolvers<never>();
  attempt.promise.catch(() => undefined);
  return attempt;
}
