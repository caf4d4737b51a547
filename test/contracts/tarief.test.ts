import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createTarief, TARIEF_ITEM } from '../../adapters/aws/tarief.ts';
import { createMemoryTarief } from '../../adapters/memory/tarief.ts';
import { type EmulatedTable, startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { describeTariefContract } from './tarief.contract.ts';

let table: EmulatedTable;
beforeAll(async () => {
  table = await startEmulatedTable();
});
afterAll(() => table.stop());

const callsPerSecond = 100;

describeTariefContract('memory', async (klok) => {
  const tarief = createMemoryTarief({ callsPerSecond, now: () => klok.nu });
  return { klok, tarief, other: tarief };
});

describeTariefContract('DynamoDB', async (klok) => {
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: TARIEF_ITEM }));
  const open = () => createTarief({ ...table, callsPerSecond, now: () => klok.nu });
  return { klok, tarief: open(), other: open() };
});
