import type { Innameregister } from '../../core/aanmelding/ports/innameregister.ts';
import { createAanmeldregister } from '../aws/aanmeldregister.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { readSetting } from '../node/environment.ts';

/** The part of the registry that takes sign-ups in, as the function's environment names it. */
export const deployedAanmeldregister = (): Innameregister =>
  createAanmeldregister({ client: createDynamoClient(), tableName: readSetting('TABLE_NAME') });
