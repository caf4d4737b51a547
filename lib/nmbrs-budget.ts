/**
 * Nmbrs takes 150 calls per second and delays what comes above it; who keeps doing that may be blocked. The whole system
 * stays at 140 or below, split statically: functions at once × calls per second of each.
 */
export const NMBRS_CALLS_PER_SECOND = 140;

export interface NmbrsShare {
  /** How many of this function run at the same time, at most. */
  readonly atOnce: number;
  /** Of each of them. */
  readonly callsPerSecond: number;
  readonly callsInFlight: number;
}

/** Most goes to the workers that fetch employees: they make nearly all calls. Sum: 80 + 20 + 4 + 8 + 8 + 8 + 8 + 4 = 140. */
export const NMBRS_BUDGET = {
  'haal-deel': { atOnce: 8, callsPerSecond: 10, callsInFlight: 4 },
  controleer: { atOnce: 2, callsPerSecond: 10, callsInFlight: 4 },
  realiseer: { atOnce: 1, callsPerSecond: 4, callsInFlight: 2 },
  'controleer-run': { atOnce: 2, callsPerSecond: 4, callsInFlight: 2 },
  'plan-uitwisseling': { atOnce: 2, callsPerSecond: 4, callsInFlight: 2 },
  'start-rapport': { atOnce: 1, callsPerSecond: 8, callsInFlight: 2 },
  'peil-rapport': { atOnce: 1, callsPerSecond: 8, callsInFlight: 2 },
  'vervang-token': { atOnce: 2, callsPerSecond: 2, callsInFlight: 1 },
} as const satisfies Record<string, NmbrsShare>;
