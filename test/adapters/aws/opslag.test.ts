import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createS3Client } from '../../../adapters/aws/clients.ts';
import { createOpslag } from '../../../adapters/aws/opslag.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { createNoPause, serviceError } from './no-pause.ts';

function mocked() {
  const client = createS3Client(sdkConfig('http://127.0.0.1:9'));
  const { pause, rounds } = createNoPause();
  const mock = mockClient(client);
  mock.on(ListObjectsV2Command).resolves({}).on(DeleteObjectsCommand).resolves({});
  return { mock, rounds, opslag: createOpslag({ client, bucketName: 'emmer', pause }) };
}

const body = new TextEncoder().encode('{}');
const taken = serviceError('PreconditionFailed', 412);
const collided = serviceError('ConditionalRequestConflict', 409);

describe('writing once', () => {
  it('asks S3 for it, with a checksum', async () => {
    const { mock, opslag } = mocked();
    mock.on(PutObjectCommand).resolves({});
    await expect(opslag.putOnce('leveringen/a', body)).resolves.toBe('geschreven');
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'emmer',
      Key: 'leveringen/a',
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    });
  });

  it('tells that the key is taken', async () => {
    const { mock, opslag } = mocked();
    mock.on(PutObjectCommand).rejects(taken);
    await expect(opslag.putOnce('leveringen/a', body)).resolves.toBe('bestaat-al');
  });

  it('looks again after a collision: the other one may have won, or failed', async () => {
    const { mock, rounds, opslag } = mocked();
    mock.on(PutObjectCommand).rejectsOnce(collided).rejectsOnce(collided).rejects(taken);
    await expect(opslag.putOnce('leveringen/a', body)).resolves.toBe('bestaat-al');
    expect(rounds).toEqual([0, 1]);
  });

  it('that goes on colliding is a hold-up', async () => {
    const { mock, opslag } = mocked();
    mock.on(PutObjectCommand).rejects(collided);
    await expect(opslag.putOnce('leveringen/a', body)).rejects.toMatchObject({ name: TRANSIENT });
  });

  it('is not what an ordinary put asks for', async () => {
    const { mock, opslag } = mocked();
    mock.on(PutObjectCommand).resolves({});
    await opslag.put('werk/x/a', body);
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).not.toHaveProperty('IfNoneMatch');
  });
});

describe('reading', () => {
  it.each([
    ['SlowDown', 503, TRANSIENT],
    ['InternalError', 500, TRANSIENT],
    ['AccessDenied', 403, DEFECT],
    ['NoSuchBucket', 404, DEFECT],
  ])('refused with %s (HTTP %i) is %s', async (name, status, expected) => {
    const { mock, opslag } = mocked();
    mock.on(GetObjectCommand).rejects(serviceError(name, status));
    await expect(opslag.get('werk/x/a')).rejects.toMatchObject({ name: expected });
  });

  it('a body that breaks off is a hold-up, not a short object', async () => {
    const { mock, opslag } = mocked();
    mock.on(GetObjectCommand).callsFake(() => ({
      Body: Object.assign(new Readable(), {
        transformToByteArray: () => Promise.reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
      }),
    }));
    await expect(opslag.get('werk/x/a')).rejects.toMatchObject({ name: TRANSIENT });
  });

  it('lists page after page', async () => {
    const { mock, opslag } = mocked();
    mock
      .on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'werk/x/b' }], IsTruncated: true, NextContinuationToken: 'verder' })
      .resolves({ Contents: [{ Key: 'werk/x/a' }] });
    await expect(opslag.list('werk/x/')).resolves.toEqual(['werk/x/a', 'werk/x/b']);
    expect(mock.commandCalls(ListObjectsV2Command)[1]?.args[0].input.ContinuationToken).toBe('verder');
  });
});

describe('removing from a versioned bucket', () => {
  it('removes every version and every delete marker, page after page', async () => {
    const { mock, opslag } = mocked();
    mock
      .on(ListObjectVersionsCommand)
      .resolvesOnce({
        Versions: [
          { Key: 'werk/x/a', VersionId: '2' },
          { Key: 'werk/x/a', VersionId: '1' },
        ],
        IsTruncated: true,
        NextKeyMarker: 'werk/x/a',
        NextVersionIdMarker: '1',
      })
      .resolves({ DeleteMarkers: [{ Key: 'werk/x/b', VersionId: '9' }] });
    await opslag.removeAll('werk/x/');
    expect(mock.commandCalls(ListObjectVersionsCommand)[1]?.args[0].input).toMatchObject({
      KeyMarker: 'werk/x/a',
      VersionIdMarker: '1',
    });
    expect(mock.commandCalls(DeleteObjectsCommand)[0]?.args[0].input.Delete?.Objects).toEqual([
      { Key: 'werk/x/a', VersionId: '2' },
      { Key: 'werk/x/a', VersionId: '1' },
      { Key: 'werk/x/b', VersionId: '9' },
    ]);
  });

  it('does so in batches of a thousand', async () => {
    const { mock, opslag } = mocked();
    const Versions = Array.from({ length: 2500 }, (_, index) => ({ Key: `werk/x/${index}`, VersionId: '1' }));
    mock.on(ListObjectVersionsCommand).resolves({ Versions });
    await opslag.removeAll('werk/x/');
    const sizes = mock.commandCalls(DeleteObjectsCommand).map((call) => call.args[0].input.Delete?.Objects?.length);
    expect(sizes).toEqual([1000, 1000, 500]);
  });

  it('that left something behind is a hold-up', async () => {
    const { mock, opslag } = mocked();
    mock.on(ListObjectVersionsCommand).resolves({ Versions: [{ Key: 'werk/x/a', VersionId: '1' }] });
    mock.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'werk/x/a', Code: 'InternalError' }] });
    await expect(opslag.removeAll('werk/x/')).rejects.toMatchObject({ name: TRANSIENT });
  });
});
