import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { VRIJ_VAN_ALLE } from '../../core/toegang/loginrem.ts';
import type { Access } from '../access.ts';
import type { Platform } from './platform.ts';

const NAMESPACE = 'Salariskoppeling';
const REFUSED = { metricNamespace: NAMESPACE, metricName: 'LoginsRefused' } as const;
const HELD_UP = { metricNamespace: NAMESPACE, metricName: 'LoginsHeldUp' } as const;
/** A clerk who is told to wait tries again once or twice too early. */
const MANY_HELD_UP = 10;

const linesWith = (code: string) => FilterPattern.stringValue('$.code', '=', code);
const perHour = ({ metricNamespace, metricName }: typeof REFUSED | typeof HELD_UP) =>
  new cloudwatch.Metric({
    ...{ namespace: metricNamespace, metricName, statistic: 'Sum' },
    period: cdk.Duration.hours(1),
  });

/** Watches the logins that strangers may try: whoever does so is only slowed down, so that a person must hear of it. */
export class Logins extends Construct {
  constructor(scope: Construct, id: string, { alarms }: Pick<Platform, 'alarms'>) {
    super(scope, id);
    alarms.watch(this, 'Refused', {
      metric: perHour(REFUSED),
      threshold: VRIJ_VAN_ALLE,
      impact:
        'Nmbrs refused very many logins of sign-ups in an hour: somebody tries out logins on us, and Nmbrs may shut a.s.r. out, which stops every exchange. New logins wait up to half an hour.',
      runbook: 'Many logins are refused',
    });
    alarms.watch(this, 'HeldUp', {
      metric: perHour(HELD_UP),
      threshold: MANY_HELD_UP,
      impact:
        'Logins wait before they are tried, because Nmbrs refused too many of the same account: somebody guesses the token of an office, or an office sends a wrong one again and again. Its koppelingen are exchanged as ever.',
      runbook: 'Logins are held up',
    });
  }

  /** For a function that tries logins of sign-ups: what it logs of them is counted. */
  access(): Access {
    return {
      environment: {},
      statements: [],
      counted: [
        { id: 'LoginsRefused', filterPattern: linesWith('login.geweigerd'), ...REFUSED },
        { id: 'LoginsHeldUp', filterPattern: linesWith('login.afgeremd'), ...HELD_UP },
      ],
    };
  }
}
