import { createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('sign-off-koppeling');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  nazorg: createNazorg({ client: createSqsClient(), queueUrl: readSetting('NAZORG_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient(), afmeldingMachineArn: readSetting('AFMELDING_MACHINE_ARN') }),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  logboek,
});
