import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import type { Herschrijving, Omvang } from '../../core/invoer/ports/opslag.ts';
import { assertRewritable, assertSame } from '../../core/uitwisseling/ports/removable.ts';
import { guarded } from './errors.ts';
import type { OpslagConfig } from './opslag.ts';
import { listVersions, remove } from './versies.ts';

/** So much of a large object is in memory at once: S3 takes parts of 5 MB or more, and at most 10,000 of them. */
const PART = 8 * 1024 * 1024;
/** How many parts are under way together. */
const AT_ONCE = 2;

type Emmer = Pick<OpslagConfig, 'client' | 'bucketName'>;

/** Rewrites objects in one versioned S3 bucket; an object appears whole or not at all. */
export const createHerschrijving = (emmer: Emmer): Herschrijving => ({
  async measure(pieces) {
    const meter = createMeter();
    for await (const piece of pieces) meter.add(piece);
    return meter.read();
  },
  rewrite: (key, pieces, sha256) => rewrite(emmer, key, checked(pieces, sha256)),
  removeEarlier: (key) => removeEarlier(emmer, key),
});

function createMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      bytes += piece.byteLength;
    },
    read: (): Omvang => ({ bytes, sha256: hash.digest('hex') }),
  };
}

async function rewrite({ client, bucketName }: Emmer, key: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  assertRewritable(key);
  const upload = new Upload({
    client,
    params: {
      Bucket: bucketName,
      Key: key,
      Body: Readable.from(partsOf(pieces), { objectMode: false }),
      ChecksumAlgorithm: 'SHA256',
    },
    partSize: PART,
    queueSize: AT_ONCE,
  });
  await guarded('opslag.rewrite', () => upload.done());
}

/** The same pieces; breaks off instead of ending when they come to other bytes, so that nothing is put in place of the object. */
async function* checked(pieces: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const meter = createMeter();
  for await (const piece of pieces) {
    meter.add(piece);
    yield piece;
  }
  assertSame(meter.read().sha256, sha256);
}

/** The same bytes in pieces that are worth a part, so that a file of many short lines costs no more than one of long ones. */
async function* partsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = Buffer.allocUnsafe(PIECE);
  let used = 0;
  for await (const piece of pieces) {
    for (let start = 0; start < piece.byteLength; ) {
      const some = piece.subarray(start, start + part.byteLength - used);
      part.set(some, used);
      used += some.byteLength;
      start += some.byteLength;
      if (used < part.byteLength) continue;
      yield part;
      part = Buffer.allocUnsafe(PIECE);
      used = 0;
    }
  }
  if (used > 0) yield part.subarray(0, used);
}

const PIECE = 1024 * 1024;

/** Every version of this one key but the current one; a key that only begins like it is another. */
async function removeEarlier(emmer: Emmer, key: string): Promise<void> {
  assertRewritable(key);
  const versions = await listVersions(emmer, key);
  await remove(
    emmer,
    versions.filter(({ Key, isLatest }) => Key === key && !isLatest),
  );
}
