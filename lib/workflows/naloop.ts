import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DEFECT } from '../../core/errors.ts';
import { AWS_HOLD_UP } from './retries.ts';
import { byOutcome, step, unexpectedOutcome } from './steps.ts';

export interface NaloopFunctions {
  readonly loopNa: lambda.IFunction;
  readonly ruimOp: lambda.IFunction;
}

/**
 * The daily round over all koppelingen; input `{}`. Each step looks at a part of them and says where the next one goes on:
 * 100 koppelingen in some six events, so that the 25,000 of one execution last for 400,000. It calls Nmbrs, yet tries
 * nothing of that again: what one koppeling meets there stays with it until tomorrow's round. After it, whether or not all could be mended,
 * what was kept long enough is erased.
 */
export function naloop(scope: Construct, functions: NaloopFunctions): sfn.IChainable {
  const loopNa = step(scope, 'LoopNa', { invokes: functions.loopNa, retries: [AWS_HOLD_UP] });
  const clean = (id: string) => step(scope, id, { invokes: functions.ruimOp, retries: [AWS_HOLD_UP] });
  const ruimOp = clean('RuimOp');
  const ruimOpNaFouten = clean('RuimOpNaFouten');
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const metFouten = new sfn.Fail(scope, 'MetFouten', {
    error: DEFECT,
    cause: 'Some koppelingen could not be mended; the log of loop-na names them.',
  });
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  loopNa.next(
    byOutcome(scope, 'UitkomstNaloop', { verder: loopNa, klaar: ruimOp, 'met-fouten': ruimOpNaFouten }, onbekend),
  );
  ruimOp.next(byOutcome(scope, 'UitkomstOpruiming', { verder: ruimOp, klaar }, onbekend));
  ruimOpNaFouten.next(
    byOutcome(scope, 'UitkomstOpruimingNaFouten', { verder: ruimOpNaFouten, klaar: metFouten }, onbekend),
  );
  return loopNa;
}
