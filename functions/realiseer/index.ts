import { createAgenda } from '../../adapters/aws/agenda.ts';
import { createDynamoClient, createSchedulerClient, createSecretsManagerClient } from '../../adapters/aws/clients.ts';
import { createKluis } from '../../adapters/aws/kluis.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createNmbrsGateway } from '../../adapters/nmbrs/payroll.ts';
import { readNumber, readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('realiseer');

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
  agenda: createAgenda({
    client: createSchedulerClient(),
    groupName: readSetting('SCHEDULE_GROUP_NAME'),
    targetArn: readSetting('SCHEDULE_TARGET_ARN'),
    roleArn: readSetting('SCHEDULE_ROLE_ARN'),
    deadLetterArn: readSetting('SCHEDULE_DLQ_ARN'),
  }),
  klok: createSystemKlok(),
  logboek,
});
