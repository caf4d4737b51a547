import { createDynamoClient } from '../../adapters/aws/clients.ts';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('laat-vervallen');

export const handler = createHandler({
  registratie: createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') }),
  klok: createSystemKlok(),
  logboek,
});
