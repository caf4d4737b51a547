import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Client } from '../../adapters/aws/clients.ts';
import { verifyFolder } from '../../local/levering-cli/verify.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type Answer, type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
let werkgever: SignedUp;
let koppeling: string;
/** Of one employee of the delivered set, as it stands there. */
let werknemerId: number;
let achternaam: string;

beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 4 }));
  werkgever = await system.signUp(exampleAanmelding['per-debiteur']);
  await system.approve(werkgever, 'volledig');
  await system.moveTo('2026-12-10T09:00:00Z');
  koppeling = `/koppelingen/${werkgever.aanmeldingId.replace('aan-', 'kop-')}`;
  const [first = ''] = ((await system.delivered(werkgever)).get('werknemers.ndjson') ?? '').split('\n');
  ({
    werknemerId,
    persoon: { achternaam },
  } = JSON.parse(first));
});
afterAll(() => system.stop());

async function as(naam: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const bearer = await system.assessor(naam);
  const answer = await system.request(method, path, { bearer, ...(body === undefined ? {} : { body }) });
  await system.runtime.settle();
  return answer;
}

/** Inge enters it and Sem agrees; gives what has become of it. */
async function carriedOut(soort: string, until?: string): Promise<Answer['body']> {
  const { status, body } = await as('Inge', 'POST', `${koppeling}/verzoeken`, {
    soort,
    werknemerId,
    reden: 'Dossier 7.',
  });
  expect(status).toBe(202);
  const path = `/verzoeken/${body.verzoekId}`;
  const akkoord = { besluit: 'akkoord', reden: 'Nagekeken.' };
  expect((await as('Inge', 'POST', `${path}/besluit`, akkoord)).body.code).toBe('zelfde-beoordelaar');
  expect((await as('Sem', 'POST', `${path}/besluit`, akkoord)).status).toBe(202);
  if (until !== undefined) await system.moveTo(until);
  return (await as('Inge', 'GET', path)).body;
}

const target = (service: string) => {
  const endpoint = system.runtime.endpoints[`AWS_ENDPOINT_URL_${service}`];
  if (endpoint === undefined) throw new Error(`no endpoint of ${service}`);
  return { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
};

/** Everything in the table and in the bucket (the local one keeps no earlier versions), and what the machines and the functions said. */
async function everything(): Promise<string> {
  const texts: string[] = [];
  const dynamo = new DynamoDBClient(target('DYNAMODB'));
  for (const TableName of (await dynamo.send(new ListTablesCommand({}))).TableNames ?? []) {
    texts.push(JSON.stringify((await dynamo.send(new ScanCommand({ TableName }))).Items));
  }
  const s3 = createS3Client(target('S3'));
  for (const { Name: Bucket } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? []) {
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      texts.push((await Body?.transformToString()) ?? '');
    }
  }
  return [...texts, JSON.stringify(system.runtime.histories()), JSON.stringify(system.runtime.logs())].join('\n');
}

async function verified(): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-werknemer-'));
  try {
    for (const [naam, text] of await system.delivered(werkgever)) await writeFile(join(folder, naam), text);
    return await verifyFolder(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('an employee who asks', () => {
  it('what is kept gets all of it, after two members of staff looked, also when the function dies half-way', async () => {
    system.runtime.lambda.crashNext('carry-out-verzoek', { atRequest: 9 });
    const { status, verzoekId, tellingen } = await carriedOut('inzage', '2026-12-10T09:05:00Z');
    expect(JSON.stringify(system.runtime.histories())).toContain('Runtime.ExitError');
    expect([status, tellingen.leveringen, tellingen.vergelijkingen]).toEqual(['uitgevoerd', 1, 1]);
    const { body } = await as('Inge', 'GET', `/verzoeken/${verzoekId}/inzage`);
    const [levering] = body.bestanden;
    expect(Object.keys(levering.bestanden)).toEqual(expect.arrayContaining(['werknemers.csv', 'werknemers.ndjson']));
    expect(levering.bestanden['werknemers.ndjson'][0]).toMatchObject({ werknemerId, persoon: { achternaam } });
  });

  it('to be erased while still in service is refused, with the reason and the remedy', async () => {
    const { status, code, watNu } = await carriedOut('wissen');
    expect([status, code]).toEqual(['geweigerd', 'werknemer-in-dienst']);
    expect(watNu).toContain('uit dienst');
    expect((await system.delivered(werkgever)).get('werknemers.ndjson')).toContain(String(werknemerId));
  });

  it('to be erased after the werkgever left is: nothing is found anywhere, and the set fits its manifest', async () => {
    const { aanmeldingId, capability } = werkgever;
    await system.request('DELETE', `/aanmeldingen/${aanmeldingId}?direct=ja`, { bearer: capability });
    await system.runtime.settle();
    const mails = (await system.mails()).filter(({ onderwerp }) => onderwerp.includes('afmelding ontvangen'));
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(JSON.stringify(mails.at(-1)))?.[0];
    await system.request('POST', `/aanmeldingen/${aanmeldingId}/afmelding/bevestiging`, { body: { code } });
    await system.runtime.settle();
    expect((await system.status(werkgever)).body.status).toBe('afgemeld');
    expect(await everything()).toContain(String(werknemerId));
    const { status, bewaard } = await carriedOut('wissen');
    expect([status, bewaard.length]).toEqual(['uitgevoerd', 4]);
    const left = await everything();
    for (const one of [String(werknemerId), achternaam]) expect(left, one).not.toContain(one);
    expect(await verified()).toMatchObject({
      fouten: [],
      samenvatting: expect.stringContaining('één werknemer gewist'),
    });
    const list = (await as('Sem', 'GET', `${koppeling}/verzoeken`)).body.verzoeken;
    expect(list.map((one: Answer['body']) => [one.soort, one.status])).toEqual([
      ['inzage', 'uitgevoerd'],
      ['wissen', 'geweigerd'],
      ['wissen', 'uitgevoerd'],
    ]);
  });
});
