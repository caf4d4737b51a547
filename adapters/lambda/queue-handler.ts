import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { nameOf } from '../../core/errors.ts';
import type { Logboek, LogCode, LogFields } from '../../core/invoer/ports/logboek.ts';
import { parseVersioned } from '../../core/stored.ts';
import { type Lifetime, withinTime } from '../node/remaining-time.ts';

/** What the log may know of a message. */
type Logged = Pick<LogFields, 'aanmeldingId' | 'uitwisselingId' | 'deel'>;
type Subject = { readonly [Field in keyof Logged]: Logged[Field] | undefined };

/** How a worker behind a queue is made: the shape of a message and what it does with it. */
export interface Worker<Message extends Subject> {
  readonly logboek: Logboek;
  readonly message: z.ZodType<Message>;
  /** The lines for a message that was handled and for one that was not. */
  readonly codes: { readonly done: LogCode; readonly failed: LogCode };
  /** Handles one message, which the queue handed out for the n-th time, and says what the log may know of it. */
  readonly run: (message: Message, keer: number) => Promise<LogFields>;
}

/** Handles a batch: a message that fails goes back to the queue, the others of its batch do not. */
export const queueHandler =
  <Message extends Subject>({ logboek, message, codes, run }: Worker<Message>) =>
  async (event: SQSEvent, context?: Lifetime): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { body, messageId, attributes } of event.Records) {
      let subject: Logged = {};
      try {
        const parsed = parseVersioned(message, JSON.parse(body));
        subject = subjectOf(parsed);
        logboek.info(
          codes.done,
          await withinTime(context, () => run(parsed, Number(attributes.ApproximateReceiveCount))),
        );
      } catch (error) {
        logboek.error(codes.failed, { ...subject, ...nameOf(error) });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };

const subjectOf = ({ aanmeldingId, uitwisselingId, deel }: Subject): Logged => ({
  ...(aanmeldingId === undefined ? {} : { aanmeldingId }),
  ...(uitwisselingId === undefined ? {} : { uitwisselingId }),
  ...(deel === undefined ? {} : { deel }),
});
