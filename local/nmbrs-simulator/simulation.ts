import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyChange } from './apply-change.ts';
import { createClock } from './clock.ts';
import type { SoapRequest } from './envelope.ts';
import { createInjectedFaults, type InjectedFaults } from './injected.ts';
import { createWaitingChanges, type WaitingChanges } from './later.ts';
import { createLimiter } from './limiter.ts';
import { createMeter, type Meting } from './meting.ts';
import { createReportTasks } from './operations/report-tasks.ts';
import { seededRandom } from './random.ts';
import type { Scenario } from './scenario.ts';
import { answerCall, faultReply, isKnownOperation, otherReply, readRequest, type SoapReply } from './soap.ts';
import type { InjectedFault, RateLimit } from './switches.ts';
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
  /** Back to the scenario that it started with, with nothing counted. */
  restore(): void;
  meting(): Meting;
  resetMeting(): void;
}

export function createSimulation(start: { readonly scenario: Scenario; readonly clock: () => number }): Simulation {
  rehearse(start.scenario);
  const meter = createMeter();
  const tasks = createReportTasks();
  const clock = createClock(start.clock, start.scenario.time);
  let limiter = createLimiter();
  let world: World = worldOf(start.scenario);
  let faults: InjectedFaults = createInjectedFaults(start.scenario.faults, start.scenario.seed);
  let waiting: WaitingChanges = createWaitingChanges(start.scenario.later);
  let random = seededRandom(start.scenario.seed);

  const take = (changed: Scenario): void => {
    if (changed.time !== world.scenario.time) clock.set(changed.time);
    faults = faults.continuedWith(changed.faults);
    world = worldOf(changed);
  };
  const replace = (scenario: Scenario): void => {
    rehearse(scenario);
    world = worldOf(scenario);
    faults = createInjectedFaults(scenario.faults, scenario.seed);
    waiting = createWaitingChanges(scenario.later);
    random = seededRandom(scenario.seed);
    limiter = createLimiter();
    clock.set(scenario.time);
    tasks.clear();
  };
  const outcomeOf = (service: string, request: SoapRequest): Outcome => {
    const { local: operation, params } = request.operation;
    for (const change of waiting.due({ service, operation })) take(applyChange(world.scenario, change));
    const { switches } = world.scenario;
    const trouble = faults.strike({ service, operation, params });
    if (trouble?.kind === 'fault') {
      const { code, status = switches.faultStatus } = trouble;
      const reply = faultReply(code, request.version, { ...switches, faultStatus: status });
      return { reply, trouble: undefined };
    }
    if (trouble?.kind === 'other-response')
      return { reply: otherReply(service, request, switches), trouble: undefined };
    return { reply: answerCall(service, request, { world, tasks, nowMs: clock.nowMs() }), trouble };
  };

  return {
    call: async (service, xml, soapAction) => {
      const { switches, rateLimit, latency } = world.scenario;
      const read = readRequest(xml, soapAction, switches);
      const name =
        read.ok && isKnownOperation(service, read.request.operation.local) ? read.request.operation.local : '?';
      const arrivedMs = performance.now();
      meter.count(`${service}.${name}`, arrivedMs);
      const verdict = limiter.judge(rateLimit, read.ok ? tokenOf(read.request) : '', arrivedMs);
      if (verdict === 'refuse') {
        meter.countRefused();
        return refusal(rateLimit);
      }
      if (verdict === 'delay') meter.countDelayed();
      const limitMs = verdict === 'delay' ? rateLimit.delayMs : 0;
      const waitMs = limitMs + latency.ms + random() * latency.spreadMs;
      if (waitMs > 0) await sleep(waitMs);
      return read.ok ? outcomeOf(service, read.request) : { reply: read.reply, trouble: undefined };
    },
    scenario: () => ({ ...world.scenario, later: [...waiting.left()] }),
    nowMs: clock.nowMs,
    replace,
    change: (input) => {
      const changed = applyChange(world.scenario, input);
      rehearse(changed);
      waiting.add(changed.later);
      take(changed);
    },
    restore: () => {
      replace(start.scenario);
      meter.reset();
    },
    meting: meter.read,
    resetMeting: meter.reset,
  };
}

/** Without the later changes: those that still wait are kept apart, with their counts. */
const worldOf = (scenario: Scenario): World => createWorld({ ...scenario, later: [] });

/** Tries every later change now, so that one that names something unknown is refused at once. */
function rehearse(scenario: Scenario): void {
  for (const { change } of scenario.later) applyChange(scenario, change);
}

const tokenOf = ({ headers }: SoapRequest): string =>
  headers.map(({ values }) => values.get('Token')).find((token) => token !== undefined) ?? '';

const refusal = ({ status, retryAfterSeconds }: RateLimit): Outcome => ({
  reply: { status, contentType: 'text/html', body: '' },
  trouble: { kind: 'html', status, retryAfterSeconds, skip: 0 },
});
