import { createAgenda } from '../../adapters/aws/agenda.ts';
import {
  createDynamoClient,
  createS3Client,
  createSchedulerClient,
  createSesClient,
} from '../../adapters/aws/clients.ts';
import { createOpslag } from '../../adapters/aws/opslag.ts';
import { createPost } from '../../adapters/aws/post/post.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('rond-af');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  agenda: createAgenda({
    client: createSchedulerClient(),
    groupName: readSetting('SCHEDULE_GROUP_NAME'),
    targetArn: readSetting('SCHEDULE_TARGET_ARN'),
    roleArn: readSetting('SCHEDULE_ROLE_ARN'),
    deadLetterArn: readSetting('SCHEDULE_DLQ_ARN'),
  }),
  opslag: createOpslag({ client: createS3Client(), bucketName: readSetting('BUCKET_NAME') }),
  post: createPost({
    client: createSesClient(),
    sender: readSetting('MAIL_SENDER'),
    configurationSet: readSetting('MAIL_CONFIGURATION_SET'),
  }),
  klok: createSystemKlok(),
  logboek,
});
