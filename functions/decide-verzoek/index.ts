import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('decide-verzoek');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  verloop: createVerloop({ client: createSfnClient(), verzoekMachineArn: readSetting('VERZOEK_MACHINE_ARN') }),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  nameClaim: readSetting('STAFF_NAME_CLAIM'),
  logboek,
});
