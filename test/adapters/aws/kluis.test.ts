import { inspect } from 'node:util';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createSecretsManagerClient } from '../../../adapters/aws/clients.ts';
import { accountName, createKluis } from '../../../adapters/aws/kluis.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { InloggegevensRef } from '../../../core/nmbrs/inloggegevens.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { inloggegevens, newAanmeldingId, TOKEN } from '../../contracts/voorbeelden.ts';
import { createNoPause, serviceError } from './no-pause.ts';

function mocked() {
  const client = createSecretsManagerClient(sdkConfig('http://127.0.0.1:9'));
  const { pause, rounds } = createNoPause();
  const kluis = createKluis({ client, prefix: 'salariskoppeling/nmbrs', keyId: 'alias/kluis', pause });
  return { mock: mockClient(client), rounds, kluis };
}

const ref = InloggegevensRef.parse('salariskoppeling/nmbrs/kandidaat/x');
const exists = serviceError('ResourceExistsException');
const missing = serviceError('ResourceNotFoundException');
const beingDeleted = serviceError('InvalidRequestException');

describe('a secret in Secrets Manager', () => {
  it('is encrypted with the key of the system and named after the aanmelding', async () => {
    const { mock, kluis } = mocked();
    mock.on(CreateSecretCommand).resolves({});
    const aanmeldingId = newAanmeldingId();
    await kluis.storeCandidate(aanmeldingId, inloggegevens());
    expect(mock.commandCalls(CreateSecretCommand)[0]?.args[0].input).toMatchObject({
      Name: `salariskoppeling/nmbrs/kandidaat/${aanmeldingId}`,
      KmsKeyId: 'alias/kluis',
    });
  });

  it('of an account is named by 40 hex digits, the same for every way to write the login', () => {
    const one = accountName('p', inloggegevens({ domein: 'duinzicht', gebruikersnaam: 'Api@Duinzicht.example' }));
    expect(one).toMatch(/^p\/account\/[0-9a-f]{40}$/);
    expect(accountName('p', inloggegevens({ domein: 'duinzicht', gebruikersnaam: 'api@duinzicht.EXAMPLE' }))).toBe(one);
  });

  it('that appeared between looking and creating gets a new value', async () => {
    const { mock, kluis } = mocked();
    mock.on(CreateSecretCommand).rejects(exists).on(PutSecretValueCommand).resolves({});
    await kluis.storeCandidate(newAanmeldingId(), inloggegevens());
    expect(mock.commandCalls(PutSecretValueCommand)).toHaveLength(1);
  });

  it('that disappeared between creating and putting is created after all', async () => {
    const { mock, kluis } = mocked();
    mock.on(CreateSecretCommand).rejectsOnce(exists).resolves({}).on(PutSecretValueCommand).rejects(missing);
    await kluis.storeCandidate(newAanmeldingId(), inloggegevens());
    expect(mock.commandCalls(CreateSecretCommand)).toHaveLength(2);
  });

  it('whose name is not free yet is a hold-up', async () => {
    const { mock, kluis, rounds } = mocked();
    mock.on(CreateSecretCommand).rejects(beingDeleted).on(PutSecretValueCommand).rejects(beingDeleted);
    const stored = kluis.storeCandidate(newAanmeldingId(), inloggegevens());
    await expect(stored).rejects.toMatchObject({ name: TRANSIENT });
    expect(rounds).toEqual([0, 1, 2, 3]);
  });

  it('that a person deleted is had back and gets the new value', async () => {
    const { mock, kluis } = mocked();
    mock
      .on(CreateSecretCommand)
      .rejects(beingDeleted)
      .on(PutSecretValueCommand)
      .rejectsOnce(beingDeleted)
      .resolves({})
      .on(RestoreSecretCommand)
      .resolves({});
    const aanmeldingId = newAanmeldingId();
    await kluis.storeCandidate(aanmeldingId, inloggegevens());
    expect(mock.commandCalls(RestoreSecretCommand).map(({ args }) => args[0].input)).toEqual([
      { SecretId: `salariskoppeling/nmbrs/kandidaat/${aanmeldingId}` },
    ]);
    expect(mock.commandCalls(PutSecretValueCommand)).toHaveLength(2);
  });

  it('of the fingerprints that a person deleted is had back as it was', async () => {
    const { mock, kluis } = mocked();
    mock
      .on(GetSecretValueCommand)
      .rejectsOnce(beingDeleted)
      .resolves({ SecretString: 'sleutel' })
      .on(CreateSecretCommand)
      .rejects(beingDeleted)
      .on(RestoreSecretCommand)
      .resolves({});
    await expect(kluis.ensureSleutel('vingerafdruk', 'voorstel')).resolves.toBe('sleutel');
  });

  it.each(['', ' sleutel', 'sleutel\n'])('that a person put there as %j is no key', async (SecretString) => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).resolves({ SecretString });
    await expect(kluis.ensureSleutel('referentie', 'voorstel')).rejects.toMatchObject({
      code: 'kluis.sleutel-onbruikbaar',
    });
  });

  it('that must be there is looked for again when it does not show yet', async () => {
    const { mock, kluis, rounds } = mocked();
    const secret = inloggegevens();
    mock
      .on(GetSecretValueCommand)
      .rejectsOnce(missing)
      .rejectsOnce(missing)
      .resolves({ SecretString: JSON.stringify(secret) });
    await expect(kluis.read(ref, 'verwacht')).resolves.toEqual(secret);
    expect(rounds).toEqual([0, 1]);
  });

  it('that must be there and is not is gone after seven looks', async () => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).rejects(missing);
    await expect(kluis.read(ref, 'verwacht')).resolves.toBeUndefined();
    expect(mock.commandCalls(GetSecretValueCommand)).toHaveLength(7);
  });

  it('that was replaced is so for whoever reads it, before anybody hears of it', async () => {
    const { mock, kluis, rounds } = mocked();
    mock.on(PutSecretValueCommand).resolves({ VersionId: 'v2' });
    mock.on(GetSecretValueCommand).resolvesOnce({ VersionId: 'v1' }).resolves({ VersionId: 'v2' });
    await expect(kluis.replaceCandidate(newAanmeldingId(), inloggegevens())).resolves.toBe('vervangen');
    expect(rounds).toEqual([0]);
  });

  it('that goes on showing what was there before is a hold-up', async () => {
    const { mock, kluis } = mocked();
    mock.on(PutSecretValueCommand).resolves({ VersionId: 'v2' });
    mock.on(GetSecretValueCommand).resolves({ VersionId: 'v1' });
    await expect(kluis.replaceCandidate(newAanmeldingId(), inloggegevens())).rejects.toMatchObject({ name: TRANSIENT });
  });

  it('that is being deleted counts as absent', async () => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).rejects(beingDeleted);
    await expect(kluis.read(ref)).resolves.toBeUndefined();
  });

  it('of an account is left alone when the value is the same', async () => {
    const { mock, kluis } = mocked();
    const secret = inloggegevens();
    mock.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify(secret) });
    await kluis.promote(secret);
    expect(mock.commandCalls(PutSecretValueCommand)).toHaveLength(0);
    expect(mock.commandCalls(CreateSecretCommand)).toHaveLength(0);
  });

  it('is erased without a recovery window', async () => {
    const { mock, kluis } = mocked();
    mock.on(DeleteSecretCommand).resolves({});
    await kluis.eraseCandidate(newAanmeldingId());
    expect(mock.commandCalls(DeleteSecretCommand)[0]?.args[0].input.ForceDeleteWithoutRecovery).toBe(true);
  });

  it('that is being deleted already is erased', async () => {
    const { mock, kluis } = mocked();
    mock.on(DeleteSecretCommand).rejects(beingDeleted).on(GetSecretValueCommand).rejects(beingDeleted);
    await expect(kluis.eraseCandidate(newAanmeldingId())).resolves.toBeUndefined();
  });

  it('that a person deleted is had back, to be erased at once', async () => {
    const { mock, kluis } = mocked();
    mock.on(DeleteSecretCommand).rejectsOnce(beingDeleted).resolves({}).on(RestoreSecretCommand).resolves({});
    await kluis.eraseCandidate(newAanmeldingId());
    expect(mock.commandCalls(DeleteSecretCommand)).toHaveLength(2);
    expect(mock.commandCalls(RestoreSecretCommand)).toHaveLength(1);
  });

  it('that cannot be erased and is still readable is a defect', async () => {
    const { mock, kluis } = mocked();
    const SecretString = JSON.stringify(inloggegevens());
    mock.on(DeleteSecretCommand).rejects(beingDeleted).on(GetSecretValueCommand).resolves({ SecretString });
    await expect(kluis.eraseCandidate(newAanmeldingId())).rejects.toMatchObject({ name: DEFECT });
  });
});

