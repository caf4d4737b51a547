import { describe, expect, it } from 'vitest';
import { NMBRS_BUDGET, NMBRS_CALLS_PER_SECOND } from '../../lib/nmbrs-budget.ts';
import { functionsOf } from './functions.ts';
import { allResources } from './templates.ts';

const functions = functionsOf(allResources());
const calling = [...functions.values()].filter(({ Environment }) => 'NMBRS_BASE_URL' in Environment.Variables);

describe('the calls to Nmbrs', () => {
  it('stay below the limit when every function that calls it runs as often as it may', () => {
    const total = calling.reduce((sum, { name, Environment, ReservedConcurrentExecutions }) => {
      const atOnce = name === 'haal-deel' ? 8 : ReservedConcurrentExecutions;
      return sum + Number(Environment.Variables.NMBRS_CALLS_PER_SECOND) * (atOnce ?? Number.POSITIVE_INFINITY);
    }, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(NMBRS_CALLS_PER_SECOND);
    expect(NMBRS_CALLS_PER_SECOND).toBeLessThan(150);
  });

  it('are shared by exactly the functions that make them', () => {
    expect(calling.map(({ name }) => name).sort()).toEqual(Object.keys(NMBRS_BUDGET).sort());
  });
});
