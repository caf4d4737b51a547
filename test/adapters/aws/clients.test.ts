import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createDynamoClient,
  createEventBridgeClient,
  createS3Client,
  createSchedulerClient,
  createSecretsManagerClient,
  createSesClient,
  createSfnClient,
  createSqsClient,
} from '../../../adapters/aws/clients.ts';
import { createKluis } from '../../../adapters/aws/kluis.ts';
import { createPost } from '../../../adapters/aws/post/post.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { InloggegevensRef } from '../../../core/nmbrs/inloggegevens.ts';
import { type LoopbackServer, listenOnLoopback } from '../../../local/runtime/loopback.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { BERICHT, SLEUTEL } from '../../contracts/post.contract.ts';

describe('the number of attempts of one call', () => {
  it.each([
    { service: 'DynamoDB', create: createDynamoClient, attempts: 4 },
    { service: 'EventBridge', create: createEventBridgeClient, attempts: 4 },
    { service: 'S3', create: createS3Client, attempts: 4 },
    { service: 'Scheduler', create: createSchedulerClient, attempts: 4 },
    { service: 'Secrets Manager', create: createSecretsManagerClient, attempts: 4 },
    { service: 'Step Functions', create: createSfnClient, attempts: 4 },
    { service: 'SQS', create: createSqsClient, attempts: 4 },
    { service: 'SES, which must not mail twice,', create: createSesClient, attempts: 1 },
  ])('to $service is $attempts', async ({ create, attempts }) => {
    await expect(create(sdkConfig('http://127.0.0.1:9')).config.maxAttempts()).resolves.toBe(attempts);
  });
});

describe('a service that takes the request and never answers', () => {
  let server: LoopbackServer;
  let requests: number;
  beforeEach(async () => {
    requests = 0;
    const silent = createServer(() => {
      requests += 1;
    });
    server = await listenOnLoopback(silent, 0);
  });
  afterEach(() => server.stop());

  const target = () => ({ ...sdkConfig(server.url), requestTimeoutMs: 40 });

  it('is asked four times, and is then a hold-up', async () => {
    const kluis = createKluis({ client: createSecretsManagerClient(target()), prefix: 'p', keyId: 'k' });
    await expect(kluis.read(InloggegevensRef.parse('p/x'))).rejects.toMatchObject({ name: TRANSIENT });
    expect(requests).toBe(4);
  });

  it('is given a mail once: it may have been sent', async () => {
    const post = createPost({ client: createSesClient(target()), sender: 'a@asr.example', configurationSet: 'c' });
    await expect(post.send(BERICHT, SLEUTEL)).rejects.toMatchObject({ name: DEFECT });
    expect(requests).toBe(1);
  });
});
