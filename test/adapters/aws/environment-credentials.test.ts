import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../../adapters/aws/environment-credentials.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the credentials of a function', () => {
  it('are those of its role, as Lambda puts them into the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'sleutel');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'geheim');
    vi.stubEnv('AWS_SESSION_TOKEN', 'sessie');
    expect(await defaultProvider()()).toMatchObject({
      accessKeyId: 'sleutel',
      secretAccessKey: 'geheim',
      sessionToken: 'sessie',
    });
  });

  it('are missing, with a plain error, when the environment has none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(defaultProvider()()).rejects.toThrow('environment variable');
  });
});
