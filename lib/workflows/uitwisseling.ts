import * as cdk from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { DEFECT, REFUSED } from '../../core/errors.ts';
import { versioned } from '../../core/stored.ts';
import { LEVERING_AFGEKEURD } from '../../core/uitwisseling/uitwisseling.ts';
import { VRIJGAVE_DAGEN } from '../../core/uitwisseling/vastgehouden.ts';
import { AT_NMBRS, AWS_HOLD_UP, FUNCTION_DIED, PARTS_MISSING } from './retries.ts';
import { byOutcome, FOUT, step, waitingStep, waitSecondsOfStep, waitUntilStep } from './steps.ts';

/** In which all parts of an ordinary employer are fetched; after it the missing ones are sent again. */
const PARTS_PATIENCE = cdk.Duration.minutes(30);

/** In which a.s.r. decides about a data set that is held. The working files live longer: see the data stack. */
const DECISION_PATIENCE = cdk.Duration.days(VRIJGAVE_DAGEN);

export interface UitwisselingFunctions {
  readonly checkRun: lambda.IFunction;
  readonly planUitwisseling: lambda.IFunction;
  readonly distributeDelen: lambda.IFunction;
  readonly pollRapport: lambda.IFunction;
  readonly assembleGegevensset: lambda.IFunction;
  readonly askVrijgave: lambda.IFunction;
  readonly completeUitwisseling: lambda.IFunction;
  readonly failUitwisseling: lambda.IFunction;
}

/** One exchange of one period; input `{uitwisselingId}`. Whatever fails is marked as such before the execution fails. */
export function uitwisseling(scope: Construct, functions: UitwisselingFunctions): sfn.IChainable {
  const atNmbrs = { retries: AT_NMBRS };
  const atAws = { retries: [AWS_HOLD_UP] };

  const checkRun = step(scope, 'CheckRun', { invokes: functions.checkRun, ...atNmbrs });
  const wachtOpRun = waitUntilStep(scope, 'WachtOpRun');
  const planUitwisseling = step(scope, 'PlanUitwisseling', { invokes: functions.planUitwisseling, ...atNmbrs });
  const distributeDelen = waitingStep(scope, 'DistributeDelen', {
    invokes: functions.distributeDelen,
    subject: 'uitwisselingId',
    retries: [PARTS_MISSING, AWS_HOLD_UP],
    timeout: PARTS_PATIENCE,
  });
  const wachtOpRapport = waitSecondsOfStep(scope, 'WachtOpRapport');
  const pollRapport = step(scope, 'PollRapport', { invokes: functions.pollRapport, ...atNmbrs });
  const assembleGegevensset = step(scope, 'AssembleGegevensset', { invokes: functions.assembleGegevensset, ...atAws });
  const askVrijgave = waitingStep(scope, 'AskVrijgave', {
    invokes: functions.askVrijgave,
    subject: 'uitwisselingId',
    retries: [AWS_HOLD_UP],
    timeout: DECISION_PATIENCE,
  });
  const completeUitwisseling = step(scope, 'CompleteUitwisseling', {
    invokes: functions.completeUitwisseling,
    ...atAws,
  });
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = errorIn(scope, 'OnbekendeUitkomst', `${DEFECT}.onbekende-uitkomst`);
  // A worker's refusal, where Catch would have put it.
  const deelGeweigerd = new sfn.Pass(scope, 'DeelGeweigerd', { inputPath: '$.stap', resultPath: FOUT });
  const vrijgaveVerlopen = errorIn(scope, 'VrijgaveVerlopen', `${REFUSED}.vrijgave-verlopen`);
  const failUitwisseling = markFailed(scope, 'FailUitwisseling', functions.failUitwisseling);
  const leveringAfgekeurd = errorIn(scope, 'LeveringAfgekeurd', `${REFUSED}.${LEVERING_AFGEKEURD}`);
  const failUitwisselingAfgekeurd = markFailed(scope, 'FailUitwisselingAfgekeurd', functions.failUitwisseling);
  const mislukt = new sfn.Fail(scope, 'Mislukt', { errorPath: sfn.JsonPath.stringAt(`${FOUT}.Error`) });

  // The flow.
  checkRun.next(
    byOutcome(
      scope,
      'UitkomstRun',
      { 'run-vergrendeld': planUitwisseling, wacht: wachtOpRun, vervallen: klaar },
      onbekend,
    ),
  );
  wachtOpRun.next(checkRun);
  planUitwisseling.next(distributeDelen);
  distributeDelen.next(
    byOutcome(
      scope,
      'UitkomstDelen',
      { opgehaald: assembleGegevensset, 'rapport-loopt': pollRapport, geweigerd: deelGeweigerd },
      onbekend,
    ),
  );
  deelGeweigerd.next(failUitwisseling);
  wachtOpRapport.next(pollRapport);
  pollRapport.next(
    byOutcome(scope, 'UitkomstRapport', { bezig: wachtOpRapport, klaar: assembleGegevensset }, onbekend),
  );
  assembleGegevensset.next(
    byOutcome(scope, 'UitkomstGegevensset', { compleet: completeUitwisseling, vastgehouden: askVrijgave }, onbekend),
  );
  askVrijgave.next(
    byOutcome(
      scope,
      'UitkomstVrijgave',
      { leveren: assembleGegevensset, afkeuren: leveringAfgekeurd, vervallen: klaar },
      onbekend,
    ),
  );
  askVrijgave.addCatch(vrijgaveVerlopen, { errors: [sfn.Errors.TIMEOUT], resultPath: sfn.JsonPath.DISCARD });
  // What nobody decided about is fetched again, as newer data, and asked again. Neither is a failure of the machine: no alarm goes.
  vrijgaveVerlopen.next(failUitwisselingAfgekeurd);
  leveringAfgekeurd.next(failUitwisselingAfgekeurd);
  failUitwisselingAfgekeurd.next(klaar);
  completeUitwisseling.next(klaar);
  // Not CompleteUitwisseling: then the set is delivered, so the exchange did not fail, and a redrive closes it.
  for (const task of [checkRun, planUitwisseling, distributeDelen, pollRapport, assembleGegevensset, askVrijgave]) {
    task.addCatch(failUitwisseling, { errors: [sfn.Errors.ALL], resultPath: FOUT });
  }
  onbekend.next(failUitwisseling);
  failUitwisseling.next(mislukt);
  return checkRun;
}

/** Puts an error, named with its code, where Catch would have put it. */
const errorIn = (scope: Construct, id: string, name: string): sfn.Pass =>
  new sfn.Pass(scope, id, { result: sfn.Result.fromObject({ Error: name }), resultPath: FOUT });

/** Gets the subject and the error whole, of which it takes the code and nothing else. */
function markFailed(scope: Construct, id: string, invokes: lambda.IFunction): tasks.LambdaInvoke {
  const task = new tasks.LambdaInvoke(scope, id, {
    lambdaFunction: invokes,
    payloadResponseOnly: true,
    payload: sfn.TaskInput.fromObject({
      ...versioned({}),
      uitwisselingId: sfn.JsonPath.stringAt('$.uitwisselingId'),
      fout: sfn.JsonPath.objectAt(FOUT),
    }),
    resultPath: sfn.JsonPath.DISCARD,
    retryOnServiceExceptions: false,
  });
  for (const retry of [AWS_HOLD_UP, FUNCTION_DIED]) task.addRetry(retry);
  return task;
}
