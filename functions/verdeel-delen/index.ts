import { createDynamoClient, createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { createWachtrij } from '../../adapters/aws/wachtrij.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('verdeel-delen');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  wachtrij: createWachtrij({ client: createSqsClient(), queueUrl: readSetting('DELEN_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient() }),
  logboek,
});
