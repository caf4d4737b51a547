import { UitwisselingId } from '../../core/ids.ts';
import { startAanvraagronde } from './aanvraagronde.ts';
import { createExecutions } from './executions.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import type { People } from './people.ts';
import type { Ports } from './ports.ts';
import { createNazorgrij, createQueue, nazorgOf } from './queue.ts';
import { createScheduler } from './scheduler.ts';
import type { Notebook, World, WorldParts } from './world.ts';

/** Step Functions, Scheduler and SQS, as the functions find them. */
export type Services = Pick<World, 'executions' | 'queue' | 'nazorgrij' | 'scheduler'>;

export interface ServicesParts extends WorldParts {
  readonly loop: Loop;
  readonly notebook: Notebook;
  readonly people: People;
  readonly invoke: Lambda['invoke'];
  readonly plain: () => Ports;
}

export function createServices(parts: ServicesParts): Services {
  const { loop, dice, fate, deployment, notebook, people, invoke } = parts;
  const around = { loop, dice, fate, note: notebook.note };
  const executions = createExecutions({
    ...around,
    machines: deployment.machines,
    invoke: (name, event) => invoke(name, event, `${name} ${subjectOf(event)}`),
    // A daily round that mended not all is not redriven: the next one begins anew.
    alarm: ({ machine, name }) => void (machine === 'naloop' || people.alarmed(`machine ${name}`)),
    timedOut: (name) => void judgeTimeout(parts, name),
  });
  const scheduler = createScheduler({
    ...around,
    retries: deployment.asyncRetries['start-uitwisseling'] ?? 2,
    call: ({ koppelingId, tijdvakId }) =>
      invoke('start-uitwisseling', { koppelingId, tijdvakId }, `start-uitwisseling ${koppelingId} ${tijdvakId}`),
    alarm: ({ koppelingId }) => people.alarmed(`schedule ${koppelingId}`),
  });
  const settings = deployment.queues['fetch-deel'];
  if (settings === undefined) throw new Error('no queue feeds fetch-deel');
  const queue = createQueue({
    ...around,
    ...settings,
    forgetsEarly: parts.mutant?.forgetsEarly === true,
    work: (event, { uitwisselingId, deel }) => invoke('fetch-deel', event, `fetch-deel ${uitwisselingId} ${deel}`),
    acknowledged: async ({ uitwisselingId, deel }) => {
      const isWaiting = executions.find(uitwisselingId)?.state === 'DistributeDelen';
      if (isWaiting && !(await isDealtWith(parts.plain(), uitwisselingId, deel)))
        notebook.violate('message-lost', `${uitwisselingId} deel ${deel}`);
    },
    alarm: ({ uitwisselingId }) => people.alarmed(`parts ${uitwisselingId}`),
  });
  const looks = deployment.queues['settle-aanmelding'];
  if (looks === undefined) throw new Error('no queue feeds settle-aanmelding');
  const nazorgrij = createNazorgrij({
    ...around,
    ...looks,
    forgetsEarly: false,
    work: (event, { aanmeldingId, kantoorId }) =>
      invoke('settle-aanmelding', event, `settle-aanmelding ${aanmeldingId ?? kantoorId}`),
    acknowledged: async () => undefined,
    alarm: (bericht) => people.alarmed(nazorgOf(bericht)),
  });
  startAanvraagronde({
    ...{ loop, dice, fate, invoke, plot: parts.plot, plain: parts.plain },
    retries: deployment.asyncRetries['sweep-aanvragen'] ?? 2,
  });
  return { executions, scheduler, queue, nazorgrij };
}

/** A message may be forgotten once its part is done, put aside for a person, or not needed any more. */
async function isDealtWith({ registratie }: Ports, id: UitwisselingId, nummer: number): Promise<boolean> {
  const found = await registratie.findDeel(id, nummer);
  const isAside = found?.fout !== undefined;
  return found?.gedaan === true || isAside || (await registratie.findUitwisseling(id))?.status !== 'loopt';
}

/** Who brings the count to zero tells the machine, or is made to by its message: in calm weather it never waits in vain. */
async function judgeTimeout({ plot, plain, notebook }: ServicesParts, name: string): Promise<void> {
  const id = UitwisselingId.safeParse(name);
  const exchange = id.success ? await plain().registratie.findUitwisseling(id.data) : undefined;
  const isAllIn = exchange?.status === 'loopt' && exchange.delen > 0 && exchange.resterend === 0;
  if (plot.weather.kind === 'calm' && isAllIn) notebook.violate('wake-up-lost', name);
}

/** What the runbook says: redrive what failed. An exchange that was marked as failed is tried again by itself. */
export function redriveAll({ executions, scheduler, queue, nazorgrij }: Services): void {
  for (const execution of executions.all().filter(({ machine }) => machine !== 'naloop'))
    if (execution.end?.error !== undefined && execution.end.state !== 'Mislukt') executions.redrive(execution);
  scheduler.redrive();
  queue.redrive();
  nazorgrij.redrive();
}

function subjectOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  if ('aanmeldingId' in event) return String(event.aanmeldingId);
  return 'uitwisselingId' in event ? String(event.uitwisselingId) : '';
}
