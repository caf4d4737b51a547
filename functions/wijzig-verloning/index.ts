import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('wijzig-verloning');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  agenda: deployedAgenda(),
  verloop: createVerloop({
    client: createSfnClient(),
    uitwisselingMachineArn: readSetting('UITWISSELING_MACHINE_ARN'),
  }),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  logboek,
});
