import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyChange } from './change.ts';
import type { SoapRequest } from './envelope.ts';
import { createInjectedFaults, type InjectedFaults } from './injected.ts';
import { createMeter, type Meting } from './meting.ts';
import { createReportTasks } from './operations/report-tasks.ts';
import { seededRandom } from './random.ts';
import type { Scenario } from './scenario.ts';
import { answerCall, faultReply, isKnownOperation, otherReply, readRequest, type SoapReply } from './soap.ts';
import type { InjectedFault } from './switches.ts';
import { createWorld, type World } from './world.ts';

/** What goes back to the client: an answer, and the trouble on its way there, if any. */
export interface Outcome {
  readonly reply: SoapReply;
  readonly trouble: InjectedFault | undefined;
}

/** The simulator without its HTTP: what it holds, and how it answers. */
export interface Simulation {
  /** Answers one SOAP call, after the latency. */
  call(service: string, xml: string, soapAction: string | undefined): Promise<Outcome>;
  scenario(): Scenario;
  /** The date and time on the simulator's clock, ms since 1970. */
  nowMs(): number;
  replace(scenario: Scenario): void;
  /** Takes an unchecked `Change`; throws when it is none, or names something unknown. */
  change(input: unknown): void;
  meting(): Meting;
  resetMeting(): void;
}

export function createSimulation(start: { readonly scenario: Scenario; readonly clock: () => number }): Simulation {
  const meter = createMeter();
  const tasks = createReportTasks();
  let world: World = createWorld(start.scenario);
  let faults: InjectedFaults = createInjectedFaults(start.scenario.faults);
  let random = seededRandom(start.scenario.seed);

  /** The rate limit and the latency, in real time. */
  const delayMs = (callsInSecond: number): number => {
    const { rateLimit, latency } = world.scenario;
    const isOver = callsInSecond > rateLimit.callsPerSecond;
    if (isOver) meter.countDelayed();
    return (isOver ? rateLimit.delayMs : 0) + latency.ms + random() * latency.spreadMs;
  };
  const outcomeOf = (service: string, request: SoapRequest): Outcome => {
    const { switches } = world.scenario;
    const { local: operation, params } = request.operation;
    const trouble = faults.strike({ service, operation, params });
    if (trouble?.kind === 'fault') {
      return { reply: faultReply(trouble.code, request.version, switches), trouble: undefined };
    }
    if (trouble?.kind === 'other-response')
      return { reply: otherReply(service, request, switches), trouble: undefined };
    return { reply: answerCall(service, request, { world, tasks, nowMs: start.clock() }), trouble };
  };

  return {
    call: async (service, xml, soapAction) => {
      const read = readRequest(xml, soapAction, world.scenario.switches);
      const name =
        read.ok && isKnownOperation(service, read.request.operation.local) ? read.request.operation.local : '?';
      const waitMs = delayMs(meter.count(`${service}.${name}`, performance.now()));
      if (waitMs > 0) await sleep(waitMs);
      return read.ok ? outcomeOf(service, read.request) : { reply: read.reply, trouble: undefined };
    },
    scenario: () => world.scenario,
    nowMs: start.clock,
    replace: (scenario) => {
      world = createWorld(scenario);
      faults = createInjectedFaults(scenario.faults);
      random = seededRandom(scenario.seed);
      tasks.clear();
    },
    change: (input) => {
      const changed = applyChange(world.scenario, input);
      faults = faults.continuedWith(changed.faults);
      world = createWorld(changed);
    },
    meting: meter.read,
    resetMeting: meter.reset,
  };
}
