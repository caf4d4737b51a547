import * as cdk from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

interface HouseLogGroupProps {
  readonly key: kms.IKey;
  /**
   * Of what a service of AWS writes itself: that service, and whose lines they are. To a group of another name AWS adds a statement to the one
   * resource policy of the account, which holds 5,120 characters.
   */
  readonly vended?: { readonly service: 'states' | 'apis'; readonly of: string };
}

/**
 * Encrypted, and gone after a quarter: logs hold no personal data, yet what is not kept cannot leak. It outlives its stack, but not a first
 * deployment that fails.
 */
export class HouseLogGroup extends logs.LogGroup {
  constructor(scope: Construct, id: string, { key, vended }: HouseLogGroupProps) {
    super(scope, id, {
      encryptionKey: key,
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...(vended === undefined ? {} : { logGroupName: nameOf(scope, vended) }),
    });
  }
}

/** With what tells this stack from an earlier one of its name, whose groups are still there. */
function nameOf(scope: Construct, { service, of }: NonNullable<HouseLogGroupProps['vended']>): string {
  const { stackId } = cdk.Stack.of(scope);
  return `/aws/vendedlogs/${service}/${of}-${cdk.Fn.select(2, cdk.Fn.split('/', stackId))}`;
}
