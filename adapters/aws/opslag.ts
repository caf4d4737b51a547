import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Transient } from '../../core/errors.ts';
import type { Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';
import { tijdstipAt } from '../../core/kalender/tijd.ts';
import { assertExpired, assertOneLevering, assertRemovable } from '../../core/uitwisseling/ports/removable.ts';
import { jittered, type Pause, ROUNDS } from './backoff.ts';
import { guarded, settled } from './errors.ts';
import { listVersions, remove } from './versies.ts';

export interface OpslagConfig {
  readonly client: S3Client;
  readonly bucketName: string;
  /** How to wait between rounds of a write that lost a race. */
  readonly pause?: Pause;
}

type Emmer = Required<OpslagConfig>;

/** Objects in one versioned S3 bucket. */
export function createOpslag({ client, bucketName, pause = jittered }: OpslagConfig): Opslag & Restanten {
  const emmer = { client, bucketName, pause };
  return {
    async put(key, body) {
      const command = putCommand(emmer, key, body);
      await guarded('opslag.put', () => client.send(command));
    },
    putOnce: (key, body) => putOnce(emmer, key, body),
    get: (key) => get(emmer, key),
    getPart: (key, vanaf, aantal) => getPart(emmer, key, `bytes=${vanaf}-${vanaf + aantal - 1}`),
    list: (prefix) => listKeys(emmer, prefix),
    listPart: (prefix, na) => listPart(emmer, prefix, na),
    removeAll: (prefix) => removeAll(emmer, prefix),
    removeUnfinished: (prefix) => removeUnfinished(emmer, prefix),
    async removeExpired(prefixOrKey, mark) {
      assertExpired(prefixOrKey, mark);
      await removeVersions(emmer, prefixOrKey);
      await removeVersions(emmer, mark);
    },
  };
}

const putCommand = ({ bucketName }: Emmer, key: string, body: Uint8Array, condition: { IfNoneMatch?: '*' } = {}) =>
  new PutObjectCommand({ Bucket: bucketName, Key: key, Body: body, ChecksumAlgorithm: 'SHA256', ...condition });

/** 409 is a conditional write that ran into another one: who of the two won shows in the next round. */
async function putOnce(emmer: Emmer, key: string, body: Uint8Array): Promise<'geschreven' | 'bestaat-al'> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await emmer.pause(round - 1);
    const command = putCommand(emmer, key, body, { IfNoneMatch: '*' });
    const names = ['PreconditionFailed', 'ConditionalRequestConflict'];
    const outcome = await settled('opslag.putOnce', names, () => emmer.client.send(command));
    if (outcome.ok) return 'geschreven';
    if (outcome.name === 'PreconditionFailed') return 'bestaat-al';
  }
  throw new Transient({ code: 'aws.opslag.putOnce', message: 'the write kept colliding with another one' });
}

/** The body is read inside the guard: a connection that breaks half-way is a hold-up, not a short object. */
async function get({ client, bucketName }: Emmer, key: string): Promise<Uint8Array | undefined> {
  const command = new GetObjectCommand({ Bucket: bucketName, Key: key });
  const answer = await settled('opslag.get', ['NoSuchKey', 'NotFound'], async () =>
    (await client.send(command)).Body?.transformToByteArray(),
  );
  return answer.ok ? (answer.value ?? new Uint8Array()) : undefined;
}

/** Past the end, and of an empty object at all, S3 refuses the range: there are no bytes there. */
async function getPart({ client, bucketName }: Emmer, key: string, range: string): Promise<Uint8Array | undefined> {
  const command = new GetObjectCommand({ Bucket: bucketName, Key: key, Range: range });
  const answer = await settled('opslag.getPart', ['NoSuchKey', 'NotFound', 'InvalidRange'], async () =>
    (await client.send(command)).Body?.transformToByteArray(),
  );
  if (answer.ok) return answer.value ?? new Uint8Array();
  return answer.name === 'InvalidRange' ? new Uint8Array() : undefined;
}

/** A page of S3 is a thousand keys. */
async function listPart({ client, bucketName }: Emmer, prefix: string, na: string | undefined) {
  const command = new ListObjectsV2Command({ Bucket: bucketName, Prefix: prefix, StartAfter: na });
  const { Contents = [], IsTruncated = false } = await guarded('opslag.listPart', () => client.send(command));
  const objecten = Contents.flatMap(({ Key, LastModified }) =>
    Key === undefined || LastModified === undefined
      ? []
      : [{ key: Key, geschrevenOp: tijdstipAt(LastModified.getTime()) }],
  );
  return { objecten, meer: IsTruncated };
}

async function listKeys({ client, bucketName }: Emmer, prefix: string): Promise<readonly string[]> {
  const pages = paginateListObjectsV2({ client }, { Bucket: bucketName, Prefix: prefix });
  return guarded('opslag.list', async () => {
    const keys: string[] = [];
    for await (const page of pages) {
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
    }
    return keys.sort();
  });
}

/**
 * Removes every version and every delete marker: in a versioned bucket a plain removal only hides. What is still listed
 * afterwards (a store that keeps no versions lists none) is removed by key.
 */
async function removeAll(emmer: Emmer, prefix: string): Promise<void> {
  assertRemovable(prefix);
  await removeVersions(emmer, prefix);
}

async function removeUnfinished(emmer: Emmer, prefix: string): Promise<'verwijderd' | 'geleverd'> {
  assertOneLevering(prefix);
  if ((await listKeys(emmer, prefix)).includes(`${prefix}manifest.json`)) return 'geleverd';
  await removeVersions(emmer, prefix);
  return 'verwijderd';
}

async function removeVersions(emmer: Emmer, prefix: string): Promise<void> {
  await remove(emmer, await listVersions(emmer, prefix));
  await remove(
    emmer,
    (await listKeys(emmer, prefix)).map((Key) => ({ Key })),
  );
}
