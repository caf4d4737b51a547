/**
 * Every call earns a fifth of a retry, and ten are there from the start: when all is well a few hold-ups are retried, and
 * when all fails the retries add at most a fifth to the load instead of tripling it.
 */
const BUDGET = { retries: 10, earnedPerCall: 0.2 } as const;

export interface RetryBudget {
  /** A call is made for the first time. */
  earn(): void;
  /** Takes one retry; false when there is none left. */
  take(): boolean;
}

export function createRetryBudget(): RetryBudget {
  let left: number = BUDGET.retries;
  return {
    earn: () => {
      left = Math.min(BUDGET.retries, left + BUDGET.earnedPerCall);
    },
    take: () => {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
