import type { Werk } from '../core/nmbrs/tarief.ts';

/**
 * Nmbrs takes 150 calls per second and delays what comes above it; who keeps doing that may be blocked. The whole system
 * stays at 140: each call starts at a moment that no other function has (`adapters/aws/tarief.ts`).
 */
export const NMBRS_CALLS_PER_SECOND = 140;

export interface NmbrsShare {
  /** How many of this function run at the same time, at most. */
  readonly atOnce: number;
  /** Of each of them. Together with `atOnce` it says how many calls Nmbrs has on its hands when it is slow. */
  readonly callsInFlight: number;
  /** Public work gets a tenth of the rate while other work goes on (`core/nmbrs/tarief.ts`). */
  readonly werk: Werk;
}

/**
 * At most 80 + 16 + 4 + 8 + 8 + 2 + 4 + 2 = 124 calls under way. The workers have a place for each of the ten calls about one
 * employee, so that one reservation does for all of them; at 50 ms per call, two workers already fill the rate.
 */
export const NMBRS_BUDGET = {
  'fetch-deel': { atOnce: 8, callsInFlight: 10, werk: 'eigen' },
  'verify-aanmelding': { atOnce: 4, callsInFlight: 4, werk: 'openbaar' },
  'realise-koppeling': { atOnce: 2, callsInFlight: 2, werk: 'eigen' },
  'check-run': { atOnce: 4, callsInFlight: 2, werk: 'eigen' },
  'plan-uitwisseling': { atOnce: 4, callsInFlight: 2, werk: 'eigen' },
  'poll-rapport': { atOnce: 2, callsInFlight: 1, werk: 'eigen' },
  'reconcile-koppelingen': { atOnce: 1, callsInFlight: 4, werk: 'eigen' },
  'replace-token': { atOnce: 2, callsInFlight: 1, werk: 'openbaar' },
} as const satisfies Record<string, NmbrsShare>;
