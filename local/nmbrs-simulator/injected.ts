import { isDeepStrictEqual } from 'node:util';
import type { Params } from './envelope.ts';
import { seededRandom } from './random.ts';
import type { InjectedFault } from './switches.ts';

/** Where a call is aimed, for matching. */
export interface Target {
  readonly service: string;
  readonly operation: string;
  readonly params: Params;
}

/** The faults that wait for a call, each with the number of matching calls it has seen. */
export interface InjectedFaults {
  /** The first fault that hits this call, if any. Counts the call for every fault that matches it. */
  strike(target: Target): InjectedFault | undefined;
  /** The same list with faults added behind, which keeps its counts, or another list, which starts at zero. */
  continuedWith(faults: readonly InjectedFault[]): InjectedFaults;
}

interface Waiting {
  readonly fault: InjectedFault;
  /** Each fault draws from its own stream, so that one does not change the luck of another. */
  readonly random: () => number;
  seen: number;
}

/** The same faults, seed and calls give the same hits. */
export function createInjectedFaults(faults: readonly InjectedFault[], seed = 1): InjectedFaults {
  return around(
    faults.map((fault, index) => waitingFor(fault, seed + index)),
    seed,
  );
}

const waitingFor = (fault: InjectedFault, seed: number): Waiting => ({ fault, random: seededRandom(seed), seen: 0 });

function around(waiting: readonly Waiting[], seed: number): InjectedFaults {
  return {
    continuedWith: (next) => {
      const isLonger = waiting.every(({ fault }, index) => isDeepStrictEqual(fault, next[index]));
      if (!isLonger) return createInjectedFaults(next, seed);
      const added = next.slice(waiting.length).map((fault, index) => waitingFor(fault, seed + waiting.length + index));
      return around([...waiting, ...added], seed);
    },
    strike: (target) => {
      let hit: InjectedFault | undefined;
      for (const entry of waiting) {
        if (!matches(entry.fault, target)) continue;
        entry.seen += 1;
        if (isDue(entry)) hit ??= entry.fault;
      }
      return hit;
    },
  };
}

function isDue({ fault: { skip, first, chance }, seen, random }: Waiting): boolean {
  const index = seen - skip;
  const inRange = index > 0 && (first === undefined || index <= first);
  return inRange && (chance === undefined || random() < chance);
}

function matches(fault: InjectedFault, { service, operation, params }: Target): boolean {
  const named = fault.operation === undefined || [operation, `${service}.${operation}`].includes(fault.operation);
  return (
    named &&
    isAimedAt(fault.employeeId, params, ['EmployeeId']) &&
    isAimedAt(fault.companyId, params, ['CompanyId', 'CompanyID', 'companyId'])
  );
}

const isAimedAt = (id: number | undefined, params: Params, names: readonly string[]): boolean =>
  id === undefined || names.some((name) => params.get(name)?.trim() === String(id));
