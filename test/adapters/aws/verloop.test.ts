import { SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createSfnClient } from '../../../adapters/aws/clients.ts';
import { createVerloop } from '../../../adapters/aws/verloop.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { TaakToken } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { newAanmeldingId, newUitwisselingId } from '../../contracts/voorbeelden.ts';
import { serviceError } from './no-pause.ts';

function mocked() {
  const client = createSfnClient(sdkConfig('http://127.0.0.1:9'));
  const verloop = createVerloop({
    client,
    realisatieMachineArn: 'arn:r',
    afmeldingMachineArn: 'arn:a',
    uitwisselingMachineArn: 'arn:u',
  });
  return { mock: mockClient(client), verloop };
}

const token = TaakToken.parse('token-1');

describe('an execution', () => {
  it('is named after its subject and gets nothing but its id', async () => {
    const { mock, verloop } = mocked();
    mock.on(StartExecutionCommand).resolves({});
    const [aanmeldingId, uitwisselingId] = [newAanmeldingId(), newUitwisselingId()];
    await verloop.startRealisatie(aanmeldingId);
    await verloop.startUitwisseling(uitwisselingId);
    expect(mock.commandCalls(StartExecutionCommand).map((call) => call.args[0].input)).toEqual([
      { stateMachineArn: 'arn:r', name: aanmeldingId, input: JSON.stringify({ schemaVersie: 1, aanmeldingId }) },
      { stateMachineArn: 'arn:u', name: uitwisselingId, input: JSON.stringify({ schemaVersie: 1, uitwisselingId }) },
    ]);
  });

  it('that is started once more has the day in its name, because its own is taken for 90 days', async () => {
    const { mock, verloop } = mocked();
    mock.on(StartExecutionCommand).resolves({});
    const aanmeldingId = newAanmeldingId();
    await verloop.startAfmelding(aanmeldingId, Datum.parse('2026-12-03'));
    expect(mock.commandCalls(StartExecutionCommand).map((call) => call.args[0].input)).toEqual([
      {
        stateMachineArn: 'arn:a',
        name: `${aanmeldingId}_2026-12-03`,
        input: JSON.stringify({ schemaVersie: 1, aanmeldingId }),
      },
    ]);
  });

  it.each([
    ['ThrottlingException', TRANSIENT],
    ['StateMachineDoesNotExist', DEFECT],
    ['InvalidName', DEFECT],
  ])('refused with %s is %s', async (name, expected) => {
    const { mock, verloop } = mocked();
    mock.on(StartExecutionCommand).rejects(serviceError(name));
    await expect(verloop.startRealisatie(newAanmeldingId())).rejects.toMatchObject({ name: expected });
  });
});

describe('a waiting state', () => {
  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('that answers %s is over', async (name) => {
    const { mock, verloop } = mocked();
    mock.on(SendTaskSuccessCommand).rejects(serviceError(name));
    await expect(verloop.resume(token, { uitkomst: 'goedgekeurd' })).resolves.toBe('verlopen');
  });

  it('out of reach is a hold-up, not over', async () => {
    const { mock, verloop } = mocked();
    mock.on(SendTaskSuccessCommand).rejects(serviceError('ServiceUnavailable', 503));
    await expect(verloop.resume(token, { uitkomst: 'goedgekeurd' })).rejects.toMatchObject({ name: TRANSIENT });
  });
});
