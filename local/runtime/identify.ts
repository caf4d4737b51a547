import { basename, dirname } from 'node:path';
import * as z from 'zod';
import { ACCOUNT_ID, arnOf, REGION } from './aws-names.ts';
import type { Identity } from './resolve.ts';
import type { Resource, Template } from './template.ts';

/** The metadata key under which the CDK app says which module a function runs. */
export const ENTRY_METADATA = 'salariskoppeling:entry';

/** Gives each resource the name, ARN and attributes that it would have after a deployment, but for the local account. */
export function createIdentify(
  templates: readonly Template[],
  queueOrigin: string,
): (logicalId: string, resource: Resource) => Identity {
  const names = functionNames(templates);
  return (logicalId, resource) => {
    switch (resource.Type) {
      case 'AWS::Lambda::Function': {
        const name = names.get(resource) ?? logicalId;
        // By the name that it has on AWS: a template may spell that out where it cannot refer to the function.
        return named(name, { Arn: arnOf('lambda', `function:${explicitName(resource, 'FunctionName') ?? name}`) });
      }
      case 'AWS::SQS::Queue': {
        const name = explicitName(resource, 'QueueName') ?? logicalId;
        const url = `${queueOrigin}/${ACCOUNT_ID}/${name}`;
        return { ref: url, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: url } };
      }
      case 'AWS::DynamoDB::Table':
      case 'AWS::DynamoDB::GlobalTable': {
        const name = explicitName(resource, 'TableName') ?? logicalId;
        const arn = arnOf('dynamodb', `table/${name}`);
        return named(name, { Arn: arn, StreamArn: `${arn}/stream/lokaal` });
      }
      case 'AWS::S3::Bucket': {
        const name = explicitName(resource, 'BucketName') ?? logicalId.toLowerCase();
        const domain = `${name}.s3.${REGION}.amazonaws.com`;
        return named(name, { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: domain });
      }
      case 'AWS::StepFunctions::StateMachine': {
        const name = explicitName(resource, 'StateMachineName') ?? logicalId;
        const arn = arnOf('states', `stateMachine:${name}`);
        return { ref: arn, attributes: { Arn: arn, Name: name } };
      }
      case 'AWS::Scheduler::ScheduleGroup': {
        const name = explicitName(resource, 'Name') ?? logicalId;
        return named(name, { Arn: arnOf('scheduler', `schedule-group/${name}`) });
      }
      default:
        return otherIdentity(logicalId, resource);
    }
  };
}

function otherIdentity(logicalId: string, resource: Resource): Identity {
  switch (resource.Type) {
    case 'AWS::IAM::Role': {
      const name = explicitName(resource, 'RoleName') ?? logicalId;
      return named(name, { Arn: `arn:aws:iam::${ACCOUNT_ID}:role/${name}`, RoleId: logicalId });
    }
    case 'AWS::KMS::Key':
      return named(logicalId, { Arn: arnOf('kms', `key/${logicalId}`), KeyId: logicalId });
    case 'AWS::SES::ConfigurationSet':
      return named(explicitName(resource, 'Name') ?? logicalId, {});
    case 'AWS::SES::EmailIdentity':
      return named(explicitName(resource, 'EmailIdentity') ?? logicalId, {});
    default: {
      const service = resource.Type.split('::')[1]?.toLowerCase() ?? 'other';
      return named(logicalId, { Arn: arnOf(service, logicalId) });
    }
  }
}

const named = (ref: string, attributes: Record<string, string>): Identity => ({ ref, attributes });

function explicitName(resource: Resource, property: string): string | undefined {
  return z.string().safeParse(resource.Properties[property]).data;
}

/** A function is called after its folder, which is how people and tests know it. */
function functionNames(templates: readonly Template[]): ReadonlyMap<Resource, string> {
  const functions = templates
    .flatMap(({ Resources }) => Object.entries(Resources))
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const folders = functions.map(([, { Metadata }]) => {
    const entry = z.string().safeParse(Metadata[ENTRY_METADATA]).data;
    return entry === undefined ? undefined : basename(dirname(entry));
  });
  return new Map(
    functions.map(([logicalId, resource], index) => {
      const folder = folders[index];
      const alone = folder !== undefined && folders.filter((other) => other === folder).length === 1;
      return [resource, alone ? folder : (explicitName(resource, 'FunctionName') ?? logicalId)];
    }),
  );
}
