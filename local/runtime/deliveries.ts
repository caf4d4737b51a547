import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { sdkConfig } from './sdk-config.ts';

/** Keys under this prefix are what the system delivers. */
export const DELIVERY_PREFIX = 'leveringen/';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** The delivered objects in the template's buckets. */
export interface Deliveries {
  list(): Promise<readonly { readonly key: string; readonly bytes: number }[]>;
  /** Undefined when there is no such delivery. */
  read(key: string): Promise<{ readonly bytes: Buffer; readonly contentType: string } | undefined>;
  stop(): void;
}

export function createDeliveries(buckets: readonly string[], endpoint: string): Deliveries {
  const client = new S3Client({ ...sdkConfig(endpoint), forcePathStyle: true });
  return {
    list: async () => {
      const lists = await Promise.all(buckets.map((bucket) => listBucket(client, bucket)));
      return lists.flat().sort((a, b) => a.key.localeCompare(b.key));
    },
    read: async (key) => {
      if (!key.startsWith(DELIVERY_PREFIX)) return undefined;
      for (const bucket of buckets) {
        const bytes = await readObject(client, bucket, key);
        if (bytes !== undefined) return { bytes, contentType: contentTypeOf(key) };
      }
      return undefined;
    },
    stop: () => client.destroy(),
  };
}

async function listBucket(client: S3Client, Bucket: string) {
  const found: { key: string; bytes: number }[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: DELIVERY_PREFIX, ContinuationToken }));
    for (const { Key = '', Size = 0 } of page.Contents ?? []) found.push({ key: Key, bytes: Size });
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return found;
}

async function readObject(client: S3Client, Bucket: string, Key: string): Promise<Buffer | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Body === undefined ? undefined : Buffer.from(await Body.transformToByteArray());
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
