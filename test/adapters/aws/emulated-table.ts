import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoClient } from '../../../adapters/aws/clients.ts';
import { startDynamoDb } from '../../../local/runtime/emulators/dynamodb.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';

/** An empty table like the deployed one, in an emulator of its own. */
export interface EmulatedTable {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly endpoint: string;
  stop(): Promise<void>;
}

export async function startEmulatedTable(): Promise<EmulatedTable> {
  const tableName = 'salariskoppeling';
  const dynamodb = await startDynamoDb();
  const client = createDynamoClient(sdkConfig(dynamodb.url));
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'status', AttributeType: 'S' },
        { AttributeName: 'sinds', AttributeType: 'S' },
        { AttributeName: 'kantoor', AttributeType: 'S' },
        { AttributeName: 'ontvangenOp', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'werkvoorraad',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'sinds', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'kantoor',
          KeySchema: [
            { AttributeName: 'kantoor', KeyType: 'HASH' },
            { AttributeName: 'ontvangenOp', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return {
    client,
    tableName,
    endpoint: dynamodb.url,
    async stop() {
      client.destroy();
      await dynamodb.stop();
    },
  };
}
