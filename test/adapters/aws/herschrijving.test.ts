import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createS3Client } from '../../../adapters/aws/clients.ts';
import { createHerschrijving } from '../../../adapters/aws/herschrijving.ts';
import { TRANSIENT } from '../../../core/errors.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';

const KEY = 'leveringen/kop-1/2026-M11/v1/werknemers.ndjson';

/** The bucket keeps three versions of the object, a marker, and one of an object whose name begins with this one's. */
function bucketWithVersions() {
  const client = createS3Client(sdkConfig('http://127.0.0.1:9'));
  const s3 = mockClient(client);
  s3.on(ListObjectVersionsCommand, { KeyMarker: undefined }).resolves({
    IsTruncated: true,
    ...{ NextKeyMarker: KEY, NextVersionIdMarker: 'two' },
    Versions: [
      { Key: KEY, VersionId: 'three', IsLatest: true },
      { Key: KEY, VersionId: 'two', IsLatest: false },
    ],
  });
  s3.on(ListObjectVersionsCommand, { KeyMarker: KEY }).resolves({
    Versions: [
      { Key: KEY, VersionId: 'one', IsLatest: false },
      { Key: `${KEY}.bak`, VersionId: 'other', IsLatest: false },
    ],
    DeleteMarkers: [{ Key: KEY, VersionId: 'marker', IsLatest: false }],
  });
  return { s3, herschrijving: createHerschrijving({ client, bucketName: 'emmer' }) };
}

// The emulator of the contracts keeps no versions.
describe('what a rewritten object was before', () => {
  it('is removed version by version, on every page; what it is now and other objects stay', async () => {
    const { s3, herschrijving } = bucketWithVersions();
    s3.on(DeleteObjectsCommand).resolves({});
    await herschrijving.removeEarlier(KEY);
    const removed = s3.commandCalls(DeleteObjectsCommand).flatMap(({ args }) => args[0].input.Delete?.Objects ?? []);
    expect(removed).toEqual(['two', 'one', 'marker'].map((VersionId) => ({ Key: KEY, VersionId })));
  });

  it('that could not be removed is a hold-up, so that it is tried again', async () => {
    const { s3, herschrijving } = bucketWithVersions();
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: KEY, VersionId: 'one', Code: 'InternalError' }] });
    await expect(herschrijving.removeEarlier(KEY)).rejects.toMatchObject({ name: TRANSIENT });
  });
});
