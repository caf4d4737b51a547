/** Counts the work under way (Lambdas, requests, tasks), so that the clock can wait until the system is quiet. */
export interface Activity {
  /** Marks the start of a piece of work; call the answer once, when it ends. */
  begin(): () => void;
  readonly running: number;
  /** Grows with each piece of work, so that a look before and after shows whether anything happened in between. */
  readonly started: number;
  /** Resolves when nothing is running; work that begins in the same turn is not seen. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  let running = 0;
  let started = 0;
  let waiters: (() => void)[] = [];
  return {
    begin: () => {
      running += 1;
      started += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        running -= 1;
        if (running > 0) return;
        const woken = waiters;
        waiters = [];
        for (const wake of woken) wake();
      };
    },
    get running() {
      return running;
    },
    get started() {
      return started;
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  };
}
