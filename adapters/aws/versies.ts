import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { Transient } from '../../core/errors.ts';
import { guarded } from './errors.ts';
import type { OpslagConfig } from './opslag.ts';

/** S3 takes a thousand keys in a removal. */
const PER_REMOVAL = 1000;

type Emmer = Pick<OpslagConfig, 'client' | 'bucketName'>;

/** A version of an object, or a delete marker; whether it is what a reader gets now. */
interface Versie extends ObjectIdentifier {
  readonly isLatest: boolean;
}

/** Every version and every delete marker below the prefix. */
export async function listVersions({ client, bucketName }: Emmer, prefix: string): Promise<readonly Versie[]> {
  const found: Versie[] = [];
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (next !== undefined) {
    const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({
      Bucket: bucketName,
      Prefix: prefix,
      ...next,
    });
    const page: ListObjectVersionsCommandOutput = await guarded('opslag.removeAll', () => client.send(command));
    for (const { Key, VersionId, IsLatest } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      found.push({ Key, VersionId, isLatest: IsLatest === true });
    }
    next =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
  }
  return found;
}

/** Removes these for good; one without a version by its key. */
export async function remove({ client, bucketName }: Emmer, objects: readonly ObjectIdentifier[]): Promise<void> {
  for (let start = 0; start < objects.length; start += PER_REMOVAL) {
    const command = new DeleteObjectsCommand({
      Bucket: bucketName,
      Delete: { Objects: objects.slice(start, start + PER_REMOVAL).map(identifierOf), Quiet: true },
    });
    const { Errors = [] } = await guarded('opslag.removeAll', () => client.send(command));
    if (Errors.length === 0) continue;
    throw new Transient({ code: 'aws.opslag.removeAll', message: `${Errors.length} objects were not removed` });
  }
}

const identifierOf = ({ Key, VersionId }: ObjectIdentifier): ObjectIdentifier => ({
  Key,
  ...(VersionId === undefined ? {} : { VersionId }),
});
