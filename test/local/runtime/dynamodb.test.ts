import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createTables, startDynamoDb } from '../../../local/runtime/emulators/dynamodb.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import type { Table } from '../../../local/runtime/system.ts';

const table: Table = {
  name: 'Tabel',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
};

describe('DynamoDB', () => {
  test('starts empty, also on a server that an earlier run used', { timeout: 30_000 }, async () => {
    const server = await startDynamoDb();
    const config = sdkConfig(server.url);
    const client = new DynamoDBClient(config);
    await createTables([table], config);
    await client.send(new PutItemCommand({ TableName: 'Tabel', Item: { pk: { S: 'oud' } } }));
    await createTables([table], config);
    expect((await client.send(new ScanCommand({ TableName: 'Tabel' }))).Items).toEqual([]);
    client.destroy();
    await server.stop();
  });

  test('uses the given server where there is no emulator for the machine', async () => {
    const { url, stop } = await startDynamoDb('http://127.0.0.1:8000', 'plan9-mips');
    expect(url).toBe('http://127.0.0.1:8000');
    await stop();
  });

  test('tells what to do when there is neither', async () => {
    await expect(startDynamoDb('', 'plan9-mips')).rejects.toThrow(
      /no DynamoDB emulator for plan9-mips.*DYNAMODB_ENDPOINT=/,
    );
  });
});
