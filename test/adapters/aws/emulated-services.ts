import { arnOf } from '../../../local/runtime/aws-names.ts';
import { createClock } from '../../../local/runtime/clock.ts';
import { startAwsServer } from '../../../local/runtime/emulators/aws-server.ts';
import { createEventBus, type EventBus } from '../../../local/runtime/emulators/event-bus.ts';
import { createScheduler } from '../../../local/runtime/emulators/scheduler.ts';
import { createSecretsManager } from '../../../local/runtime/emulators/secrets-manager.ts';
import { type SdkConfig, sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { createStepFunctionsApi } from '../../../local/runtime/step-functions/api.ts';
import type { Engine } from '../../../local/runtime/step-functions/engine.ts';
import { Execution } from '../../../local/runtime/step-functions/execution.ts';
import { createTaskTokens } from '../../../local/runtime/step-functions/tokens.ts';

/** Secrets Manager, Scheduler, EventBridge and Step Functions, each empty, on one port. */
export interface EmulatedServices {
  readonly config: SdkConfig;
  /** Its executions start and stay as they are: what a machine does is not what these tests are about. */
  readonly engine: Engine;
  readonly eventBus: EventBus;
  stop(): Promise<void>;
}

export const SCHEDULE_GROUP = 'uitwisselingen';
export const machineArn = (name: string): string => arnOf('states', `stateMachine:${name}`);

export async function startEmulatedServices(): Promise<EmulatedServices> {
  const clock = createClock(Date.parse('2026-11-24T09:00:00Z'));
  const engine = idleEngine(['realisatie', 'uitwisseling', 'afmelding', 'verzoek']);
  const eventBus = createEventBus(clock);
  const server = await startAwsServer();
  server.serve({
    json: {
      secretsmanager: createSecretsManager(clock).handle,
      AWSStepFunctions: createStepFunctionsApi(engine),
      AWSEvents: eventBus.handle,
    },
    rest: createScheduler({ clock, groups: [SCHEDULE_GROUP], knowsTarget: () => true, fire: () => undefined }).handle,
  });
  return {
    config: sdkConfig(server.url),
    engine,
    eventBus,
    async stop() {
      clock.stop();
      await server.stop();
    },
  };
}

function idleEngine(names: readonly string[]): Engine {
  const executions: Execution[] = [];
  return {
    machines: names.map((name) => ({ name, arn: machineArn(name), definition: '{}' })),
    tokens: createTaskTokens(),
    executions: () => executions,
    start(machine, name, input) {
      const execution = new Execution(
        arnOf('states', `execution:${machine.name}:${name}`),
        machine,
        name,
        input,
        () => 0,
      );
      executions.push(execution);
      return execution;
    },
    redrive: () => undefined,
    abort: () => undefined,
    stop: () => undefined,
  };
}
