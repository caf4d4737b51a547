import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccessTo, type Stores } from '../access.ts';
import { Api } from '../parts/api.ts';
import type { Platform } from '../parts/platform.ts';
import type { Collaborators } from '../parts/route.ts';

interface ApiStackProps extends cdk.StackProps {
  readonly stores: Stores;
  /** That of the app stack: the same key, alarms and machines. */
  readonly platform: Platform;
  readonly collaborators: Collaborators;
}

/** The HTTPS front, with a function for each of its routes. */
export class ApiStack extends cdk.Stack {
  constructor(scope: Construct, id: string, { stores, platform, collaborators, ...props }: ApiStackProps) {
    super(scope, id, props);
    const api = new Api(this, 'Api', { ...platform, access: new AccessTo(this, stores) }, collaborators);
    new cdk.CfnOutput(this, 'ApiUrl', { value: api.url, description: 'Where sign-ups go' });
  }
}
