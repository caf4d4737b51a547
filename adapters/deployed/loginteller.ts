import type { Loginteller } from '../../core/toegang/ports/loginteller.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createLoginteller } from '../aws/loginteller.ts';
import { readSetting } from '../node/environment.ts';

/** The counts of this deployment, in the table that the function's environment names. */
export const deployedLoginteller = (): Loginteller =>
  createLoginteller({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') });
