import { CreateBucketCommand, HeadObjectCommand, NotFound, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { createS3Client } from '../../adapters/aws/clients.ts';
import { createHerschrijving } from '../../adapters/aws/herschrijving.ts';
import { createOpslag } from '../../adapters/aws/opslag.ts';
import { createMemoryOpslag } from '../../adapters/memory/opslag.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../local/runtime/emulators/queues-and-objects.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { describeOpslagContract } from './opslag.contract.ts';

const BUCKET = 'leveringen';

let emulator: QueuesAndObjects;
beforeAll(async () => {
  emulator = await startQueuesAndObjects();
  await createS3Client(sdkConfig(emulator.url)).send(new CreateBucketCommand({ Bucket: BUCKET }));
});
afterAll(() => emulator.stop());

const ConditionalPut = z.object({ Bucket: z.string(), Key: z.string(), IfNoneMatch: z.literal('*') });

/** The emulator overwrites in spite of If-None-Match: the client looks first, and answers as S3 would. */
function clientWithConditions() {
  const client = createS3Client(sdkConfig(emulator.url));
  client.middlewareStack.add(
    (proceed) => async (args) => {
      const put = ConditionalPut.safeParse(args.input);
      if (put.success && (await exists(put.data))) throw preconditionFailed();
      return proceed(args);
    },
    { step: 'initialize', name: 'if-none-match' },
  );
  return client;
}

async function exists({ Bucket, Key }: z.infer<typeof ConditionalPut>): Promise<boolean> {
  try {
    await createS3Client(sdkConfig(emulator.url)).send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

const preconditionFailed = (): S3ServiceException =>
  new S3ServiceException({ name: 'PreconditionFailed', $fault: 'client', $metadata: { httpStatusCode: 412 } });

describeOpslagContract('memory', createMemoryOpslag);
describeOpslagContract('S3', () => {
  const emmer = { client: clientWithConditions(), bucketName: BUCKET };
  return { ...createOpslag(emmer), ...createHerschrijving(emmer) };
});
