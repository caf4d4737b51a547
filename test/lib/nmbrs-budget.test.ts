import { describe, expect, it } from 'vitest';
import { TARIEF_ITEM } from '../../adapters/aws/tarief.ts';
import { TARIEF_KEY } from '../../lib/names.ts';
import { NMBRS_BUDGET, NMBRS_CALLS_PER_SECOND } from '../../lib/nmbrs-budget.ts';
import { functionsOf } from './functions.ts';
import { allResources } from './templates.ts';

const functions = functionsOf(allResources());
const calling = [...functions.values()].filter(({ Environment }) => 'NMBRS_BASE_URL' in Environment.Variables);

describe('the calls to Nmbrs', () => {
  it('share one rate, below the limit', () => {
    const rates = new Set(calling.map(({ Environment }) => Environment.Variables.NMBRS_CALLS_PER_SECOND));
    expect([...rates]).toEqual([String(NMBRS_CALLS_PER_SECOND)]);
    expect(NMBRS_CALLS_PER_SECOND).toBeLessThan(150);
    expect(TARIEF_KEY).toBe(TARIEF_ITEM.pk);
  });

  it('are few enough under way for their moments to lie less than a second ahead', () => {
    const underWay = calling.reduce((sum, { name, Environment, ReservedConcurrentExecutions }) => {
      const atOnce = name === 'fetch-deel' ? NMBRS_BUDGET[name].atOnce : ReservedConcurrentExecutions;
      return sum + Number(Environment.Variables.NMBRS_CALLS_IN_FLIGHT) * (atOnce ?? Number.POSITIVE_INFINITY);
    }, 0);
    expect(underWay).toBeGreaterThan(0);
    expect(underWay).toBeLessThanOrEqual(NMBRS_CALLS_PER_SECOND);
  });

  it('of what anyone may ask for are public work, and no others', () => {
    const publicly = calling.filter(({ Environment }) => Environment.Variables.NMBRS_WERK === 'openbaar');
    expect(publicly.map(({ name }) => name).sort()).toEqual(['replace-token', 'verify-aanmelding']);
    const own = calling.filter(({ Environment }) => Environment.Variables.NMBRS_WERK === 'eigen');
    expect(publicly.length + own.length).toBe(calling.length);
  });

  it('are made by exactly the functions that have a share', () => {
    expect(calling.map(({ name }) => name).sort()).toEqual(Object.keys(NMBRS_BUDGET).sort());
  });
});
