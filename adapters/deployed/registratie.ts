import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createRegistratie } from '../aws/registratie.ts';
import { readSetting } from '../node/environment.ts';
import type { Registratie } from '../registratie.ts';

/** The registry of this deployment, as the function's environment names it. */
export const deployedRegistratie = (): Registratie & Verzoeken =>
  createRegistratie({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') });
