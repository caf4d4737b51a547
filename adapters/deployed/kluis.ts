import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import { createSecretsManagerClient } from '../aws/clients.ts';
import { createKluis } from '../aws/kluis.ts';
import { readSetting } from '../node/environment.ts';

/** The vault of this deployment, as the function's environment names it. */
export const deployedKluis = (): Kluis =>
  createKluis({
    client: createSecretsManagerClient(),
    prefix: readSetting('SECRET_PREFIX'),
    keyId: readSetting('SECRET_KEY_ID'),
  });
