import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { AWS_HOLD_UP } from './retries.ts';
import { byOutcome, step, unexpectedOutcome, waitUntilStep } from './steps.ts';

export interface AfmeldingFunctions {
  readonly endKoppeling: lambda.IFunction;
}

/**
 * From afmelding to receipt; input `{aanmeldingId}`. The one step says until when to wait (the last day of the koppeling, or
 * an exchange that still runs) and does the work when it is time.
 *
 * Errors that are not listed end the execution where it stands, on purpose without a catch: a redrive goes on at the step,
 * which finds in the table what is left to erase.
 */
export function afmelding(scope: Construct, functions: AfmeldingFunctions): sfn.IChainable {
  const endKoppeling = step(scope, 'EndKoppeling', { invokes: functions.endKoppeling, retries: [AWS_HOLD_UP] });
  const wacht = waitUntilStep(scope, 'Wacht');
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  endKoppeling.next(byOutcome(scope, 'UitkomstBeeindiging', { wacht, beeindigd: klaar }, onbekend));
  wacht.next(endKoppeling);
  return endKoppeling;
}
