import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { VirtualClock } from '../clock.ts';
import { AwsError } from './aws-server.ts';

/** The most entries of one request. */
const MOST_ENTRIES = 10;

const Entry = z.object({
  EventBusName: z.string().default('default'),
  Source: z.string().optional(),
  DetailType: z.string().max(128).optional(),
  Detail: z.string().optional(),
});
const PutEvents = z.object({ Entries: z.array(Entry).min(1).max(MOST_ENTRIES) });

/** An event as a rule's target would get it. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: unknown;
}

/** The default bus of EventBridge: keeps what it is given, for people and tests to look at. It runs no rules. */
export interface EventBus {
  handle(operation: string, input: unknown): unknown;
  /** Oldest first. */
  events(): readonly BusEvent[];
}

export function createEventBus(clock: VirtualClock): EventBus {
  const events: BusEvent[] = [];
  const put = (entry: z.infer<typeof Entry>) => {
    const { EventBusName, Source, DetailType, Detail } = entry;
    if (EventBusName !== 'default') return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'no such bus' };
    if (!Source || !DetailType || !Detail) return refused('Source, DetailType and Detail are required.');
    const detail = objectIn(Detail);
    if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const id = randomUUID();
    events.push({ id, source: Source, 'detail-type': DetailType, time: new Date(clock.now()).toISOString(), detail });
    return { EventId: id };
  };
  return {
    handle: (operation, input) => {
      if (operation !== 'PutEvents') throw new AwsError('UnknownOperationException', `${operation} is not emulated`);
      const answers = PutEvents.parse(input).Entries.map(put);
      return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
    },
    events: () => events,
  };
}

const refused = (ErrorMessage: string) => ({ ErrorCode: 'InvalidArgument', ErrorMessage });

function objectIn(detail: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(detail));
  } catch {
    return undefined;
  }
}
