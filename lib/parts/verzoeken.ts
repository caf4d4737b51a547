import { Construct } from 'constructs';
import { HouseStateMachine } from '../constructs/house-state-machine.ts';
import { COMPARISON_PREFIX, DELIVERY_PREFIX, EXPIRY_PREFIX, REQUEST_PREFIX, WORK_PREFIX } from '../names.ts';
import { verzoek } from '../workflows/verzoek.ts';
import { functionNamed, type Platform, READS_ALL } from './platform.ts';

/** Access and erasure for one employee: the machine, and the one function that looks through everything that is kept. */
export class Verzoeken extends Construct {
  constructor(scope: Construct, id: string, platform: Platform) {
    super(scope, id);
    const { access, machines, config } = platform;
    const carryOutVerzoek = functionNamed(this, 'carry-out-verzoek', {
      platform,
      size: READS_ALL,
      access: [
        access.writeTable(),
        access.ensureSecrets('vingerafdruk'),
        access.rewriteObjects(DELIVERY_PREFIX),
        access.removeObjects(DELIVERY_PREFIX),
        access.rewriteObjects(COMPARISON_PREFIX),
        access.readObjects(WORK_PREFIX),
        access.removeObjects(WORK_PREFIX),
        access.writeObjects(REQUEST_PREFIX),
        access.removeObjects(REQUEST_PREFIX),
        access.writeObjects(EXPIRY_PREFIX),
        access.knowsBewaardagen(config),
      ],
    }).function;
    new HouseStateMachine(this, 'Machine', {
      stateMachineName: machines.verzoek.name,
      key: platform.key,
      alarms: platform.alarms,
      impact:
        'A request of an employee for access or erasure is stuck; a.s.r. must answer within a month. While an erasure is stuck the exchanges of its koppeling go on after 20 minutes. The execution is named after the verzoek; mend the cause and redrive it.',
      runbook: 'A state machine failed: verzoek',
      definition: (machine) => verzoek(machine, { carryOutVerzoek }),
      invokes: [carryOutVerzoek],
    });
  }
}
