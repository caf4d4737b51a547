import { createDynamoClient, createS3Client } from '../../adapters/aws/clients.ts';
import { createOpslag } from '../../adapters/aws/opslag.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('stel-samen');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  opslag: createOpslag({ client: createS3Client(), bucketName: readSetting('BUCKET_NAME') }),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  logboek,
});
