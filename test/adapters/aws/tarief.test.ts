import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTarief } from '../../../adapters/aws/tarief.ts';
import { TRANSIENT } from '../../../core/errors.ts';
import { type EmulatedTable, startEmulatedTable } from './emulated-table.ts';
import { serviceError } from './no-pause.ts';

let table: EmulatedTable;
beforeAll(async () => {
  table = await startEmulatedTable();
});
afterAll(() => table.stop());

const BEGIN_MS = Date.parse('2026-11-24T09:00:00.000Z');

describe('a reservation on a slow machine', () => {
  it('begins when its answer is expected, by how long the last one took', async () => {
    let nu = BEGIN_MS;
    const ticking = () => {
      nu += 100;
      return nu;
    };
    const tarief = createTarief({ ...table, callsPerSecond: 100, werk: 'eigen', now: ticking });
    const first = await tarief.reserve(10);
    expect(first.eersteMs).toBe(BEGIN_MS + 100);
    nu += 10_000;
    const asked = nu + 100;
    expect((await tarief.reserve(10)).eersteMs).toBe(asked + 100);
  });

  it('that finds the rate busy joins the line, though time goes by', async () => {
    let nu = BEGIN_MS + 60_000;
    const slow = createTarief({ ...table, callsPerSecond: 100, werk: 'eigen', now: () => nu });
    const other = createTarief({ ...table, callsPerSecond: 100, werk: 'eigen', now: () => nu });
    await slow.reserve(1);
    nu += 5_000;
    await other.reserve(3);
    const pending = slow.reserve(1);
    nu += 1_000;
    expect((await pending).eersteMs).toBe(BEGIN_MS + 65_030);
  });

  it('is a hold-up when the table throttles', async () => {
    const mock = mockClient(table.client);
    mock.on(UpdateCommand).rejects(serviceError('ThrottlingException'));
    const tarief = createTarief({ ...table, callsPerSecond: 100, werk: 'eigen', now: () => BEGIN_MS });
    await expect(tarief.reserve(1)).rejects.toMatchObject({ name: TRANSIENT, code: 'aws.tarief.reserve' });
    mock.restore();
  });
});
