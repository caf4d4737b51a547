import type { Verloop } from '../../core/aanmelding/ports/verloop.ts';
import { createSfnClient } from '../aws/clients.ts';
import { createVerloop } from '../aws/verloop.ts';
import { readSetting } from '../node/environment.ts';

/** The machines of this deployment, for a function that starts exchanges and no others. */
export const deployedVerloop = (): Verloop =>
  createVerloop({ client: createSfnClient(), uitwisselingMachineArn: readSetting('UITWISSELING_MACHINE_ARN') });
