import { SendMessageBatchCommand, type SendMessageBatchResult } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createSqsClient } from '../../../adapters/aws/clients.ts';
import { createWachtrij } from '../../../adapters/aws/wachtrij.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { newUitwisselingId } from '../../contracts/voorbeelden.ts';
import { createNoPause, serviceError } from './no-pause.ts';

function mocked() {
  const client = createSqsClient(sdkConfig('http://127.0.0.1:9'));
  const { pause, rounds } = createNoPause();
  const mock = mockClient(client);
  const sent = () => mock.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input.Entries ?? []);
  return { mock, rounds, sent, wachtrij: createWachtrij({ client, pause, queueUrl: 'http://127.0.0.1:9/delen' }) };
}

const answer = (failedIds: readonly string[], SenderFault = false): SendMessageBatchResult => ({
  Successful: [],
  Failed: failedIds.map((Id) => ({ Id, Code: 'InternalError', SenderFault })),
});

const uitwisselingId = newUitwisselingId();
const berichten = [1, 2, 3].map((deel) => ({ uitwisselingId, deel }));

describe('a batch of messages', () => {
  it('carries the group of every message', async () => {
    const { mock, sent, wachtrij } = mocked();
    mock.on(SendMessageBatchCommand).resolves(answer([]));
    await wachtrij.sendDelen(berichten, 'duinzicht');
    expect(
      sent()
        .flat()
        .map(({ MessageGroupId }) => MessageGroupId),
    ).toEqual(['duinzicht', 'duinzicht', 'duinzicht']);
  });

  it('that SQS took in part is sent again for the rest only', async () => {
    const { mock, sent, rounds, wachtrij } = mocked();
    mock
      .on(SendMessageBatchCommand)
      .resolvesOnce(answer(['0', '2']))
      .resolves(answer([]));
    await wachtrij.sendDelen(berichten, 'duinzicht');
    expect(sent().map((entries) => entries.map(({ Id }) => Id))).toEqual([
      ['0', '1', '2'],
      ['0', '2'],
    ]);
    expect(rounds).toEqual([0]);
  });

  it('of which one is never taken is a hold-up after five rounds', async () => {
    const { mock, sent, wachtrij } = mocked();
    mock.on(SendMessageBatchCommand).resolves(answer(['1']));
    await expect(wachtrij.sendDelen(berichten, 'duinzicht')).rejects.toMatchObject({ name: TRANSIENT });
    expect(sent()).toHaveLength(5);
  });

  it('with a message that SQS calls faulty is a defect at once', async () => {
    const { mock, sent, wachtrij } = mocked();
    mock.on(SendMessageBatchCommand).resolves(answer(['1'], true));
    await expect(wachtrij.sendDelen(berichten, 'duinzicht')).rejects.toMatchObject({ name: DEFECT });
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ['RequestThrottled', 403, TRANSIENT],
    ['QueueDoesNotExist', 400, DEFECT],
  ])('refused with %s (HTTP %i) is %s', async (name, status, expected) => {
    const { mock, wachtrij } = mocked();
    mock.on(SendMessageBatchCommand).rejects(serviceError(name, status));
    await expect(wachtrij.sendDelen(berichten, 'duinzicht')).rejects.toMatchObject({ name: expected });
  });
});
