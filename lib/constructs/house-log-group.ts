import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Encrypted, and gone after a quarter: logs hold no personal data, yet what is not kept cannot leak. */
export class HouseLogGroup extends logs.LogGroup {
  constructor(scope: Construct, id: string, { key }: { key: kms.IKey }) {
    super(scope, id, { encryptionKey: key, retention: logs.RetentionDays.THREE_MONTHS });
  }
}
