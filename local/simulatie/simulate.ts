import { createMemoryGebeurtenissen } from '../../adapters/memory/gebeurtenissen.ts';
import { createMemoryIdentiteit } from '../../adapters/memory/identiteit.ts';
import { createMemoryKluis } from '../../adapters/memory/kluis.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { createMemoryNazorg } from '../../adapters/memory/nazorg.ts';
import { createMemoryOpslag } from '../../adapters/memory/opslag.ts';
import { createMemoryPayroll } from '../../adapters/memory/payroll.ts';
import { createMemoryPost } from '../../adapters/memory/post.ts';
import { createMemoryRegistratie } from '../../adapters/memory/registratie.ts';
import type { Koppeling } from '../../core/domain/koppeling.ts';
import { tijdstipAt } from '../../core/domain/tijd.ts';
import { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import type { Deployment } from './deployment.ts';
import { createDice } from './dice.ts';
import { createExecutions } from './executions.ts';
import { HANDLERS } from './handlers.ts';
import { judgeEnd } from './judge-end.ts';
import { realise } from './koppelingen.ts';
import { createLambda } from './lambda.ts';
import { createLoop } from './loop.ts';
import type { Mutant } from './mutants.ts';
import { createOffice, KANARIES, type Werkgever } from './office.ts';
import { createPeople } from './people.ts';
import { drawPlot } from './plot.ts';
import type { Ports } from './ports.ts';
import { createQueue } from './queue.ts';
import { createScheduler } from './scheduler.ts';
import { stage } from './stage.ts';
import { watched } from './watch.ts';
import { createFate } from './weather.ts';

/** What may not be, found in a run. */
export interface Violation {
  readonly code: string;
  readonly what: string;
  /** Virtual moment, ISO 8601. */
  readonly at: string;
}

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly delivered: number;
  readonly faults: number;
  /** What happened, line by line; only when it was asked for. No line holds personal data. */
  readonly trace: readonly string[];
}

export interface SimulationOptions {
  readonly seed: number;
  readonly deployment: Deployment;
  /** A deliberate fault in the protocol. */
  readonly mutant?: Mutant | undefined;
  readonly trace?: boolean;
}

const ASSESSORS = 'beoordeling@asr.example';

