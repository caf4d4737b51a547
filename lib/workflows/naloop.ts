import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DEFECT } from '../../core/errors.ts';
import { AWS_HOLD_UP } from './retries.ts';
import { byOutcome, step, unexpectedOutcome } from './steps.ts';

export interface NaloopFunctions {
  readonly reconcileKoppelingen: lambda.IFunction;
  readonly cleanUp: lambda.IFunction;
}

/**
 * The daily round over all koppelingen; input `{}`. Each step looks at a part of them and says where the next one goes on:
 * 100 koppelingen in some six events, so that the 25,000 of one execution last for 400,000. It calls Nmbrs, yet tries
 * nothing of that again: what one koppeling meets there stays with it until tomorrow's round. After it, whether or not all could be mended,
 * what was kept long enough is erased.
 */
export function naloop(scope: Construct, functions: NaloopFunctions): sfn.IChainable {
  const reconcileKoppelingen = step(scope, 'ReconcileKoppelingen', {
    invokes: functions.reconcileKoppelingen,
    retries: [AWS_HOLD_UP],
  });
  const clean = (id: string) => step(scope, id, { invokes: functions.cleanUp, retries: [AWS_HOLD_UP] });
  const cleanUp = clean('CleanUp');
  const cleanUpNaFouten = clean('CleanUpNaFouten');
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const metFouten = new sfn.Fail(scope, 'MetFouten', {
    error: DEFECT,
    cause: 'Some koppelingen could not be mended; the log of reconcile-koppelingen names them.',
  });
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  reconcileKoppelingen.next(
    byOutcome(
      scope,
      'UitkomstNaloop',
      { verder: reconcileKoppelingen, klaar: cleanUp, 'met-fouten': cleanUpNaFouten },
      onbekend,
    ),
  );
  cleanUp.next(byOutcome(scope, 'UitkomstOpruiming', { verder: cleanUp, klaar }, onbekend));
  cleanUpNaFouten.next(
    byOutcome(scope, 'UitkomstOpruimingNaFouten', { verder: cleanUpNaFouten, klaar: metFouten }, onbekend),
  );
  return reconcileKoppelingen;
}
