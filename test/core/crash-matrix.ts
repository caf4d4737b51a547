/** Where a run is cut off: at its n-th call of a port, before the effect or just after it. */
export interface CutOff {
  readonly call: number;
  readonly moment: 'before' | 'after';
}

/** What the run sees when it is cut off. No code knows this error, as no code runs in a process that was killed. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Ports that only compute: nothing outside changes, so nothing is cut there. */
const PURE = new Set(['klok', 'identiteit', 'logboek']);
/** The same for one method of a port that does more. */
const PURE_METHODS = new Set(['kluis.accountRef', 'kluis.candidateRef']);

interface Tally {
  readonly calls: string[];
  readonly cutOff: CutOff | undefined;
  dead: boolean;
}

/**
 * The same ports, of which every call is counted, over all ports together. From the cut on every call fails without
 * effect, also one that was made in parallel: the process is gone.
 */
export function cuttable<Ports extends object>(
  ports: Ports,
  cutOff?: CutOff,
): { ports: Ports; calls: readonly string[] } {
  const tally: Tally = { calls: [], cutOff, dead: false };
  const proxied = new Proxy(ports, {
    get(target, name, receiver) {
      const port: unknown = Reflect.get(target, name, receiver);
      if (typeof port !== 'object' || port === null || PURE.has(String(name))) return port;
      return watched(port, String(name), tally);
    },
  });
  return { ports: proxied, calls: tally.calls };
}

function watched(port: object, portName: string, tally: Tally): object {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function' || PURE_METHODS.has(`${portName}.${String(name)}`)) return method;
      const call = (...input: unknown[]): unknown => Reflect.apply(method, target, input);
      // Opening the payroll package makes no call; what it gives makes them.
      if (name === 'open') return (...input: unknown[]) => watchedResult(call(...input), portName, tally);
      return (...input: unknown[]) => counted(tally, `${portName}.${String(name)}`, () => call(...input));
    },
  });
}

const watchedResult = (result: unknown, portName: string, tally: Tally): unknown =>
  typeof result === 'object' && result !== null ? watched(result, portName, tally) : result;

async function counted(tally: Tally, name: string, call: () => unknown): Promise<unknown> {
  if (tally.dead) throw new Killed('the process is gone');
  tally.calls.push(name);
  const isHere = tally.calls.length === tally.cutOff?.call;
  if (isHere) tally.dead = true;
  if (isHere && tally.cutOff?.moment === 'before') throw new Killed(`before ${name}`);
  const result = await call();
  if (isHere) throw new Killed(`after ${name}`);
  return result;
}

export interface Scenario<World extends object> {
  /** A new world, up to the step. */
  readonly prepare: () => Promise<World>;
  /** The step; `attempt` counts from 1, as the machine does with a new task token each. */
  readonly step: (world: World, attempt: number) => Promise<unknown>;
  /** What must be the same in the end. */
  readonly endState: (world: World) => unknown;
}

export interface CrashReport {
  /** The calls of a run that nothing disturbs. */
  readonly calls: readonly string[];
  readonly undisturbed: unknown;
  /** Per cut the end state after the step was run again. */
  readonly afterCrash: ReadonlyMap<string, unknown>;
}

/** Cuts the step off at each of its calls, before and after, runs it again each time, and tells what it came to. */
export async function crashEverywhere<World extends object>(scenario: Scenario<World>): Promise<CrashReport> {
  const { world, calls } = await cutAt(scenario, undefined);
  const afterCrash = new Map<string, unknown>();
  for (const [index, name] of calls.entries()) {
    for (const moment of ['before', 'after'] as const) {
      const crashed = await cutAt(scenario, { call: index + 1, moment });
      await scenario.step(crashed.world, 2);
      afterCrash.set(`${moment} ${index + 1} ${name}`, await scenario.endState(crashed.world));
    }
  }
  return { calls, undisturbed: await scenario.endState(world), afterCrash };
}

async function cutAt<World extends object>(
  { prepare, step }: Scenario<World>,
  cutOff: CutOff | undefined,
): Promise<{ world: World; calls: readonly string[] }> {
  const world = await prepare();
  const { ports, calls } = cuttable(world, cutOff);
  const ended = await step(ports, 1).then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Killed) return 'killed';
      throw error;
    },
  );
  if ((ended === 'killed') !== (cutOff !== undefined))
    throw new Error(`the run was ${ended} with ${JSON.stringify(cutOff)}`);
  return { world, calls };
}