/** Plays one seed to its end: the deployed machine and handlers on the memory twins, in virtual time. */
export async function simulate({ seed, deployment, mutant, trace = false }: SimulationOptions): Promise<Outcome> {
  const dice = createDice(seed);
  const plot = drawPlot(dice);
  const loop = createLoop(plot.start);
  const fate = createFate(plot.weather, dice);
  const office = createOffice(
    dice,
    plot.lots.map(({ verloning }) => verloning),
    plot.start,
  );
  const violations: Violation[] = [];
  const late = new Set<string>();
  const lines: string[] = [];
  const clock = () => tijdstipAt(loop.now());
  const note = (line: () => string): void => {
    if (trace) lines.push(`${clock()} ${line()}`);
  };
  const violate = (code: string, what: string): void => {
    violations.push({ code, what, at: clock() });
    note(() => `VIOLATION ${code}: ${what}`);
  };

  const koppelingen: Koppeling[] = [];
  const werkgeverOf = (koppelingId: string): Werkgever | undefined =>
    office.werkgevers[koppelingen.findIndex((one) => one.koppelingId === koppelingId)];
  const people = createPeople({
    loop,
    dice,
    office,
    plot,
    note,
    redrive: () => redriveAll(),
    aanmeldingIds: () => koppelingen.map(({ aanmeldingId }) => aanmeldingId),
    replaceToken: (aanmeldingId) => idle.invoke('vervang-token', { aanmeldingId }, `vervang-token ${aanmeldingId}`),
  });
  const idle = { invoke: async (_name: string, _event: unknown, _work: string) => lambda.invoke(_name, _event, _work) };
  const executions = createExecutions({
    loop,
    dice,
    machines: deployment.machines,
    invoke: (name, event) => idle.invoke(name, event, `${name} ${subjectOf(event)}`),
    alarm: ({ name }) => people.alarmed(`machine ${name}`),
    timedOut: (name) => void judgeTimeout(name),
    note,
  });
  const scheduler = createScheduler({
    ...{ loop, dice, fate, note },
    retries: deployment.asyncRetries['start-uitwisseling'] ?? 2,
    call: ({ koppelingId, tijdvakId }) =>
      idle.invoke('start-uitwisseling', { koppelingId, tijdvakId }, `start-uitwisseling ${koppelingId} ${tijdvakId}`),
    alarm: ({ koppelingId }) => people.alarmed(`schedule ${koppelingId}`),
  });
  const judgeTimeout = async (name: string): Promise<void> => {
    const id = UitwisselingId.safeParse(name);
    const exchange = id.success ? await plain.registratie.findUitwisseling(id.data) : undefined;
    const isAllIn = exchange?.status === 'loopt' && exchange.delen > 0 && exchange.resterend === 0;
    // Who brought the count to zero tells the machine, or is made to by its message.
    if (plot.weather.kind === 'calm' && isAllIn) violate('wake-up-lost', name);
  };
  const settings = deployment.queues['haal-deel'] ?? { visibilitySeconds: 720, maxReceives: 5, atOnce: 8 };
  const queue = createQueue({
    ...{ loop, dice, fate, note },
    ...settings,
    forgetsEarly: mutant?.forgetsEarly === true,
    work: (event, { uitwisselingId, deel }) => idle.invoke('haal-deel', event, `haal-deel ${uitwisselingId} ${deel}`),
    acknowledged: async ({ uitwisselingId, deel }) => {
      const found = await plain.registratie.findDeel(uitwisselingId, deel);
      const uitwisseling = await plain.registratie.findUitwisseling(uitwisselingId);
      if (found?.gedaan === true || uitwisseling?.status !== 'loopt') return;
      if (executions.find(uitwisselingId)?.state === 'Verdeel')
        violate('message-lost', `${uitwisselingId} deel ${deel}`);
    },
    alarm: ({ uitwisselingId }) => people.alarmed(`parts ${uitwisselingId}`),
  });
  const redriveAll = (): void => {
    for (const execution of executions.all())
      if (execution.end?.error !== undefined && execution.end.state !== 'Mislukt') executions.redrive(execution);
    scheduler.redrive();
    queue.redrive();
  };

  const memory = createMemoryLogboek();
  const logboek: Logboek = {
    info: memory.info,
    error(code, fields) {
      memory.error(code, fields);
      // The alarm on a mail that may not have gone out: somebody calls.
      const { stap = '', aanmeldingId = '', uitwisselingId = '' } = fields ?? {};
      if (code === 'bericht.onzeker') people.mailed(stap, uitwisselingId, aanmeldingId);
    },
  };
  const gebeurtenissen = createMemoryGebeurtenissen();
  const plain: Ports = {
    registratie: createMemoryRegistratie(),
    opslag: createMemoryOpslag(),
    kluis: createMemoryKluis(),
    agenda: scheduler.agenda,
    nazorg: createMemoryNazorg(),
    post: createMemoryPost(),
    wachtrij: queue.wachtrij,
    verloop: executions.verloop,
    gateway: createMemoryPayroll(office.nmbrs),
    gebeurtenissen,
    klok: { now: clock },
    identiteit: createMemoryIdentiteit(),
    logboek,
    assessors: ASSESSORS,
  };
  const ports = watched(plain, {
    now: loop.now,
    violate,
    werkgeverOf,
    mailed: people.mailed,
    wroteLate: (id) => late.add(id),
  });
  const lambda = createLambda({
    ...{ loop, dice, fate, ports, note },
    between: mutant?.between() ?? ((own) => own),
    handlers: HANDLERS,
    timeouts: deployment.timeouts,
    foreignText: `kapot bij ${Object.values(KANARIES).join(' ')}`,
  });

  for (const [index, lot] of plot.lots.entries()) {
    const [werkgever, eerste] = [office.werkgevers[index], lot.plans[0]];
    if (werkgever === undefined || eerste === undefined) continue;
    const { dekkingsprofiel } = lot;
    koppelingen.push(await realise(plain, { nummer: index + 1, werkgever, dekkingsprofiel, eerste, op: clock() }));
  }
  stage({ loop, dice, plot, office, note });
  await loop.run(plot.end);
  await judgeEnd({ plot, plain, koppelingen, executions, queue, scheduler, people, lambda, late, violate });
  const exchanges = await Promise.all(
    koppelingen.map(({ koppelingId }) => plain.registratie.listUitwisselingen(koppelingId)),
  );
  const delivered = exchanges.flat().filter(({ status }) => status === 'voltooid').length;
  return { seed, violations, delivered, faults: fate.count(), trace: lines };
}

function subjectOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  return 'uitwisselingId' in event ? String(event.uitwisselingId) : '';
}
