import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import { HouseLogGroup } from './house-log-group.ts';

export interface HouseStateMachineProps {
  readonly stateMachineName: string;
  readonly key: kms.IKey;
  readonly alarms: AlarmTopic;
  /** What it means for people when an execution does not end well. */
  readonly impact: string;
  /** The heading in docs/runbook.md below which stands what to do then. */
  readonly runbook: string;
  /** Makes the states, below the given scope. */
  readonly definition: (scope: Construct) => sfn.IChainable;
  /** The functions that its states call, and no others. */
  readonly invokes: readonly lambda.IFunction[];
}

/** A standard workflow: logs every step without its data, is traced, and alarms on each execution that does not end well. */
export class HouseStateMachine extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: HouseStateMachineProps) {
    super(scope, id);
    const role = this.#role(props.invokes);
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName: props.stateMachineName,
      stateMachineType: sfn.StateMachineType.STANDARD,
      definitionBody: sfn.DefinitionBody.fromChainable(props.definition(this)),
      // CDK would add `function:*` for versions that do not exist.
      role: role.withoutPolicyUpdates(),
      logs: {
        destination: new HouseLogGroup(this, 'Logs', {
          key: props.key,
          vended: { service: 'states', of: props.stateMachineName },
        }),
        level: sfn.LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
    });
    // Step Functions tries the log destination while the machine is made.
    this.stateMachine.node.addDependency(role);
    const { impact, runbook } = props;
    props.alarms.watch(this, 'NotSucceeded', { metric: this.#notSucceeded(), threshold: 1, impact, runbook });
  }

  #role(invokes: readonly lambda.IFunction[]): iam.Role {
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: invokes.map((invoked) => invoked.functionArn),
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: [
          'logs:CreateLogDelivery',
          'logs:DeleteLogDelivery',
          'logs:DescribeLogGroups',
          'logs:DescribeResourcePolicies',
          'logs:GetLogDelivery',
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:UpdateLogDelivery',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:PutTelemetryRecords',
          'xray:PutTraceSegments',
        ],
        resources: ['*'],
      }),
    );
    cdk.Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Log deliveries of Step Functions and X-Ray segments have no resource to name: AWS accepts only "*" here.',
    });
    return role;
  }

  #notSucceeded(): cloudwatch.IMetric {
    const period = cdk.Duration.minutes(1);
    return new cloudwatch.MathExpression({
      label: 'executions that failed, timed out or were aborted',
      // A sum with a metric that has no data has no data itself, and would never alarm.
      expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)',
      usingMetrics: {
        failed: this.stateMachine.metricFailed({ period }),
        timedOut: this.stateMachine.metricTimedOut({ period }),
        aborted: this.stateMachine.metricAborted({ period }),
      },
      period,
    });
  }
}
