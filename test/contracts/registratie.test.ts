import { afterAll, beforeAll } from 'vitest';
import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { createMemoryRegistratie } from '../../adapters/memory/registratie.ts';
import { type EmulatedTable, startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { describeRegistratieContract } from './registratie.contract.ts';

let table: EmulatedTable;
beforeAll(async () => {
  table = await startEmulatedTable();
});
afterAll(() => table.stop());

describeRegistratieContract('memory', createMemoryRegistratie);
describeRegistratieContract('DynamoDB', () => createRegistratie(table));
