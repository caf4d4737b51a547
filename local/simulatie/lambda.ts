import { type Collisions, collision, createCollisions, isWrite } from './collisions.ts';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';
import type { Ending } from './machine.ts';
import type { Between } from './mutant.ts';
import { type Around, type PortCall, type Ports, withAround } from './ports.ts';
import { toldOf } from './requests.ts';
import type { Tally } from './tally.ts';
import { type Fate, failureOf } from './weather.ts';

/** A function as Lambda runs it. */
export type Handler = (event: unknown) => Promise<unknown>;
/** Makes the handler on the ports of one invocation. */
export type CreateHandler = (ports: Ports) => Handler;

export interface LambdaParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly tally: Tally;
  readonly ports: Ports;
  /** Puts a deliberate fault between the function and its ports; one that does nothing returns them as they are. */
  readonly between: Between;
  readonly handlers: ReadonlyMap<string, CreateHandler>;
  readonly timeouts: Readonly<Record<string, number>>;
  readonly note: (line: () => string) => void;
  /** Sees every call that a function makes, before it takes effect. */
  readonly witness?: ((call: PortCall, work: string) => void) | undefined;
  /** What an error that comes from elsewhere says: with canaries in it. */
  readonly foreignText: string;
}

export interface Lambda {
  /** `work` names the function with what it works on. */
  invoke(functionName: string, event: unknown, work: string): Promise<Ending>;
  /** How many invocations are alive. */
  alive(): number;
}

interface Process {
  readonly functionName: string;
  readonly work: string;
  dead: boolean;
  /** The same trigger once more. */
  again(): void;
  end(ending: Ending): void;
}

type Running = LambdaParts & { readonly process: Process; readonly collisions: Collisions };

/** As Lambda reports an error, whoever threw it; the state machine gets it as the `Cause`. */
const failed = (errorType: string, errorMessage: string, trace: readonly string[] = []): Ending => ({
  ok: false,
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage, trace }),
});
const died = (error: string): Ending => failed(error, 'the process is gone');
/** Forever: nobody goes on in a process that is gone. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

export function createLambda(parts: LambdaParts): Lambda {
  const { loop, dice, fate, handlers, timeouts, note } = parts;
  const collisions = createCollisions(loop, dice, parts.tally);
  let alive = 0;
  const start = async (functionName: string, event: unknown, work: string, isSecond: boolean): Promise<Ending> => {
    const create = handlers.get(functionName);
    if (create === undefined) throw new Error(`the simulation has no function ${functionName}`);
    await loop.sleep(dice.between(5, 400));
    const refusal = fate.refusalOf(work, loop.now());
    if (refusal !== undefined) {
      note(() => `${work} is not run: ${refusal}`);
      return died(refusal);
    }
    note(() => `${work} starts`);
    const { promise, resolve } = Promise.withResolvers<Ending>();
    // Twice is enough to show what it does.
    const again = () => void (isSecond || start(functionName, event, work, true));
    const process: Process = { functionName, work, dead: false, end: resolve, again };
    const timeoutMs = 1000 * (timeouts[functionName] ?? 3);
    alive += 1;
    const timer = loop.at(loop.now() + timeoutMs, () => kill(process, 'Sandbox.Timedout'));
    void run(create, event, { ...parts, process, collisions });
    const ending = await promise;
    timer.cancel();
    alive -= 1;
    note(() => `${work} ends: ${ending.ok ? toldOf(ending.value) : ending.error}`);
    return ending;
  };
  return { alive: () => alive, invoke: (functionName, event, work) => start(functionName, event, work, false) };
}

function kill(process: Process, error: string): void {
  process.dead = true;
  process.end(died(error));
}

async function run(create: CreateHandler, event: unknown, parts: Running): Promise<void> {
  const { ports, between, process } = parts;
  const own = between(withAround(ports, aroundOf(parts)), process.functionName);
  const ending = await create(own)(JSON.parse(JSON.stringify(event))).then(
    (value): Ending => ({ ok: true, value }),
    (error: unknown): Ending =>
      error instanceof Error
        ? failed(error.name, error.message, (error.stack ?? '').split('\n'))
        : failed('unknown', String(error)),
  );
  process.end(ending);
}

/** Lets each call of a process take its time, and whatever befalls it. */
function aroundOf(parts: Running): Around {
  const { loop, dice, fate, process, note, witness, foreignText, collisions, tally } = parts;
  return async (call) => {
    if (process.dead) return never();
    await collisions.arrive(call, () => latencyMs(call, dice));
    if (process.dead) return never();
    witness?.(call, process.work);
    const fault = fate.faultAt(call, process.work, loop.now());
    if (fault === undefined) return call.apply();
    note(() => `${process.work}: ${fault} at ${call.port}.${call.method}`);
    switch (fault) {
      case 'dies-before':
        return killed(process);
      case 'dies-after':
        await call.apply().catch(() => undefined);
        return killed(process);
      case 'fails-before':
        throw failureOf(call, false);
      case 'collides':
        if (!isWrite(call)) throw failureOf(call, false);
        tally.add('botsing-opgegeven');
        await loop.sleep(dice.between(0, 750));
        throw collision();
      case 'fails-after':
        await call.apply();
        throw failureOf(call, true);
      case 'slow-before':
        await loop.sleep(slowMs(dice));
        return process.dead ? never() : call.apply();
      case 'slow-after': {
        const answer = await call.apply();
        await loop.sleep(slowMs(dice));
        return process.dead ? never() : answer;
      }
      case 'disowned':
        process.end(died('Lambda.SdkClientException'));
        return call.apply();
      case 'again-before':
      case 'again-dies-before':
        process.again();
        if (fault === 'again-dies-before') return killed(process);
        await loop.sleep(overlapMs(dice));
        return process.dead ? never() : call.apply();
      case 'again-after':
      case 'again-dies-after': {
        const answer = await call.apply();
        process.again();
        if (fault === 'again-dies-after') return killed(process);
        await loop.sleep(overlapMs(dice));
        return process.dead ? never() : answer;
      }
      case 'foreign-error':
        throw new TypeError(foreignText);
      default:
        return fault satisfies never;
    }
  };
}

function killed(process: Process): Promise<never> {
  kill(process, 'Runtime.ExitError');
  return never();
}

/** Long enough for the other one to be anywhere in its work, or through with it. */
const overlapMs = (dice: Dice): number => dice.between(0, 3000);
const latencyMs = ({ port }: PortCall, dice: Dice): number =>
  port === 'payroll' ? dice.between(30, 900) : dice.between(2, 60);
/** Half a minute up to twenty: some of it longer than any function may take. */
const slowMs = (dice: Dice): number => dice.between(30_000, 20 * 60_000);
