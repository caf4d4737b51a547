import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OwnEmulators, startOwnEmulators } from '../../fixtures/runtime/own-emulators.ts';

const TOKEN = 'a1b2c3d4-0000-4000-8000-000000000001';
const OTHER_TOKEN = 'a1b2c3d4-0000-4000-8000-000000000002';
const Name = 'salariskoppeling/nmbrs/account/1';

let emulators: OwnEmulators;
beforeEach(async () => {
  emulators = await startOwnEmulators();
});
afterEach(() => emulators.stop());

const create = (SecretString: string, ClientRequestToken = TOKEN) =>
  emulators.secrets.send(new CreateSecretCommand({ Name, SecretString, ClientRequestToken }));
const put = (SecretString: string, ClientRequestToken: string) =>
  emulators.secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString, ClientRequestToken }));
const get = (VersionStage?: string) =>
  emulators.secrets.send(new GetSecretValueCommand({ SecretId: Name, ...(VersionStage && { VersionStage }) }));

describe('Secrets Manager', () => {
  test('gives back what was stored, by name and by ARN', async () => {
    const { ARN } = await create('geheim');
    expect(ARN).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:salariskoppeling\/nmbrs\/account\/1-\w{6}$/,
    );
    expect((await get()).SecretString).toBe('geheim');
    const byArn = await emulators.secrets.send(new GetSecretValueCommand({ SecretId: ARN }));
    expect(byArn).toMatchObject({ Name, SecretString: 'geheim', VersionId: TOKEN, VersionStages: ['AWSCURRENT'] });
  });

  test('takes the same creation twice as one', async () => {
    const first = await create('geheim');
    const second = await create('geheim');
    expect(second).toMatchObject({ ARN: first.ARN, VersionId: TOKEN });
  });

  test('refuses a second creation with another value or another token', async () => {
    await create('geheim');
    await expect(create('anders')).rejects.toBeInstanceOf(ResourceExistsException);
    await expect(create('geheim', OTHER_TOKEN)).rejects.toBeInstanceOf(ResourceExistsException);
  });

  test('makes a new value current and keeps the one before', async () => {
    await create('oud');
    await put('nieuw', OTHER_TOKEN);
    expect((await get()).SecretString).toBe('nieuw');
    expect((await get('AWSPREVIOUS')).SecretString).toBe('oud');
  });

  test('ignores a repeated put and refuses its token for another value', async () => {
    await create('oud');
    await put('nieuw', OTHER_TOKEN);
    await put('nieuw', OTHER_TOKEN);
    await expect(put('nog nieuwer', OTHER_TOKEN)).rejects.toBeInstanceOf(ResourceExistsException);
    expect((await get()).SecretString).toBe('nieuw');
  });

  test('keeps binary values', async () => {
    const SecretBinary = new Uint8Array([0, 1, 254, 255]);
    await emulators.secrets.send(new CreateSecretCommand({ Name, SecretBinary }));
    expect((await get()).SecretBinary).toEqual(SecretBinary);
  });

  test('updates the description and the value', async () => {
    await create('oud');
    await emulators.secrets.send(
      new UpdateSecretCommand({ SecretId: Name, Description: 'van wie', SecretString: 'nieuw' }),
    );
    expect((await get()).SecretString).toBe('nieuw');
    const described = await emulators.secrets.send(new DescribeSecretCommand({ SecretId: Name }));
    expect(described).toMatchObject({ Name, Description: 'van wie' });
    expect(described).not.toHaveProperty('SecretString');
    expect(described.CreatedDate?.toISOString()).toContain('2026-11-24T09:00');
  });

  test('does not find what is not there', async () => {
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(put('x', TOKEN)).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(emulators.secrets.send(new DescribeSecretCommand({ SecretId: Name }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  test('deletes at once when forced, also what is not there', async () => {
    await create('geheim');
    const remove = new DeleteSecretCommand({ SecretId: Name, ForceDeleteWithoutRecovery: true });
    await emulators.secrets.send(remove);
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(emulators.secrets.send(remove)).resolves.toMatchObject({ Name });
    await expect(create('nieuw begin')).resolves.toMatchObject({ Name });
  });

  test('hides a secret that is marked for deletion and keeps its name', async () => {
    await create('geheim');
    await emulators.secrets.send(new DeleteSecretCommand({ SecretId: Name }));
    await expect(get()).rejects.toBeInstanceOf(InvalidRequestException);
    await expect(create('geheim')).rejects.toBeInstanceOf(InvalidRequestException);
  });

  test('lists by page and by the beginning of the name', async () => {
    for (const name of ['a/1', 'a/2', 'b/1'])
      await emulators.secrets.send(new CreateSecretCommand({ Name: name, SecretString: 'x' }));
    const first = await emulators.secrets.send(new ListSecretsCommand({ MaxResults: 2 }));
    const rest = await emulators.secrets.send(new ListSecretsCommand({ NextToken: first.NextToken }));
    const names = [...(first.SecretList ?? []), ...(rest.SecretList ?? [])].map((secret) => secret.Name);
    expect(names).toEqual(['a/1', 'a/2', 'b/1']);
    const filtered = await emulators.secrets.send(
      new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['a/'] }] }),
    );
    expect(filtered.SecretList).toHaveLength(2);
  });

  test('names an invalid request', async () => {
    const invalid = new CreateSecretCommand({ Name: 'met spatie', SecretString: 'x' });
    await expect(emulators.secrets.send(invalid)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
