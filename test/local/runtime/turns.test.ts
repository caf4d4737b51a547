import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { NmbrsTijdvak } from '../../../core/nmbrs/peil.ts';
import { delenOf, groepenVan } from '../../../core/uitwisseling/werkplan.ts';
import { NMBRS_BUDGET } from '../../../lib/nmbrs-budget.ts';
import { createTurns } from '../../../local/runtime/turns.ts';

/** How long each part of an exchange keeps a worker, in units of one employee. */
function partsOf(werknemers: number): number[] {
  const plan = {
    werknemers: Array.from({ length: werknemers }, (_, index) => ({
      werknemerId: WerknemerId.parse(index + 1),
      dga: false,
      dienstverbanden: [],
    })),
    later: [],
    vragen: [],
    ...{ bedrijfsbreed: [], perTijdvak: [], nmbrsIn: NmbrsTijdvak.parse('2026-M12') },
  };
  return delenOf(plan, groepenVan('volledig', plan)).map((deel) =>
    deel.soort === 'werknemers' ? deel.werknemerIds.length : 1,
  );
}

/** When each group is through, in units of one employee, with as many workers as are deployed. */
function play(groups: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, number> {
  const turns = createTurns<{ group: string; takes: number }>();
  for (const [group, parts] of groups) for (const takes of parts) turns.add(group, { group, takes });
  const free = Array.from({ length: NMBRS_BUDGET['fetch-deel'].atOnce }, () => 0);
  const done = new Map<string, number>();
  for (let part = turns.next(); part !== undefined; part = turns.next()) {
    const begin = Math.min(...free);
    const end = begin + part.takes;
    free[free.indexOf(begin)] = end;
    done.set(part.group, Math.max(done.get(part.group) ?? 0, end));
  }
  return done;
}

describe('parts that wait in groups', () => {
  it('of 500 werkgevers with 10 employees are done before one with 20,000, which came first', () => {
    const small = Array.from({ length: 500 }, (_, index): [string, number[]] => [`klein-${index}`, partsOf(10)]);
    const done = play(new Map([['groot', partsOf(20_000)], ...small]));
    const last = Math.max(...small.map(([group]) => done.get(group) ?? Number.POSITIVE_INFINITY));
    const alone = Math.max(...play(new Map(small)).values());
    expect(partsOf(20_000).length).toBeGreaterThan(2_000);
    expect(last).toBeLessThan(done.get('groot') ?? 0);
    expect(last).toBeLessThan(1.05 * alone);
    expect(done.get('groot')).toBeLessThan(1.05 * ((20_000 + 500 * 11) / NMBRS_BUDGET['fetch-deel'].atOnce));
  });

  it('come in the order of their group, and a group that comes later waits for one round at most', () => {
    const turns = createTurns<string>();
    for (const item of ['a1', 'a2', 'a3']) turns.add('a', item);
    expect(turns.next()).toBe('a1');
    turns.add(undefined, 'x1');
    turns.add('b', 'b1');
    expect([turns.size, turns.next(), turns.next(), turns.next(), turns.next(), turns.next()]).toEqual([
      4,
      'a2',
      'x1',
      'b1',
      'a3',
      undefined,
    ]);
  });
});
