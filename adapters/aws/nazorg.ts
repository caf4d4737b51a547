import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Nazorg } from '../../core/ports/nazorg.ts';
import { versioned } from '../../core/stored.ts';
import { guarded } from './errors.ts';

/** The longest delay that SQS takes. A sign-up itself is over, or dead, within half a minute. */
const DELAY_SECONDS = 900;

/** The aftercare of sign-ups: one delayed message each, with nothing in it but the id. */
export const createNazorg = ({ client, queueUrl }: { client: SQSClient; queueUrl: string }): Nazorg => ({
  async schedule(aanmeldingId) {
    const command = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(versioned({ aanmeldingId })),
      DelaySeconds: DELAY_SECONDS,
    });
    await guarded('nazorg.schedule', () => client.send(command));
  },
});
