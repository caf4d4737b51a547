import type { Aanmeldregister } from '../../core/ports/registratie.ts';
import { createAanmeldregister } from '../aws/aanmeldregister.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { readSetting } from '../node/environment.ts';

/** The part of the registry that takes sign-ups in, as the function's environment names it. */
export const deployedAanmeldregister = (): Aanmeldregister =>
  createAanmeldregister({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') });
