/** What figures are measured against: a sentence, what it came to, and what it may be at most. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly most: number;
}

/** `NaN` (nothing was measured) is not met. */
export const isMet = ({ measured, most }: Target): boolean => measured <= most;
