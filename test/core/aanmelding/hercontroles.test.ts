import { describe, expect, it } from 'vitest';
import { countHercontrole, Hercontroles, secondsUntilTomorrow } from '../../../core/aanmelding/hercontroles.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';

const at = (nu: string) => Tijdstip.parse(nu);
const NOON = at('2026-11-24T11:00:00.000Z');

describe('the count of new controles', () => {
  it('starts at one, and goes on within a day', () => {
    const first = countHercontrole(undefined, NOON);
    expect(first).toEqual({ datum: '2026-11-24', aantal: 1 });
    expect(countHercontrole(first, NOON)).toEqual({ datum: '2026-11-24', aantal: 2 });
  });

  it.each([
    [19, { datum: '2026-11-24', aantal: 20 }],
    [20, undefined],
  ])('after %i is %j', (aantal, expected) => {
    expect(countHercontrole(Hercontroles.parse({ datum: '2026-11-24', aantal }), NOON)).toEqual(expected);
  });

  it('begins anew with the Dutch day', () => {
    const full = Hercontroles.parse({ datum: '2026-11-24', aantal: 20 });
    expect(countHercontrole(full, at('2026-11-24T22:59:59.999Z'))).toBeUndefined();
    expect(countHercontrole(full, at('2026-11-24T23:00:00.000Z'))).toEqual({ datum: '2026-11-25', aantal: 1 });
  });
});

describe('the time until tomorrow', () => {
  it.each([
    ['2026-11-24T22:59:59.500Z', 1],
    ['2026-11-24T23:00:00.000Z', 86_400],
    // The clocks go back at night: the day has 25 hours; and forward: 23.
    ['2026-10-24T22:00:00.000Z', 25 * 3600],
    ['2026-03-28T23:00:00.000Z', 23 * 3600],
  ])('at %s is %i seconds', (nu, seconds) => {
    expect(secondsUntilTomorrow(at(nu))).toBe(seconds);
  });
});
