import type { Period } from './calendar.ts';

/** The period in which the scenario's `today` lies, and that date. */
export interface Anchor {
  readonly period: Period;
  readonly today: string;
}