describe('an error of the kluis', () => {
  const whole = async (failing: Promise<unknown>): Promise<string> => {
    const error = await failing.then(
      () => expect.fail('it did not fail'),
      (thrown: unknown) => thrown,
    );
    return inspect(error, { depth: null, showHidden: true });
  };

  it.each([
    ['text that is no JSON', `${TOKEN} is no JSON`],
    ['JSON of another shape', JSON.stringify({ apiToken: TOKEN, domein: 'duinzicht', extra: TOKEN })],
    ['an unknown key that is the token', JSON.stringify({ [TOKEN]: 1 })],
  ])('over %s does not quote it', async (_what, SecretString) => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).resolves({ SecretString });
    const told = await whole(kluis.read(ref));
    expect(told).toContain('Defect');
    expect(told).not.toContain(TOKEN);
  });

  it('over a write that was refused does not quote what was written', async () => {
    const { mock, kluis } = mocked();
    mock.on(CreateSecretCommand).rejects(serviceError('InvalidParameterException', 400, `bad value ${TOKEN}`));
    expect(await whole(kluis.storeCandidate(newAanmeldingId(), inloggegevens()))).not.toContain(TOKEN);
  });

  it('over a vault that is throttled is a hold-up', async () => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).rejects(serviceError('ThrottlingException'));
    await expect(kluis.read(ref)).rejects.toMatchObject({ name: TRANSIENT });
  });

  it('over a key that may not be used is a defect', async () => {
    const { mock, kluis } = mocked();
    mock.on(GetSecretValueCommand).rejects(serviceError('DecryptionFailure'));
    await expect(kluis.read(ref)).rejects.toMatchObject({ name: DEFECT });
  });
});
