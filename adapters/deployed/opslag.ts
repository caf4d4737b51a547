import type { Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';
import { createS3Client } from '../aws/clients.ts';
import { createOpslag } from '../aws/opslag.ts';
import { readSetting } from '../node/environment.ts';

/** The object store of this deployment, as the function's environment names it. */
export const deployedOpslag = (): Opslag & Restanten =>
  createOpslag({ client: createS3Client(), bucketName: readSetting('BUCKET_NAME') });
