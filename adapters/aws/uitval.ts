import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Uitval } from '../../core/ophalen/ports/uitval.ts';
import { toStore, versioned } from '../../core/stored.ts';
import { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';
import { guarded } from './errors.ts';

export interface UitvalConfig {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** The dead letter queue itself; what is wrong stands in the message attribute `foutcode`, where the console shows it. */
export function createUitval({ client, queueUrl }: UitvalConfig): Uitval {
  return {
    async add(bericht, groep, foutcode) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(versioned(toStore(DeelBericht, bericht))),
        MessageGroupId: groep,
        MessageAttributes: { foutcode: { DataType: 'String', StringValue: foutcode } },
      });
      await guarded('uitval.add', () => client.send(command));
    },
  };
}
