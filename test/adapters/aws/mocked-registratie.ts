import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createDynamoClient } from '../../../adapters/aws/clients.ts';
import { createRegistratie } from '../../../adapters/aws/registratie.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { createNoPause } from './no-pause.ts';

/** The registry on a table of which a test says what each command comes to; every list is empty, and nothing is found, until it does. */
export function mockedRegistratie() {
  const client = createDynamoClient(sdkConfig('http://127.0.0.1:9'));
  const mock = mockClient(client);
  mock.on(QueryCommand).resolves({ Items: [] }).on(GetCommand).resolves({});
  const { pause, rounds } = createNoPause();
  return { mock, rounds, registratie: createRegistratie({ client, tableName: 'tabel', pause }) };
}
