import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { AWS_HOLD_UP } from './retries.ts';
import { byOutcome, step, unexpectedOutcome, waitUntilStep } from './steps.ts';

export interface VerzoekFunctions {
  readonly carryOutVerzoek: lambda.IFunction;
}

/**
 * From the akkoord on a request about one employee to its end; input `{verzoekId}`. Each step goes through one place: some eight events for
 * each of the hundred places of a koppeling, twice. While an exchange is fetching or held an erasure looks every half hour, and the
 * 25,000 events of an execution last for two months of that.
 *
 * Errors that are not listed end the execution where it stands: a redrive goes on at the step, which finds in the table how far it was.
 */
export function verzoek(scope: Construct, functions: VerzoekFunctions): sfn.IChainable {
  const carryOutVerzoek = step(scope, 'CarryOutVerzoek', {
    invokes: functions.carryOutVerzoek,
    retries: [AWS_HOLD_UP],
  });
  const wacht = waitUntilStep(scope, 'Wacht');
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  carryOutVerzoek.next(byOutcome(scope, 'UitkomstVerzoek', { verder: carryOutVerzoek, wacht, klaar }, onbekend));
  wacht.next(carryOutVerzoek);
  return carryOutVerzoek;
}
