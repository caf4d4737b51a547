import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { createLoginteller } from '../../adapters/aws/loginteller.ts';
import { createMemoryLoginteller } from '../../adapters/memory/loginteller.ts';
import { epochMs } from '../../core/kalender/tijd.ts';
import { type EmulatedTable, startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { describeLogintellerContract } from './loginteller.contract.ts';
import { NU } from './voorbeelden.ts';

let table: EmulatedTable;
beforeAll(async () => {
  table = await startEmulatedTable();
});
afterAll(() => table.stop());

const memory = createMemoryLoginteller();
describeLogintellerContract('memory', () => memory);
describeLogintellerContract('DynamoDB', () => createLoginteller(table));

test('each item of the table goes by itself within hours', async () => {
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  const items = z
    .array(z.looseObject({ ttl: z.int() }))
    .min(10)
    .parse(Items);
  const first = epochMs(NU) / 1000;
  for (const { ttl } of items) {
    expect(ttl).toBeGreaterThan(first);
    expect(ttl).toBeLessThan(first + 12 * 3600);
  }
});
