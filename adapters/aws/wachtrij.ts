import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { Defect, Transient } from '../../core/errors.ts';
import type { Wachtrij } from '../../core/ophalen/ports/wachtrij.ts';
import { toStore, versioned } from '../../core/stored.ts';
import { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';
import { jittered, type Pause, ROUNDS } from './backoff.ts';
import { guarded } from './errors.ts';

export interface WachtrijConfig {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** How to wait before entries that SQS did not take are sent again. */
  readonly pause?: Pause;
}

/** SQS takes ten messages in a batch. */
const PER_BATCH = 10;

/** The queue of parts: a standard queue whose message groups make it fair between domains. */
export function createWachtrij({ client, queueUrl, pause = jittered }: WachtrijConfig): Wachtrij {
  return {
    async sendDelen(berichten, groep) {
      for (let start = 0; start < berichten.length; start += PER_BATCH) {
        const entries = berichten.slice(start, start + PER_BATCH).map((bericht, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(versioned(toStore(DeelBericht, bericht))),
          MessageGroupId: groep,
        }));
        await sendBatch({ client, queueUrl, pause }, entries);
      }
    },
  };
}

async function sendBatch(
  { client, queueUrl, pause }: Required<WachtrijConfig>,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> {
  let waiting = entries;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await pause(round - 1);
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...waiting] });
    const { Failed = [] } = await guarded('wachtrij.sendDelen', () => client.send(command));
    if (Failed.some((entry) => entry.SenderFault === true)) {
      throw new Defect({ code: 'aws.wachtrij.sendDelen', message: 'the queue refuses a message as faulty' });
    }
    const failedIds = new Set(Failed.map((entry) => entry.Id));
    waiting = waiting.filter((entry) => failedIds.has(entry.Id));
    if (waiting.length === 0) return;
  }
  throw new Transient({ code: 'aws.wachtrij.sendDelen', message: `the queue did not take ${waiting.length} messages` });
}
