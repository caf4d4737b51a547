import type { Registratie } from '../../core/ports/registratie.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createRegistratie } from '../aws/registratie.ts';
import { readSetting } from '../node/environment.ts';

/** The registry of this deployment, as the function's environment names it. */
export const deployedRegistratie = (): Registratie =>
  createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') });
