import { createDynamoClient, createSfnClient } from '../../adapters/aws/clients.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('hercontroleer');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  identiteit: createIdentiteit(),
  verloop: createVerloop({ client: createSfnClient() }),
  logboek,
});
