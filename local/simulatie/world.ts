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
import { STANDAARD_LOONCODES } from '../../core/domain/looncodes.ts';
import { type Tijdstip, tijdstipAt } from '../../core/domain/tijd.ts';
import { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import type { Deployment } from './deployment.ts';
import type { Dice } from './dice.ts';
import { createExecutions, type Executions } from './executions.ts';
import { HANDLERS } from './handlers.ts';
import { realise } from './koppelingen.ts';
import { createLambda, type Lambda } from './lambda.ts';
import { createLoop, type Loop } from './loop.ts';
import type { Mutant } from './mutants.ts';
import { createOffice, KANARIES, type Office } from './office.ts';
import { createPeople, type People } from './people.ts';
import type { Plot } from './plot.ts';
import type { PortCall, Ports } from './ports.ts';
import { createQueue, type Queue } from './queue.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createStaff, type Staff } from './staff.ts';
import type { Uitrol } from './uitrol.ts';
import { watched } from './watch.ts';
import type { Fate } from './weather.ts';

/** What may not be, found in a run. */
export interface Violation {
  readonly code: string;
  readonly what: string;
  /** Virtual moment, ISO 8601. */
  readonly at: string;
}

/** What is written down of a run. No line holds personal data. */
export interface Notebook {
  readonly violations: Violation[];
  readonly lines: string[];
  /** Adds a line to the trace, when there is one. */
  readonly note: (line: () => string) => void;
  readonly violate: (code: string, what: string) => void;
}

export interface WorldParts {
  readonly plot: Plot;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly deployment: Deployment;
  readonly mutant?: Mutant | undefined;
  readonly trace?: boolean;
  /** A deployment on the way. */
  readonly uitrol?: Uitrol | undefined;
  /** Sees every call that a function makes, before it takes effect. */
  readonly witness?: ((call: PortCall, work: string) => void) | undefined;
}

/** Everything around the use cases, in virtual time. */
export interface World {
  readonly plot: Plot;
  readonly loop: Loop;
  readonly office: Office;
  /** The stores themselves, without anything that goes wrong. */
  readonly plain: Ports;
  readonly koppelingen: readonly Koppeling[];
  readonly executions: Executions;
  readonly queue: Queue;
  readonly scheduler: Scheduler;
  readonly people: People;
  readonly staff: Staff;
  readonly lambda: Lambda;
  readonly notebook: Notebook;
  /** The exchanges about which a process that its machine had given up wrote after they had ended. */
  readonly late: ReadonlySet<string>;
  readonly loglines: readonly unknown[];
  /** The deliveries that were told of, by their exchange; the same twice when it was told twice. */
  readonly gebeurtenissen: readonly string[];
}

const ASSESSORS = 'beoordeling@asr.example';

/** A world with its koppelingen realised and the first exchange of each in the agenda. */
export async function buildWorld(parts: WorldParts): Promise<World> {
  const { plot, dice, fate, deployment, mutant, uitrol } = parts;
  const loop = createLoop(plot.start);
  const now = () => tijdstipAt(loop.now());
  const notebook = createNotebook(now, parts.trace === true);
  const office = createOffice(plot);
  const koppelingen: Koppeling[] = [];
  const late = new Set<string>();
  const written = uitrol?.written ?? ((value: unknown) => value);
  const invoke: Invoke = (name, event, work) => lambda.invoke(name, written(event), work);
  const staff = createStaff({ loop, plot, invoke, koppelingen: () => koppelingen });
  const people = createPeople({
    held: staff.decide,
    ...{ loop, dice, office, plot, note: notebook.note, invoke },
    redrive: () => redriveAll(services),
    aanmeldingIds: () => koppelingen.map(({ aanmeldingId }) => aanmeldingId),
  });
  const services = createServices({ ...parts, loop, notebook, people, invoke, plain: () => plain });
  const memory = createMemoryLogboek();
  const gebeurtenissen: string[] = [];
  const plain = createPorts({ services, office, now, logboek: heardBy(people, memory), uitrol });
  const lambda = createLambda({
    ...{ loop, dice, fate, note: notebook.note },
    witness(call, work) {
      uitrol?.passed();
      parts.witness?.(call, work);
    },
    ports: watched(plain, {
      ...{ now: loop.now, violate: notebook.violate, mailed: people.mailed },
      werkgeverOf: (id) => office.werkgevers[koppelingen.findIndex(({ koppelingId }) => koppelingId === id)],
      wroteLate: (id) => late.add(id),
      told: (id) => gebeurtenissen.push(id),
    }),
    between: mutant?.between() ?? uitrol?.between ?? ((own) => own),
    handlers: HANDLERS,
    timeouts: deployment.timeouts,
    foreignText: `kapot bij ${Object.values(KANARIES).join(' ')}`,
  });
  await realiseAll({ plot, office, plain, op: now() }, koppelingen);
  const world = { staff, plot, loop, office, plain, koppelingen, people, lambda, notebook, late };
  return { ...world, ...services, loglines: memory.lines, gebeurtenissen };
}

type Invoke = Lambda['invoke'];
type Services = Pick<World, 'executions' | 'queue' | 'scheduler'>;

function createNotebook(now: () => Tijdstip, trace: boolean): Notebook {
  const violations: Violation[] = [];
  const lines: string[] = [];
  const note = (line: () => string): void => {
    if (trace) lines.push(`${now()} ${line()}`);
  };
  return {
    ...{ violations, lines, note },
    violate(code, what) {
      violations.push({ code, what, at: now() });
      note(() => `VIOLATION ${code}: ${what}`);
    },
  };
}

interface ServicesParts extends WorldParts {
  readonly loop: Loop;
  readonly notebook: Notebook;
  readonly people: People;
  readonly invoke: Invoke;
  readonly plain: () => Ports;
}

/** Step Functions, Scheduler and SQS. */
function createServices(parts: ServicesParts): Services {
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
  const settings = deployment.queues['haal-deel'];
  if (settings === undefined) throw new Error('no queue feeds haal-deel');
  const queue = createQueue({
    ...around,
    ...settings,
    forgetsEarly: parts.mutant?.forgetsEarly === true,
    work: (event, { uitwisselingId, deel }) => invoke('haal-deel', event, `haal-deel ${uitwisselingId} ${deel}`),
    acknowledged: async ({ uitwisselingId, deel }) => {
      const isWaiting = executions.find(uitwisselingId)?.state === 'Verdeel';
      if (isWaiting && !(await isDealtWith(parts.plain(), uitwisselingId, deel)))
        notebook.violate('message-lost', `${uitwisselingId} deel ${deel}`);
    },
    alarm: ({ uitwisselingId }) => people.alarmed(`parts ${uitwisselingId}`),
  });
  return { executions, scheduler, queue };
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
function redriveAll({ executions, scheduler, queue }: Services): void {
  for (const execution of executions.all().filter(({ machine }) => machine !== 'naloop'))
    if (execution.end?.error !== undefined && execution.end.state !== 'Mislukt') executions.redrive(execution);
  scheduler.redrive();
  queue.redrive();
}

/** The alarm on a mail that may not have gone out: somebody calls. */
const heardBy = (people: People, memory: Logboek): Logboek => ({
  info: memory.info,
  error(code, fields) {
    memory.error(code, fields);
    const { stap = '', uitwisselingId = '' } = fields ?? {};
    if (code === 'bericht.onzeker') people.mailed(stap, uitwisselingId);
  },
});

interface PortsParts {
  readonly services: Services;
  readonly office: Office;
  readonly now: () => Tijdstip;
  readonly logboek: Logboek;
  readonly uitrol: Uitrol | undefined;
}

const createPorts = ({ services, office, now, logboek, uitrol }: PortsParts): Ports => ({
  registratie: createMemoryRegistratie(uitrol === undefined ? {} : { opgeslagen: uitrol.written }),
  opslag: createMemoryOpslag(now),
  // Secrets Manager is eventually consistent.
  kluis: createMemoryKluis({ traagheid: 3 }),
  agenda: services.scheduler.agenda,
  nazorg: createMemoryNazorg(),
  post: createMemoryPost(),
  wachtrij: services.queue.wachtrij,
  uitval: services.queue.uitval,
  verloop: services.executions.verloop,
  gebeurtenissen: createMemoryGebeurtenissen(),
  gateway: createMemoryPayroll(office.nmbrs),
  klok: { now },
  identiteit: createMemoryIdentiteit(),
  logboek,
  assessors: ASSESSORS,
  ontvangstBinnenUren: 0,
  looncodes: STANDAARD_LOONCODES,
});

async function realiseAll(
  { plot, office, plain, op }: { plot: Plot; office: Office; plain: Ports; op: Tijdstip },
  koppelingen: Koppeling[],
): Promise<void> {
  for (const [index, { dekkingsprofiel, plans }] of plot.lots.entries()) {
    const [werkgever, eerste] = [office.werkgevers[index], plans[0]];
    if (werkgever === undefined || eerste === undefined) continue;
    koppelingen.push(await realise(plain, { nummer: index + 1, werkgever, dekkingsprofiel, eerste, op }));
  }
}

function subjectOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  return 'uitwisselingId' in event ? String(event.uitwisselingId) : '';
}
