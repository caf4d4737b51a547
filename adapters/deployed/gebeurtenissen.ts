import type { Gebeurtenissen } from '../../core/levering/ports/gebeurtenissen.ts';
import { createEventBridgeClient } from '../aws/clients.ts';
import { createGebeurtenissen } from '../aws/gebeurtenissen.ts';
import { readSetting } from '../node/environment.ts';

/** The events of this deployment, on the bus that the function's environment names. */
export const deployedGebeurtenissen = (): Gebeurtenissen =>
  createGebeurtenissen({ client: createEventBridgeClient(), busName: readSetting('EVENT_BUS_NAME') });
