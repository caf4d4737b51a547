import type { Herschrijving, Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';
import { createS3Client } from '../aws/clients.ts';
import { createHerschrijving } from '../aws/herschrijving.ts';
import { createOpslag } from '../aws/opslag.ts';
import { readSetting } from '../node/environment.ts';

/** The object store of this deployment for who takes one person out of it, as the function's environment names it. */
export function deployedHerschrijving(): Opslag & Restanten & Herschrijving {
  const emmer = { client: createS3Client(), bucketName: readSetting('BUCKET_NAME') };
  return { ...createOpslag(emmer), ...createHerschrijving(emmer) };
}
