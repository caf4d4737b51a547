import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { Defect, Transient } from '../../core/errors.ts';
import { BRON, LEVERING_BESCHIKBAAR } from '../../core/levering/levering-beschikbaar.ts';
import type { Gebeurtenissen } from '../../core/levering/ports/gebeurtenissen.ts';
import { jittered, type Pause, ROUNDS } from './backoff.ts';
import { guarded } from './errors.ts';

export interface GebeurtenissenConfig {
  readonly client: EventBridgeClient;
  /** The name of the bus; `default` is the one that every account has. */
  readonly busName: string;
  /** How to wait before an event that was not taken is sent again. */
  readonly pause?: Pause;
}

/** What EventBridge says of an entry that may be taken later; anything else it says no to. */
const HOLD_UPS = ['InternalException', 'InternalFailure', 'ThrottlingException'];

/** Events on a bus of EventBridge. A request that succeeds may still not have taken its entry: the answer says so by entry. */
export function createGebeurtenissen({ client, busName, pause = jittered }: GebeurtenissenConfig): Gebeurtenissen {
  return {
    async publish(levering) {
      const entry: PutEventsRequestEntry = {
        EventBusName: busName,
        Source: BRON,
        DetailType: LEVERING_BESCHIKBAAR,
        Detail: JSON.stringify(levering),
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round > 0) await pause(round - 1);
        if (await isTaken(client, entry)) return;
      }
      throw new Transient({ code: 'aws.gebeurtenissen.publish', message: 'the bus did not take the event' });
    },
  };
}

async function isTaken(client: EventBridgeClient, entry: PutEventsRequestEntry): Promise<boolean> {
  const command = new PutEventsCommand({ Entries: [entry] });
  const { Entries = [] } = await guarded('gebeurtenissen.publish', () => client.send(command));
  const [outcome] = Entries;
  if (outcome === undefined || mayBeTakenLater(outcome)) return false;
  if (outcome.ErrorCode === undefined) return true;
  throw new Defect({ code: 'aws.gebeurtenissen.publish', message: 'the bus refuses the event' });
}

const mayBeTakenLater = ({ ErrorCode }: PutEventsResultEntry): boolean =>
  ErrorCode !== undefined && HOLD_UPS.includes(ErrorCode);
