import { createHash, randomUUID } from 'node:crypto';
import type { buildApp } from 'fauxqs';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { VirtualClock } from '../clock.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.0';
const LONGEST_DELAY_SECONDS = 900;

const Message = z.looseObject({ MessageBody: z.string(), DelaySeconds: z.number().default(0) });
const Send = Message.extend({ QueueUrl: z.string() });
const Entry = Message.extend({ Id: z.string() });
const SendBatch = z.looseObject({ QueueUrl: z.string(), Entries: z.array(Entry) });
const BatchAnswer = z.object({ Successful: z.array(z.unknown()).default([]), Failed: z.array(z.unknown()).optional() });

type App = ReturnType<typeof buildApp>;

/** The messages that are on their way to a queue. */
export interface DelayedMessages {
  /** The bodies for this queue. */
  bodies(queueName: string): readonly string[];
}

/** Keeps messages with `DelaySeconds` back on the virtual clock, where the emulator would use the real one. */
export function delayOnVirtualClock(app: App, clock: VirtualClock, activity: Activity): DelayedMessages {
  const delayed = new Set<{ readonly queueName: string; readonly body: string }>();

  const post = async (operation: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': CONTENT_TYPE, 'x-amz-target': `AmazonSQS.${operation}` };
    return JSON.parse((await app.inject({ method: 'POST', url: '/', headers, payload: JSON.stringify(body) })).body);
  };
  const keepBack = (QueueUrl: string, { DelaySeconds, ...message }: z.infer<typeof Message>) => {
    const kept = { queueName: QueueUrl.split('/').at(-1) ?? '', body: message.MessageBody };
    delayed.add(kept);
    clock.at(clock.now() + DelaySeconds * 1000, `message goes to ${kept.queueName}`, () => {
      const end = activity.begin();
      delayed.delete(kept);
      void post('SendMessage', { ...message, QueueUrl }).finally(end);
    });
    return { MessageId: randomUUID(), MD5OfMessageBody: createHash('md5').update(message.MessageBody).digest('hex') };
  };
  const sendBatch = async ({ QueueUrl, Entries }: z.infer<typeof SendBatch>) => {
    const now = Entries.filter(({ DelaySeconds }) => DelaySeconds === 0);
    const later = Entries.filter(({ DelaySeconds }) => DelaySeconds > 0);
    const sent = BatchAnswer.parse(now.length > 0 ? await post('SendMessageBatch', { QueueUrl, Entries: now }) : {});
    const kept = later.map(({ Id, ...message }) => ({ Id, ...keepBack(QueueUrl, message) }));
    return { ...sent, Successful: [...sent.Successful, ...kept] };
  };

  app.addHook('preHandler', async (request, reply) => {
    switch (request.headers['x-amz-target']) {
      case 'AmazonSQS.SendMessage': {
        const { success, data } = Send.safeParse(request.body);
        if (success && isDelay(data)) return reply.type(CONTENT_TYPE).send(keepBack(data.QueueUrl, data));
        return;
      }
      case 'AmazonSQS.SendMessageBatch': {
        const { success, data } = SendBatch.safeParse(request.body);
        if (success && data.Entries.some(isDelay)) return reply.type(CONTENT_TYPE).send(await sendBatch(data));
      }
    }
  });
  return {
    bodies: (queueName) => [...delayed].filter((kept) => kept.queueName === queueName).map(({ body }) => body),
  };
}

const isDelay = ({ DelaySeconds }: z.infer<typeof Message>) =>
  DelaySeconds > 0 && DelaySeconds <= LONGEST_DELAY_SECONDS;
