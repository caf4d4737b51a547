import { Construct } from 'constructs';
import { HouseQueue } from '../constructs/house-queue.ts';
import { HouseStateMachine } from '../constructs/house-state-machine.ts';
import { COMPARISON_PREFIX, DELIVERY_PREFIX, SMALL_YOUNG_GENERATION, WORK_PREFIX } from '../names.ts';
import { NMBRS_BUDGET } from '../nmbrs-budget.ts';
import { type UitwisselingFunctions, uitwisseling } from '../workflows/uitwisseling.ts';
import type { Agenda } from './agenda.ts';
import type { Mail } from './mail.ts';
import {
  ASSEMBLES,
  FETCHES_A_PART,
  functionNamed,
  KEEPS_BOOKS,
  nmbrsFunctionNamed,
  type Platform,
} from './platform.ts';

interface Collaborators {
  readonly mail: Mail;
  readonly agenda: Agenda;
}

/** One exchange: the machine, the functions of its states, the queue of parts and its worker. */
export class Uitwisseling extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, collaborators: Collaborators) {
    super(scope, id);
    const parts = new HouseQueue(this, 'Delen', {
      key: platform.key,
      alarms: platform.alarms,
      impact:
        'A part of an exchange cannot be done, or failed five times: the data set of this werkgever waits for it, for a day at most, and is not delivered. The message names uitwisseling and deel, and its attribute foutcode the reason; mend the cause and redrive the queue.',
      about: 'the queue of parts',
      consumerTimeout: FETCHES_A_PART.timeout,
      maxReceiveCount: 5,
    });
    const functions = functionsOf(this, { platform, parts, ...collaborators });
    new HouseStateMachine(this, 'Machine', {
      stateMachineName: platform.machines.uitwisseling.name,
      key: platform.key,
      alarms: platform.alarms,
      impact:
        'An exchange failed: a werkgever’s employees of this period are not reported to a.s.r., and who falls ill may turn out uninsured. The execution is named after koppeling, tijdvak and version.',
      runbook: 'A state machine failed: uitwisseling',
      definition: (machine) => uitwisseling(machine, functions),
      invokes: Object.values(functions),
    });
    feedWorkers(this, platform, parts);
  }
}

function functionsOf(
  scope: Construct,
  { platform, parts, mail, agenda }: Collaborators & { platform: Platform; parts: HouseQueue },
): UitwisselingFunctions {
  const { access, config, machines, key } = platform;
  const fromNmbrs = {
    platform,
    access: [
      access.writeTable(),
      access.readSecrets('account'),
      access.writeObjects(WORK_PREFIX),
      access.knowsLooncodes(config),
    ],
  };
  // Who was told before, by fingerprints.
  const comparesWithBefore = [access.ensureSecrets('vingerafdruk'), access.readObjects(COMPARISON_PREFIX)];
  // A period whose date has passed while this exchange was open.
  const startsTheNext = access.startMachine('UITWISSELING_MACHINE_ARN', machines.uitwisseling.arn);
  return {
    checkRun: nmbrsFunctionNamed(scope, 'check-run', {
      platform,
      access: [
        access.writeTable(),
        access.readSecrets('account'),
        startsTheNext,
        agenda.access(),
        mail.access(),
        mail.assessors(),
      ],
    }).function,
    planUitwisseling: nmbrsFunctionNamed(scope, 'plan-uitwisseling', {
      platform,
      access: [...fromNmbrs.access, ...comparesWithBefore],
    }).function,
    distributeDelen: functionNamed(scope, 'distribute-delen', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        access.writeTable(),
        access.sendTo('DELEN_QUEUE_URL', parts.queue, key),
        access.resumeMachine(machines.uitwisseling.arn),
      ],
    }).function,
    pollRapport: nmbrsFunctionNamed(scope, 'poll-rapport', fromNmbrs).function,
    assembleGegevensset: functionNamed(scope, 'assemble-gegevensset', {
      platform,
      size: ASSEMBLES,
      access: [
        access.writeTable(),
        access.ensureSecrets('vingerafdruk'),
        access.readObjects(WORK_PREFIX),
        access.writeObjects(DELIVERY_PREFIX),
        access.writeObjects(COMPARISON_PREFIX),
        access.knowsLooncodes(config),
        { environment: { NODE_OPTIONS: `--enable-source-maps ${SMALL_YOUNG_GENERATION}` }, statements: [] },
      ],
    }).function,
    askVrijgave: functionNamed(scope, 'ask-vrijgave', {
      platform,
      size: KEEPS_BOOKS,
      access: [access.writeTable(), access.resumeMachine(machines.uitwisseling.arn), mail.access(), mail.assessors()],
    }).function,
    completeUitwisseling: functionNamed(scope, 'complete-uitwisseling', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        access.writeTable(),
        access.readObjects(DELIVERY_PREFIX),
        access.removeObjects(WORK_PREFIX),
        access.tellOfDeliveries(),
        startsTheNext,
        agenda.access(),
        mail.access(),
        mail.assessors(),
      ],
    }).function,
    failUitwisseling: functionNamed(scope, 'fail-uitwisseling', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        access.writeTable(),
        access.readObjects(DELIVERY_PREFIX),
        access.removeObjects(WORK_PREFIX),
        startsTheNext,
        agenda.access(),
        mail.access(),
        mail.assessors(),
      ],
    }).function,
  };
}

/** Fetches the parts, in as many workers as Nmbrs is to bear; a part that it replaces by others it sends again. */
function feedWorkers(scope: Construct, platform: Platform, parts: HouseQueue): void {
  const name = 'fetch-deel';
  const { access, config, key, machines } = platform;
  const share = NMBRS_BUDGET[name];
  const worker = functionNamed(scope, name, {
    platform,
    size: FETCHES_A_PART,
    access: [
      access.writeTable(),
      access.readSecrets('account'),
      access.writeObjects(WORK_PREFIX),
      access.callNmbrs(config, share),
      access.consume(parts.queue, key),
      access.sendTo('DELEN_QUEUE_URL', parts.queue, key),
      access.sendTo('DELEN_DLQ_URL', parts.deadLetters.queue, key),
      access.resumeMachine(machines.uitwisseling.arn),
    ],
  });
  parts.feed(worker, { atOnce: share.atOnce });
}
