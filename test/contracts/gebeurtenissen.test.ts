import { afterAll, beforeAll } from 'vitest';
import { createEventBridgeClient } from '../../adapters/aws/clients.ts';
import { createGebeurtenissen } from '../../adapters/aws/gebeurtenissen.ts';
import { createMemoryGebeurtenissen } from '../../adapters/memory/gebeurtenissen.ts';
import { type EmulatedServices, startEmulatedServices } from '../adapters/aws/emulated-services.ts';
import { describeGebeurtenissenContract, type GebeurtenissenSubject } from './gebeurtenissen.contract.ts';

let services: EmulatedServices;
beforeAll(async () => {
  services = await startEmulatedServices();
});
afterAll(() => services.stop());

const eventBridge = (): GebeurtenissenSubject => ({
  gebeurtenissen: createGebeurtenissen({ client: createEventBridgeClient(services.config), busName: 'default' }),
  told: () => services.eventBus.events().map(({ detail }) => detail),
});

function memory(): GebeurtenissenSubject {
  const gebeurtenissen = createMemoryGebeurtenissen();
  return { gebeurtenissen, told: () => gebeurtenissen.gepubliceerd };
}

describeGebeurtenissenContract('memory', memory);
describeGebeurtenissenContract('EventBridge', eventBridge);
