import { createDynamoClient, createS3Client, createSecretsManagerClient } from '../../adapters/aws/clients.ts';
import { createKluis } from '../../adapters/aws/kluis.ts';
import { createOpslag } from '../../adapters/aws/opslag.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createNmbrsGateway } from '../../adapters/nmbrs/payroll.ts';
import { readNumber, readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('start-rapport');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  kluis: createKluis({
    client: createSecretsManagerClient(),
    prefix: readSetting('SECRET_PREFIX'),
    keyId: readSetting('SECRET_KEY_ID'),
  }),
  gateway: createNmbrsGateway({
    baseUrl: readSetting('NMBRS_BASE_URL'),
    callsPerSecond: readNumber('NMBRS_CALLS_PER_SECOND'),
    callsInFlight: readNumber('NMBRS_CALLS_IN_FLIGHT'),
    onCall: (call) => logboek.info('nmbrs.aanroep', call),
  }),
  opslag: createOpslag({ client: createS3Client(), bucketName: readSetting('BUCKET_NAME') }),
  klok: createSystemKlok(),
  logboek,
});
