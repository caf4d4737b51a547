import type { Payroll } from '../../core/nmbrs/ports/payroll.ts';
import { fetchDeel } from '../../core/ophalen/fetch-deel.ts';
import type { World } from './world.ts';

/** The same world, in which these calls are made another way. */
export const withPayroll = (world: World, change: (payroll: Payroll) => Partial<Payroll>): World => ({
  ...world,
  gateway: {
    ...world.gateway,
    open: (inloggegevens) => {
      const payroll = world.gateway.open(inloggegevens);
      return { ...payroll, ...change(payroll) };
    },
  },
});

/**
 * Every message until none is left: one that fails comes again, and after five times is gone. Gives the numbers of those.
 */
export async function played(world: World): Promise<number[]> {
  const times = new Map<number, number>();
  const dead: number[] = [];
  for (let next = world.wachtrij.take(); next !== undefined; next = world.wachtrij.take()) {
    const { bericht, groep } = next;
    const keer = (times.get(bericht.deel) ?? 0) + 1;
    times.set(bericht.deel, keer);
    const failed = await fetchDeel(world, bericht, keer).then(
      () => false,
      () => true,
    );
    if (failed && keer < 5) await world.wachtrij.sendDelen([bericht], groep);
    else if (failed) dead.push(bericht.deel);
  }
  return dead;
}
