import { createMemoryGebeurtenissen } from '../../adapters/memory/gebeurtenissen.ts';
import { createMemoryIdentiteit } from '../../adapters/memory/identiteit.ts';
import { createMemoryKluis, type MemoryKluis } from '../../adapters/memory/kluis.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { createMemoryLoginteller } from '../../adapters/memory/loginteller.ts';
import { createMemoryOpslag, type MemoryOpslag } from '../../adapters/memory/opslag.ts';
import { createMemoryPayroll } from '../../adapters/memory/payroll.ts';
import { createMemoryPost } from '../../adapters/memory/post.ts';
import { createMemoryRegistratie, type MemoryRegistratie } from '../../adapters/memory/registratie.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { bevestigdKantoor } from '../../core/toegang/kantoor.ts';
import { counting } from './counting.ts';
import type { Deployment } from './deployment.ts';
import type { Dice } from './dice.ts';
import type { Executions } from './executions.ts';
import { VREEMDE, VREEMDE_SLEUTEL } from './formulieren.ts';
import { HANDLERS } from './handlers.ts';
import { judgeStop } from './judge-beeindigingen.ts';
import { judgeStand } from './judge-dossiers.ts';
import { judgeRealised } from './judge-erbij.ts';
import { judgeMail } from './judge-toegangen.ts';
import { createKantoor, type Kantoor } from './kantoor.ts';
import { realise } from './koppelingen.ts';
import { createLambda, type Lambda } from './lambda.ts';
import { createLoop, type Loop } from './loop.ts';
import type { Lot } from './lots.ts';
import type { Between, Mutant } from './mutant.ts';
import { createOffice, KANARIES, type Office } from './office.ts';
import { createPeople, type Mail, type People } from './people.ts';
import type { Plot } from './plot.ts';
import type { PortCall, Ports } from './ports.ts';
import type { Nazorgrij, Queue } from './queue.ts';
import { answerOf, ROL } from './requests.ts';
import type { Scheduler } from './scheduler.ts';
import { createStaff, type Staff } from './staff.ts';
import { createTally, requestOf, type Tally } from './tally.ts';
import { createServices, redriveAll, type Services } from './twins.ts';
import type { Uitrol } from './uitrol.ts';
import { stageVreemden } from './vreemden.ts';
import { watched } from './watch.ts';
import { aanvragenIn, type Wachtende } from './watch-aanvragen.ts';
import type { Fate } from './weather.ts';
import { judgeWijziging } from './wijzigingen.ts';

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
  /** Counts what happens; absent: nobody asks. */
  readonly tally?: Tally | undefined;
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
  /** As they were realised, the first one first. */
  readonly koppelingen: readonly Koppeling[];
  readonly lotOf: (koppeling: Koppeling) => Lot | undefined;
  /** The aanmeldingen that were stored, whether or not the office heard of it. */
  readonly aangemeld: readonly AanmeldingId[];
  /** What ever waited for a confirmation. */
  readonly wachtend: ReadonlyMap<AanmeldingId, Wachtende>;
  readonly kluis: MemoryKluis;
  readonly registratie: MemoryRegistratie;
  readonly opslag: MemoryOpslag;
  readonly executions: Executions;
  readonly queue: Queue;
  readonly nazorgrij: Nazorgrij;
  readonly scheduler: Scheduler;
  readonly people: People;
  readonly staff: Staff;
  readonly kantoor: Kantoor;
  readonly lambda: Lambda;
  readonly notebook: Notebook;
  readonly tally: Tally;
  /** The exchanges about which a process that its machine had given up wrote after they had ended. */
  readonly late: ReadonlySet<string>;
  readonly loglines: readonly unknown[];
  /** The deliveries that were told of, by their exchange; the same twice when it was told twice. */
  readonly gebeurtenissen: readonly string[];
}

const ASSESSORS = 'beoordeling@asr.example';
const ESCALATIE = 'leiding@asr.example';

