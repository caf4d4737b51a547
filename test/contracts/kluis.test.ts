import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll } from 'vitest';
import { createSecretsManagerClient } from '../../adapters/aws/clients.ts';
import { createKluis } from '../../adapters/aws/kluis.ts';
import { createMemoryKluis } from '../../adapters/memory/kluis.ts';
import { type EmulatedServices, startEmulatedServices } from '../adapters/aws/emulated-services.ts';
import { describeKluisContract } from './kluis.contract.ts';

let services: EmulatedServices;
beforeAll(async () => {
  services = await startEmulatedServices();
});
afterAll(() => services.stop());

describeKluisContract(
  'memory',
  () => createMemoryKluis(),
  async (kluis, ref) => kluis.verwijderMetBedenktijd(ref),
);
describeKluisContract(
  'Secrets Manager',
  () =>
    createKluis({ client: createSecretsManagerClient(services.config), prefix: 'voorbeeld', keyId: 'alias/voorbeeld' }),
  async (_kluis, ref) => {
    const client = createSecretsManagerClient(services.config);
    await client.send(new DeleteSecretCommand({ SecretId: ref, RecoveryWindowInDays: 7 }));
  },
);
