import type { buildApp } from 'fauxqs';
import * as z from 'zod';

const Sent = z.object({ MessageGroupId: z.string().optional() });
const SentBatch = z.object({ Entries: z.array(Sent.extend({ Id: z.string() })) });
const Answer = z.object({ MessageId: z.string() });
const BatchAnswer = z.object({ Successful: z.array(Answer.extend({ Id: z.string() })).default([]) });
const Received = z.looseObject({
  Messages: z.array(z.looseObject({ MessageId: z.string(), Attributes: z.record(z.string(), z.string()).optional() })),
});

/** Gives the messages of a standard queue the group with which they were sent; the emulator forgets it. */
export function rememberGroups(app: ReturnType<typeof buildApp>): void {
  const groups = new Map<string, string>();
  const remember = (messageId: string | undefined, group: string | undefined) => {
    if (messageId !== undefined && group !== undefined) groups.set(messageId, group);
  };

  app.addHook('onSend', async (request, _reply, payload) => {
    if (typeof payload !== 'string') return payload;
    switch (request.headers['x-amz-target']) {
      case 'AmazonSQS.SendMessage': {
        remember(
          Answer.safeParse(JSON.parse(payload)).data?.MessageId,
          Sent.safeParse(request.body).data?.MessageGroupId,
        );
        return payload;
      }
      case 'AmazonSQS.SendMessageBatch': {
        const entries = SentBatch.safeParse(request.body).data?.Entries ?? [];
        for (const { Id, MessageId } of BatchAnswer.safeParse(JSON.parse(payload)).data?.Successful ?? []) {
          remember(MessageId, entries.find((entry) => entry.Id === Id)?.MessageGroupId);
        }
        return payload;
      }
      case 'AmazonSQS.ReceiveMessage': {
        const { data } = Received.safeParse(JSON.parse(payload));
        return data === undefined ? payload : JSON.stringify({ ...data, Messages: data.Messages.map(withGroup) });
      }
      default:
        return payload;
    }
  });

  const withGroup = (message: z.infer<typeof Received>['Messages'][number]) => {
    const group = groups.get(message.MessageId);
    return group === undefined ? message : { ...message, Attributes: { ...message.Attributes, MessageGroupId: group } };
  };
}
