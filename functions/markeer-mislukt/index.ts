import { createDynamoClient, createSesClient } from '../../adapters/aws/clients.ts';
import { createPost } from '../../adapters/aws/post/post.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('markeer-mislukt');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  post: createPost({
    client: createSesClient(),
    sender: readSetting('MAIL_SENDER'),
    configurationSet: readSetting('MAIL_CONFIGURATION_SET'),
  }),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  logboek,
});
