import { ROUNDS } from '../../adapters/aws/backoff.ts';
import { Transient } from '../../core/errors.ts';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';
import type { PortCall } from './ports.ts';
import type { Tally } from './tally.ts';

/**
 * Two transactions of DynamoDB that touch one item at the same time: the later one is cancelled. The adapter tries it again after a
 * pause; who collides in every round hears that it was not written.
 */
export interface Collisions {
  /** Takes the time that the call takes on its way, and longer while others are at its items. */
  arrive(call: PortCall, latencyMs: () => number): Promise<void>;
}

/** The methods that write, and so can be in each other's way. */
const WRITES = /^(register|replace|erase|move|ensure|store|complete|remember|hold|release|note|claim|mark)[A-Z]/;

export const isWrite = ({ port, method }: PortCall): boolean => port === 'registratie' && WRITES.test(method);

export const collision = (): Transient =>
  new Transient({ code: 'registratie.botsing', message: 'the write kept colliding with other writes' });

export function createCollisions(loop: Loop, dice: Dice, tally: Tally): Collisions {
  /** Until when somebody is at an item. */
  const busy = new Map<string, number>();
  return {
    async arrive(call, latencyMs) {
      const items = isWrite(call) ? itemsOf(call.input) : [];
      for (let round = 0; ; round += 1) {
        const ms = latencyMs();
        const isFree = items.every((item) => (busy.get(item) ?? 0) <= loop.now());
        if (isFree) for (const item of items) busy.set(item, loop.now() + ms);
        await loop.sleep(ms);
        if (isFree) {
          for (const item of items) if ((busy.get(item) ?? 0) <= loop.now()) busy.delete(item);
          return;
        }
        tally.add('botsing');
        if (round + 1 === ROUNDS) {
          tally.add('botsing-opgegeven');
          throw collision();
        }
        await loop.sleep(pauseMs(round, dice));
      }
    },
  };
}

/** Full jitter, as the adapter waits. */
const pauseMs = (round: number, dice: Dice): number => dice.between(0, 50 * 2 ** round);

/** What a write changes: its item, and the trail of its aanmelding. */
function itemsOf(input: readonly unknown[]): string[] {
  const items = input.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    if ('uitwisselingId' in one) return [String(one.uitwisselingId)];
    if ('wat' in one && 'aanmeldingId' in one) return [`spoor ${String(one.aanmeldingId)}`];
    if ('koppelingId' in one) return [String(one.koppelingId)];
    return 'aanmeldingId' in one ? [String(one.aanmeldingId)] : [];
  });
  const [first] = input;
  return typeof first === 'string' ? [first, ...items] : items;
}
