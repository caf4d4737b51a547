import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createTarief, TARIEF_ITEM } from '../../adapters/aws/tarief.ts';
import { createMemoryTarief } from '../../adapters/memory/tarief.ts';
import type { Werk } from '../../core/nmbrs/tarief.ts';
import { type EmulatedTable, startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { describeTariefContract, type Stilstand } from './tarief.contract.ts';

let table: EmulatedTable;
beforeAll(async () => {
  table = await startEmulatedTable();
});
afterAll(() => table.stop());

const callsPerSecond = 100;
/** Time goes by as long as somebody waits. */
const passing = (klok: Stilstand) => async (ms: number) => {
  klok.nu += ms;
};

describeTariefContract('memory', async (klok) => {
  const tarief = createMemoryTarief({ callsPerSecond, now: () => klok.nu, wait: passing(klok) });
  return { klok, tarief, other: tarief, openbaar: tarief.openbaar };
});

describeTariefContract('DynamoDB', async (klok) => {
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: TARIEF_ITEM }));
  const open = (werk: Werk) =>
    createTarief({ ...table, callsPerSecond, werk, now: () => klok.nu, wait: passing(klok) });
  return { klok, tarief: open('eigen'), other: open('eigen'), openbaar: open('openbaar') };
});
