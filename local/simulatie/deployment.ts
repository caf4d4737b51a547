import * as z from 'zod';
import { readDeployedSystem } from '../runtime/deployed-system.ts';
import { Definition } from './definition.ts';

/** What the simulation takes from the synthesised templates: what runs is what is deployed. Times are in seconds. */
export const Deployment = z.strictObject({
  machines: z.record(z.string(), Definition),
  /** By the name of the function, which is that of its folder. */
  timeouts: z.record(z.string(), z.number()),
  /** The queue of each worker, by the worker's name. */
  queues: z.record(
    z.string(),
    z.strictObject({ visibilitySeconds: z.number(), maxReceives: z.number(), atOnce: z.number() }),
  ),
  /** How often Lambda tries an asynchronous call again, by the function's name. */
  asyncRetries: z.record(z.string(), z.number()),
  /** After how many days what lies below a prefix is removed. */
  bewaardagen: z.record(z.string(), z.number()),
});
export type Deployment = z.infer<typeof Deployment>;

/** Synthesises the app, without bundling its functions. */
export async function readDeployment(): Promise<Deployment> {
  const system = await readDeployedSystem();
  const queues = system.mappings.map(({ functionName, queueArn, maximumConcurrency }) => {
    const queue = system.queues.find(({ arn }) => arn === queueArn);
    const visibilitySeconds = queue?.visibilityTimeoutSeconds ?? 30;
    return [functionName, { visibilitySeconds, maxReceives: queue?.maxReceives, atOnce: maximumConcurrency ?? 1000 }];
  });
  return Deployment.parse({
    machines: Object.fromEntries(
      system.machines.map(({ name, definition }) => [name.replace(/^salariskoppeling-/, ''), JSON.parse(definition)]),
    ),
    timeouts: Object.fromEntries(system.functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds])),
    queues: Object.fromEntries(queues),
    bewaardagen: Object.fromEntries(
      system.bewaarregels.filter(({ prefix }) => prefix !== '').map(({ prefix, dagen }) => [prefix, dagen]),
    ),
    asyncRetries: Object.fromEntries(
      system.invokeConfigs.map(({ functionName, maximumRetryAttempts }) => [functionName, maximumRetryAttempts]),
    ),
  });
}
