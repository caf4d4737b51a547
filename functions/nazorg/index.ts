import { createDynamoClient, createSecretsManagerClient, createSfnClient } from '../../adapters/aws/clients.ts';
import { createKluis } from '../../adapters/aws/kluis.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  kluis: createKluis({
    client: createSecretsManagerClient(),
    prefix: readSetting('SECRET_PREFIX'),
    keyId: readSetting('SECRET_KEY_ID'),
  }),
  verloop: createVerloop({ client: createSfnClient(), realisatieMachineArn: readSetting('REALISATIE_MACHINE_ARN') }),
  logboek: createLogboek('nazorg'),
});