/** A world with its koppelingen realised and the first exchange of each in the agenda. */
export async function buildWorld(parts: WorldParts): Promise<World> {
  const { plot, dice, fate, deployment, mutant, uitrol, tally = createTally() } = parts;
  const loop = createLoop(plot.start);
  const now = () => tijdstipAt(loop.now());
  const notebook = createNotebook(now, parts.trace === true);
  const office = createOffice(plot);
  const koppelingen: Koppeling[] = [];
  const late = new Set<string>();
  const aangemeld: AanmeldingId[] = [];
  const wachtend = new Map<AanmeldingId, Wachtende>();
  const written = uitrol?.written ?? ((value: unknown) => value);
  const invoke: Invoke = (name, event, work) => lambda.invoke(name, written(event), work);
  // What comes from a client is of no version of ours.
  const send: Invoke = async (name, event, work) => {
    const ending = await lambda.invoke(name, event, work);
    const request = requestOf(name);
    if (request !== undefined && (answerOf(ending)?.statusCode ?? 500) < 300) tally.add(request);
    return ending;
  };
  const indexOf = ({ nmbrs }: Koppeling) =>
    office.werkgevers.findIndex(({ bedrijfId }) => bedrijfId === nmbrs.bedrijfId);
  const lotOf = (koppeling: Koppeling) => plot.lots[indexOf(koppeling)];
  const around = { loop, dice, office, plot, note: notebook.note };
  const signedUp = (id: AanmeldingId) => plot.lots[kantoor.toegang.get(id)?.lot ?? -1];
  const staff = createStaff({
    ...{ loop, plot, invoke, send, koppelingen: () => koppelingen, lotOf, signedUp, aangemeld },
    reissues: (id, email) => kantoor.toegangen.asks(id, email),
  });
  const kantoor = createKantoor({ ...around, tally, send });
  const people = createPeople({
    ...around,
    held: staff.decide,
    redrive: () => redriveAll(services),
    assess: staff.assess,
    mend: kantoor.mend,
    signedOff: kantoor.react,
    passOver: staff.passOver,
    changeVerloning: staff.changeVerloning,
    renewToken: () => void kantoor.renewToken(),
  });
  const services = createServices({ ...parts, loop, notebook, people, invoke, plain: () => plain });
  const memory = createMemoryLogboek();
  const gebeurtenissen: string[] = [];
  // Secrets Manager is eventually consistent.
  const kluis = createMemoryKluis({ traagheid: 3 });
  const { lijsten } = plot;
  const registratie = createMemoryRegistratie({
    ...(uitrol === undefined ? {} : { opgeslagen: uitrol.written }),
    index: { nuMs: loop.now, traagheidMs: lijsten.achterMs, pagina: lijsten.aanmeldingen },
    claims: mutant?.claims?.(),
  });
  const opslag = createMemoryOpslag(now, lijsten.objecten);
  const stores = { kluis, registratie, opslag };
  // Whoever reads a mail about a bulk hears of the werkgevers that stand in it; who is called about it, of all.
  const mailed = (mail: Mail): void => {
    judgeMail(kantoor.toegangen, mail, { now: loop.now, violate: notebook.violate });
    kantoor.toegangen.mailed(mail);
    void judgeStand({ plain, violate: notebook.violate }, mail);
    const subjects = subjectsOf(registratie, mail.aanmeldingId);
    const named = subjects.filter((id) => mail.tekst === undefined || mail.tekst.includes(id));
    for (const aanmeldingId of subjects.length === 1 ? subjects : named) people.mailed({ ...mail, aanmeldingId });
  };
  const plain = createPorts({ services, stores, office, now, logboek: heardBy({ ...people, mailed }, memory) });
  const lambda = createLambda({
    ...{ loop, dice, fate, tally, note: notebook.note },
    witness(call, work) {
      uitrol?.passed();
      parts.witness?.(call, work);
    },
    ports: watched(counting(plain, kluis, tally), {
      ...{ now: loop.now, violate: notebook.violate, mailed },
      registered: (id) => aangemeld.push(id),
      waits: (id, wachtende) => wachtend.set(id, wachtende),
      asked: kantoor.asked,
      erased: () => tally.add('onbevestigd-gewist'),
      lotOf,
      sleutelWeg: plot.sleutelWeg,
      uncompared: () => tally.add('zonder-vergelijking'),
      hasCandidate: (id) => [...kluis.geheimen.keys()].some((ref) => ref.endsWith(`kandidaat/${id}`)),
      overtaken: () => tally.add('ingehaald'),
      stopped: (id) => judgeStop({ staff, notebook, loop, lotOf, koppelingen }, id),
      realised(koppeling) {
        tally.add('gerealiseerd');
        koppelingen.push(koppeling);
        void judgeRealised({ kantoor, plain, plot, notebook }, koppeling);
      },
      werkgeverOf(id) {
        const koppeling = koppelingen.find(({ koppelingId }) => koppelingId === id);
        return koppeling && office.werkgevers[indexOf(koppeling)];
      },
      wroteLate: (id) => late.add(id),
      delivered: (manifest, vragen) =>
        judgeWijziging(staff.wijzigingen, manifest, { vragen, now: loop.now(), violate: notebook.violate }),
      told: (id) => gebeurtenissen.push(id),
    }),
    between: betweenOf(mutant, uitrol),
    handlers: HANDLERS,
    timeouts: deployment.timeouts,
    foreignText: `kapot bij ${Object.values(KANARIES).join(' ')}`,
  });
  if (plot.lots.some(({ intrede }) => intrede?.vreemdeAt !== undefined)) await knowStranger(plain);
  await realiseAll({ plot, office, plain, kantoor, op: now() }, koppelingen);
  const world = { staff, kantoor, plot, loop, office, plain, koppelingen, lotOf, people, lambda, notebook, late };
  stageVreemden({ ...around, send });
  const seen = { ...stores, tally, aangemeld, wachtend, loglines: memory.lines, gebeurtenissen };
  return { ...world, ...services, ...seen };
}

