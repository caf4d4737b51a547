import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  verloop: createVerloop({
    client: createSfnClient(),
    realisatieMachineArn: readSetting('REALISATIE_MACHINE_ARN'),
    afmeldingMachineArn: readSetting('AFMELDING_MACHINE_ARN'),
  }),
  ...deployedMail(),
  klok: createSystemKlok(),
  logboek: createLogboek('settle-aanmelding'),
});
