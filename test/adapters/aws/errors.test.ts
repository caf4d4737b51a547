import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { guarded, portError, settled } from '../../../adapters/aws/errors.ts';
import { DEFECT, Refused, TRANSIENT } from '../../../core/errors.ts';
import { networkError, serviceError } from './no-pause.ts';

const CANARY = 'geheim-token-0123456789abcdef';

describe('an error of AWS', () => {
  it.each([
    ['ThrottlingException', 400],
    ['Throttling', 400],
    ['RequestThrottled', 403],
    ['KmsThrottlingException', 400],
    ['ProvisionedThroughputExceededException', 400],
    ['TransactionInProgressException', 400],
    ['TransactionConflictException', 400],
    ['TooManyRequestsException', 429],
    ['SlowDown', 503],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
    ['Unheard-of', 502],
    ['RequestTimeout', 408],
    ['CredentialsProviderError', 0],
  ])('%s (HTTP %i) is a hold-up', (name, status) => {
    expect(portError(serviceError(name, status), 'proef').name).toBe(TRANSIENT);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])(
    '%s of the network is a hold-up',
    (code) => {
      expect(portError(networkError(code), 'proef').name).toBe(TRANSIENT);
    },
  );

  it.each([
    ['AccessDeniedException', 400],
    ['ValidationException', 400],
    ['ResourceNotFoundException', 400],
    ['InvalidSignatureException', 403],
  ])('%s (HTTP %i) is a defect', (name, status) => {
    expect(portError(serviceError(name, status), 'proef').name).toBe(DEFECT);
  });

  it('that is no error at all is a defect', () => {
    for (const thrown of [undefined, null, 'tekst', 42, new TypeError('x is not a function')]) {
      expect(portError(thrown, 'proef').name).toBe(DEFECT);
    }
  });

  it('passes on what is one of ours already', () => {
    const refused = new Refused({ code: 'proef', message: 'no' });
    expect(portError(refused, 'elders')).toBe(refused);
  });

  it('tells the operation, the name, the status and the request id', () => {
    expect(portError(serviceError('AccessDeniedException'), 'kluis.read')).toMatchObject({
      code: 'aws.kluis.read',
      message: 'kluis.read failed: AccessDeniedException',
      cause: { name: 'AccessDeniedException', status: 400, requestId: 'r-1' },
    });
  });

  it('never carries what the SDK knew of the request', () => {
    const thrown = Object.assign(serviceError('ValidationException', 400, `Value '${CANARY}' failed`), {
      input: { SecretString: CANARY },
      $response: { body: CANARY },
      cause: new Error(CANARY),
      stack: CANARY,
    });
    const error = portError(thrown, 'proef');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(CANARY);
  });

  it('does not repeat a name that is a text', () => {
    const error = portError(serviceError(`Bad value: ${CANARY} `), 'proef');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(CANARY);
  });
});

describe('a guarded call', () => {
  it('gives its value', async () => {
    await expect(guarded('proef', async () => 7)).resolves.toBe(7);
  });

  it('tells an expected error by its name, and throws any other', async () => {
    const failing = (name: string) =>
      settled('proef', ['ConflictException'], () => Promise.reject(serviceError(name, 409)));
    await expect(failing('ConflictException')).resolves.toEqual({ ok: false, name: 'ConflictException' });
    await expect(failing('AccessDeniedException')).rejects.toMatchObject({ name: DEFECT });
  });
});