type Invoke = Lambda['invoke'];

/** What a deployment changes lies nearest to the stores. */
function betweenOf(mutant: Mutant | undefined, uitrol: Uitrol | undefined): Between {
  const fault = mutant?.between() ?? ((ports) => ports);
  const changed = uitrol?.between ?? ((ports) => ports);
  return (ports, functionName) => fault(changed(ports, functionName), functionName);
}

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

/** The aanmeldingen that a mail is about: of a bulk all of them. */
function subjectsOf(registratie: World['registratie'], onderwerp: string): readonly string[] {
  const bulk = aanvragenIn(registratie).find(
    ({ aanvraagId, aanmeldingen }) => aanvraagId === onderwerp && !aanmeldingen.includes(aanvraagId),
  );
  return bulk?.aanmeldingen ?? [onderwerp];
}

/** The alarms on a mail that may not have gone out, of which somebody calls, and on a controle that was given up. */
const heardBy = (people: People, memory: Logboek): Logboek => ({
  info(code, fields) {
    memory.info(code, fields);
    if (code === 'naloop.hersteld')
      people.mended(`${fields?.uitkomst} of ${fields?.koppelingId ?? fields?.aanmeldingId}`);
  },
  error(code, fields) {
    memory.error(code, fields);
    const { stap = '', uitwisselingId = '', aanmeldingId = '' } = fields ?? {};
    if (code === 'bericht.onzeker') people.mailed({ soort: stap, gelegenheid: uitwisselingId, aanmeldingId });
    if (code === 'controle.gestaakt') people.alarmed(`controle ${aanmeldingId}`);
  },
});

interface PortsParts {
  readonly services: Services;
  readonly stores: Pick<Ports, 'registratie' | 'opslag' | 'kluis'>;
  readonly office: Office;
  readonly now: () => Tijdstip;
  readonly logboek: Logboek;
}

const createPorts = ({ services, stores, office, now, logboek }: PortsParts): Ports => ({
  ...stores,
  agenda: services.scheduler.agenda,
  loginteller: createMemoryLoginteller(),
  nazorg: services.nazorgrij.nazorg,
  post: createMemoryPost(),
  wachtrij: services.queue.wachtrij,
  uitval: services.queue.uitval,
  verloop: services.executions.verloop,
  gebeurtenissen: createMemoryGebeurtenissen(),
  gateway: createMemoryPayroll(office.nmbrs),
  klok: { now },
  identiteit: createMemoryIdentiteit(),
  logboek,
  ontvangstBinnenUren: 0,
  ...{ assessors: ASSESSORS, escalatie: ESCALATIE, roleClaim: ROL.claim, role: ROL.naam },
  looncodes: STANDAARD_LOONCODES,
});

async function realiseAll(
  {
    plot,
    office,
    plain,
    kantoor,
    op,
  }: Pick<World, 'plot' | 'office' | 'plain' | 'kantoor'> & { readonly op: Tijdstip },
  koppelingen: Koppeling[],
): Promise<void> {
  for (const [index, { dekkingsprofiel, plans, intrede }] of plot.lots.entries()) {
    const [werkgever, eerste] = [office.werkgevers[index], plans[0]];
    if (werkgever === undefined || eerste === undefined || intrede !== undefined) continue;
    const realisatie = { nummer: index + 1, werkgever, dekkingsprofiel, eerste, op };
    const { koppeling, capability } = await realise(plain, realisatie);
    koppelingen.push(koppeling);
    kantoor.admit(koppeling.aanmeldingId, { capability, lot: index });
  }
}

/** Somebody else's office has a key, so that what it signs up goes to its controle. */
async function knowStranger({ registratie, identiteit, klok }: Ports): Promise<void> {
  const kantoorId = kantoorIdOf(identiteit, VREEMDE);
  await registratie.storeKantoor(bevestigdKantoor(kantoorId, identiteit.hash(VREEMDE_SLEUTEL), klok.now()));
}
