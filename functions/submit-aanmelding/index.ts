import { createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedAanmeldregister } from '../../adapters/deployed/aanmeldregister.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('submit-aanmelding');

export const handler = createHandler({
  registratie: deployedAanmeldregister(),
  kluis: deployedKluis(),
  nazorg: createNazorg({ client: createSqsClient(), queueUrl: readSetting('NAZORG_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient(), realisatieMachineArn: readSetting('REALISATIE_MACHINE_ARN') }),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek,
});
