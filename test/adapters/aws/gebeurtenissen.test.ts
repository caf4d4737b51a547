import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createEventBridgeClient } from '../../../adapters/aws/clients.ts';
import { createGebeurtenissen } from '../../../adapters/aws/gebeurtenissen.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { LEVERING } from '../../contracts/gebeurtenissen.contract.ts';
import { createNoPause, serviceError } from './no-pause.ts';

function mocked() {
  const client = createEventBridgeClient(sdkConfig('http://127.0.0.1:9'));
  const { pause, rounds } = createNoPause();
  const mock = mockClient(client);
  const sent = () => mock.commandCalls(PutEventsCommand).map((call) => call.args[0].input.Entries);
  return { mock, rounds, sent, gebeurtenissen: createGebeurtenissen({ client, pause, busName: 'default' }) };
}

const refusal = (ErrorCode: string) => ({ FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: 'no' }] });
const TAKEN = { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] };

describe('an event', () => {
  it('says what it is and whose, and carries what is told', async () => {
    const { mock, sent, gebeurtenissen } = mocked();
    mock.on(PutEventsCommand).resolves(TAKEN);
    await gebeurtenissen.publish(LEVERING);
    expect(sent()).toEqual([
      [
        {
          EventBusName: 'default',
          Source: 'salariskoppeling',
          DetailType: 'levering.beschikbaar',
          Detail: JSON.stringify(LEVERING),
        },
      ],
    ]);
  });

  it.each(['ThrottlingException', 'InternalFailure', 'InternalException'])(
    'not taken because of %s is sent again',
    async (code) => {
      const { mock, sent, rounds, gebeurtenissen } = mocked();
      mock.on(PutEventsCommand).resolvesOnce(refusal(code)).resolves(TAKEN);
      await gebeurtenissen.publish(LEVERING);
      expect(sent()).toHaveLength(2);
      expect(rounds).toEqual([0]);
    },
  );

  it.each([
    ['that the bus keeps putting off', refusal('ThrottlingException')],
    ['of which the answer says nothing', {}],
  ])('%s is a hold-up after five rounds', async (_what, answer) => {
    const { mock, sent, gebeurtenissen } = mocked();
    mock.on(PutEventsCommand).resolves(answer);
    await expect(gebeurtenissen.publish(LEVERING)).rejects.toMatchObject({ name: TRANSIENT });
    expect(sent()).toHaveLength(5);
  });

  it('that the bus refuses is a defect at once', async () => {
    const { mock, sent, gebeurtenissen } = mocked();
    mock.on(PutEventsCommand).resolves(refusal('MalformedDetail'));
    await expect(gebeurtenissen.publish(LEVERING)).rejects.toMatchObject({ name: DEFECT });
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ['ThrottlingException', 400, TRANSIENT],
    ['InternalException', 500, TRANSIENT],
    ['AccessDeniedException', 400, DEFECT],
  ])('of which the request fails with %s (HTTP %i) is %s', async (name, status, expected) => {
    const { mock, gebeurtenissen } = mocked();
    mock.on(PutEventsCommand).rejects(serviceError(name, status));
    await expect(gebeurtenissen.publish(LEVERING)).rejects.toMatchObject({ name: expected });
  });
});
