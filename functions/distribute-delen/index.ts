import { createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { createWachtrij } from '../../adapters/aws/wachtrij.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('distribute-delen');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  wachtrij: createWachtrij({ client: createSqsClient(), queueUrl: readSetting('DELEN_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient() }),
  logboek,
});
