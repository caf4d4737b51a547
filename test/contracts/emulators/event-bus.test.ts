import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmulatedServices, startEmulatedServices } from '../../adapters/aws/emulated-services.ts';

let services: EmulatedServices;
let client: EventBridgeClient;
beforeAll(async () => {
  services = await startEmulatedServices();
  client = new EventBridgeClient({ ...services.config, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await services.stop();
});

const GOOD = { Source: 'proef', DetailType: 'iets.gebeurd', Detail: '{"wat":1}' };

describe('the event bus', () => {
  it('takes the entries that it can, and says of each other one why not', async () => {
    const before = services.eventBus.events().length;
    const { Source, ...sourceless } = GOOD;
    const command = new PutEventsCommand({
      Entries: [
        GOOD,
        { ...GOOD, Detail: '{' },
        { ...GOOD, Detail: '[]' },
        sourceless,
        { ...GOOD, EventBusName: 'een-andere' },
      ],
    });
    const { FailedEntryCount, Entries = [] } = await client.send(command);
    expect(FailedEntryCount).toBe(4);
    expect(Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
      'ResourceNotFoundException',
    ]);
    expect(services.eventBus.events().slice(before)).toEqual([
      {
        id: Entries[0]?.EventId,
        source: 'proef',
        'detail-type': 'iets.gebeurd',
        time: expect.stringMatching(/^2026-11-24T/),
        detail: { wat: 1 },
      },
    ]);
  });

  it('refuses more than ten entries at once, and what is not emulated', async () => {
    await expect(client.send(new PutEventsCommand({ Entries: Array(11).fill(GOOD) }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(client.send(new ListRulesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});
