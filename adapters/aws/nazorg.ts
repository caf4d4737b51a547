import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Nazorg, Nazorgbericht } from '../../core/aanmelding/ports/nazorg.ts';
import { versioned } from '../../core/stored.ts';
import { guarded } from './errors.ts';

/** The longest delay that SQS takes. A sign-up itself is over, or dead, within half a minute. */
const DELAY_SECONDS = 900;

/** The aftercare of sign-ups: messages with nothing in them but the id, or the hash of an address. */
export function createNazorg({ client, queueUrl }: { client: SQSClient; queueUrl: string }): Nazorg {
  const send = async (operation: string, bericht: Nazorgbericht, delaySeconds: number): Promise<void> => {
    const command = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(versioned(bericht)),
      DelaySeconds: delaySeconds,
    });
    await guarded(operation, () => client.send(command));
  };
  return {
    schedule: (aanmeldingId) => send('nazorg.schedule', { aanmeldingId }, DELAY_SECONDS),
    lookNow: (aanmeldingId) => send('nazorg.lookNow', { aanmeldingId }, 0),
    mailKantoorcode: (kantoorId) => send('nazorg.mailKantoorcode', { kantoorId }, 0),
  };
}
