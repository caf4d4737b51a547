import { Construct } from 'constructs';
import { HouseStateMachine } from '../constructs/house-state-machine.ts';
import { COMPARISON_PREFIX, DELIVERY_PREFIX, WORK_PREFIX } from '../names.ts';
import { afmelding } from '../workflows/afmelding.ts';
import type { Agenda } from './agenda.ts';
import type { Mail } from './mail.ts';
import { functionNamed, KEEPS_BOOKS, type Platform } from './platform.ts';

interface Collaborators {
  readonly mail: Mail;
  readonly agenda: Agenda;
}

/** From afmelding to receipt: the machine, and the function that erases. */
export class Afmelding extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, { mail, agenda }: Collaborators) {
    super(scope, id);
    const { access, machines } = platform;
    const endKoppeling = functionNamed(this, 'end-koppeling', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        access.writeTable(),
        access.eraseSecrets('kandidaat'),
        access.eraseSecrets('account'),
        access.removeObjects(WORK_PREFIX),
        access.removeObjects(COMPARISON_PREFIX),
        access.readObjects(DELIVERY_PREFIX),
        access.resumeMachine(machines.realisatie.arn),
        // A data set that is held waits for a person who need not decide any more.
        access.resumeMachine(machines.uitwisseling.arn),
        agenda.cancelling(),
        mail.access(),
        mail.assessors(),
      ],
    }).function;
    new HouseStateMachine(this, 'Machine', {
      stateMachineName: machines.afmelding.name,
      key: platform.key,
      alarms: platform.alarms,
      impact:
        'An afmelding is stuck: the login and the data of a werkgever who left are still here, and the werkgever cannot be signed up anew. The execution is named after the aanmelding; mend the cause and redrive it.',
      runbook: 'A state machine failed: afmelding',
      definition: (machine) => afmelding(machine, { endKoppeling }),
      invokes: [endKoppeling],
    });
  }
}
