import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KoppelingId } from '../../../core/domain/koppeling.ts';
import { startTimeOf } from '../../../core/domain/starttijd.ts';

const koppelingen = fc.uuid().map((uuid) => KoppelingId.parse(`kop-${uuid}`));

describe('the time of day at which an exchange starts', () => {
  it('lies between 05:00 and 06:59, the same each time', () => {
    fc.assert(
      fc.property(koppelingen, (koppelingId) => {
        const time = startTimeOf(koppelingId);
        expect(time >= '05:00' && time <= '06:59').toBe(true);
        expect(startTimeOf(koppelingId)).toBe(time);
      }),
    );
  });

  it('is spread over the two hours', () => {
    const ids = fc.sample(koppelingen, { numRuns: 6000, seed: 42 });
    const perMinute = new Map<string, number>();
    for (const id of ids) perMinute.set(startTimeOf(id), (perMinute.get(startTimeOf(id)) ?? 0) + 1);
    expect(perMinute.size).toBe(120);
    expect(Math.max(...perMinute.values())).toBeLessThan(150);
  });
});
