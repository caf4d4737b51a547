import { createDynamoClient, createSfnClient } from '../../adapters/aws/clients.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('start-uitwisseling');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  verloop: createVerloop({
    client: createSfnClient(),
    uitwisselingMachineArn: readSetting('UITWISSELING_MACHINE_ARN'),
  }),
  klok: createSystemKlok(),
  logboek,
});
