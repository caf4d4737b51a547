import {
  createDynamoClient,
  createSecretsManagerClient,
  createSfnClient,
  createSqsClient,
} from '../../adapters/aws/clients.ts';
import { createKluis } from '../../adapters/aws/kluis.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('aanmelden');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  kluis: createKluis({
    client: createSecretsManagerClient(),
    prefix: readSetting('SECRET_PREFIX'),
    keyId: readSetting('SECRET_KEY_ID'),
  }),
  nazorg: createNazorg({ client: createSqsClient(), queueUrl: readSetting('NAZORG_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient(), realisatieMachineArn: readSetting('REALISATIE_MACHINE_ARN') }),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek,
});
