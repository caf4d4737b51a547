import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Uitval } from '../../core/ports/uitval.ts';
import { guarded } from './errors.ts';

export interface UitvalConfig {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** The dead letter queue itself; what is wrong stands in the message attribute `foutcode`, where the console shows it. */
export function createUitval({ client, queueUrl }: UitvalConfig): Uitval {
  return {
    async add({ uitwisselingId, deel }, groep, foutcode) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ uitwisselingId, deel }),
        MessageGroupId: groep,
        MessageAttributes: { foutcode: { DataType: 'String', StringValue: foutcode } },
      });
      await guarded('uitval.add', () => client.send(command));
    },
  };
}
