import { isDeepStrictEqual } from 'node:util';
import type { Params } from './envelope.ts';
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

export function createInjectedFaults(faults: readonly InjectedFault[], counts: readonly number[] = []): InjectedFaults {
  const waiting = faults.map((fault, index) => ({ fault, seen: counts[index] ?? 0 }));
  return {
    continuedWith: (next) => {
      const isLonger = waiting.every(({ fault }, index) => isDeepStrictEqual(fault, next[index]));
      return createInjectedFaults(next, isLonger ? waiting.map(({ seen }) => seen) : []);
    },
    strike: (target) => {
      let hit: InjectedFault | undefined;
      for (const entry of waiting) {
        if (!matches(entry.fault, target)) continue;
        entry.seen += 1;
        if (hit === undefined && isDue(entry.fault, entry.seen)) hit = entry.fault;
      }
      return hit;
    },
  };
}

function isDue({ skip, first }: InjectedFault, seen: number): boolean {
  const index = seen - skip;
  return index > 0 && (first === undefined || index <= first);
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
