import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Client, createSqsClient } from '../../adapters/aws/clients.ts';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
let verzuim: SignedUp;
let volledig: SignedUp;

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const target = (service: string) => {
  const endpoint = system.runtime.endpoints[`AWS_ENDPOINT_URL_${service}`];
  if (endpoint === undefined) throw new Error(`no endpoint of ${service}`);
  return { endpoint, region: 'eu-west-1', credentials };
};

beforeAll(async () => {
  system = await startLocalSystem();
  verzuim = await system.signUp(exampleAanmelding.overkoepelend);
  volledig = await system.signUp(exampleAanmelding['per-debiteur']);
  await system.signUp(exampleSituaties.verkeerdToken).catch(() => undefined);
  await system.signUp(exampleSituaties.tweeRechtenUit);
  await system.approve(verzuim, 'verzuim');
  await system.approve(volledig, 'volledig');
  system.runtime.lambda.crashNext('fetch-deel', { atRequest: 6 });
  await system.moveTo('2026-12-10T09:00:00Z');
});
afterAll(() => system.stop());

/** Everything that the system keeps or says, by place; the kluis is the one place where the token may be. */
async function places(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const dynamo = new DynamoDBClient(target('DYNAMODB'));
  for (const TableName of (await dynamo.send(new ListTablesCommand({}))).TableNames ?? []) {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName }));
    found.set(`table (${Items.length} items)`, JSON.stringify(Items));
  }
  const s3 = createS3Client(target('S3'));
  for (const { Name: Bucket } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? []) {
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      found.set(`object ${Key}`, (await Body?.transformToString()) ?? '');
    }
  }
  const sqs = createSqsClient(target('SQS'));
  for (const url of (await sqs.send(new ListQueuesCommand({}))).QueueUrls ?? []) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    found.set(`queue ${name}`, JSON.stringify(await system.runtime.queues.peek(name)));
  }
  found.set('log', JSON.stringify(system.runtime.logs()));
  found.set('mails', JSON.stringify(await system.mails()));
  found.set('executions', JSON.stringify(system.runtime.histories()));
  found.set('schedules', JSON.stringify((await system.request('GET', '/lokaal/agenda')).body));
  return found;
}

const holding = (all: ReadonlyMap<string, string>, canary: string): string[] =>
  [...all].filter(([, text]) => text.includes(canary)).map(([place]) => place);

describe('what the system keeps and says', () => {
  it('is searched in every place, and there is something in each', async () => {
    const all = await places();
    for (const place of ['table', 'object', 'queue', 'log', 'mails', 'executions', 'schedules']) {
      const texts = [...all].filter(([name]) => name.startsWith(place)).map(([, text]) => text);
      expect(texts.join('').length, place).toBeGreaterThan(2);
    }
    expect(holding(all, verzuim.aanmeldingId).length).toBeGreaterThan(3);
  });

  it('has no token anywhere outside the kluis', async () => {
    const all = await places();
    for (const { nmbrs } of [...Object.values(exampleAanmelding), ...Object.values(exampleSituaties)]) {
      expect(holding(all, nmbrs.apiToken)).toEqual([]);
    }
  });

  it('has no capability anywhere: only its hash is kept', async () => {
    const all = await places();
    for (const { capability } of [verzuim, volledig]) expect(holding(all, capability)).toEqual([]);
  });

  it('has a BSN, an IBAN or a name of an employee only in the data set whose profile permits it', async () => {
    const all = await places();
    const { environments } = system.simulator.scenario();
    const employees = environments.flatMap(({ debtors }) =>
      debtors.flatMap(({ companies }) => companies.flatMap((c) => c.employees)),
    );
    const setOf = ({ aanmeldingId }: SignedUp, soort = 'ndjson') =>
      `object leveringen/${aanmeldingId.replace('aan-', 'kop-')}/2026-M11/v1/werknemers.${soort}`;
    const bothOf = (signedUp: SignedUp) => new Set([setOf(signedUp), setOf(signedUp, 'csv')]);
    const found = (canaries: readonly (string | undefined)[]) =>
      new Set(canaries.flatMap((canary) => (canary === undefined ? [] : holding(all, canary))));
    expect(found(employees.map(({ personal }) => personal.bsn))).toEqual(bothOf(volledig));
    expect(found(employees.flatMap(({ bankAccounts }) => bankAccounts.map(({ iban }) => iban)))).toEqual(
      bothOf(volledig),
    );
    const names = found(employees.flatMap(({ personal }) => [`"${personal.lastName}"`, `;${personal.lastName};`]));
    expect(names).toEqual(new Set([...bothOf(volledig), ...bothOf(verzuim)]));
  });
});
