import { createDynamoClient, createSesClient, createSfnClient } from '../../adapters/aws/clients.ts';
import { createPost } from '../../adapters/aws/post/post.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('vraag-herstel');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  verloop: createVerloop({ client: createSfnClient() }),
  post: createPost({
    client: createSesClient(),
    sender: readSetting('MAIL_SENDER'),
    configurationSet: readSetting('MAIL_CONFIGURATION_SET'),
  }),
  klok: createSystemKlok(),
  logboek,
});
