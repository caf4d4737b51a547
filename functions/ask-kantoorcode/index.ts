import { createSqsClient } from '../../adapters/aws/clients.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  nazorg: createNazorg({ client: createSqsClient(), queueUrl: readSetting('NAZORG_QUEUE_URL') }),
  identiteit: createIdentiteit(),
  logboek: createLogboek('ask-kantoorcode'),
});
