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
  readonly controleerRun: lambda.IFunction;
  readonly planUitwisseling: lambda.IFunction;
  readonly verdeelDelen: lambda.IFunction;
  readonly peilRapport: lambda.IFunction;
  readonly stelSamen: lambda.IFunction;
  readonly vraagVrijgave: lambda.IFunction;
  readonly rondAf: lambda.IFunction;
  readonly markeerMislukt: lambda.IFunction;
}

/** One exchange of one period; input `{uitwisselingId}`. Whatever fails is marked as such before the execution fails. */
export function uitwisseling(scope: Construct, functions: UitwisselingFunctions): sfn.IChainable {
  const atNmbrs = { retries: AT_NMBRS };
  const atAws = { retries: [AWS_HOLD_UP] };

  const controleerRun = step(scope, 'ControleerRun', { invokes: functions.controleerRun, ...atNmbrs });
  const wachtOpRun = waitUntilStep(scope, 'WachtOpRun');
  const plan = step(scope, 'Plan', { invokes: functions.planUitwisseling, ...atNmbrs });
  const verdeel = waitingStep(scope, 'Verdeel', {
    invokes: functions.verdeelDelen,
    subject: 'uitwisselingId',
    retries: [PARTS_MISSING, AWS_HOLD_UP],
    timeout: PARTS_PATIENCE,
  });
  const wachtOpRapport = waitSecondsOfStep(scope, 'WachtOpRapport');
  const peilRapport = step(scope, 'PeilRapport', { invokes: functions.peilRapport, ...atNmbrs });
  const stelSamen = step(scope, 'StelSamen', { invokes: functions.stelSamen, ...atAws });
  const vraagVrijgave = waitingStep(scope, 'VraagVrijgave', {
    invokes: functions.vraagVrijgave,
    subject: 'uitwisselingId',
    retries: [AWS_HOLD_UP],
    timeout: DECISION_PATIENCE,
  });
  const rondAf = step(scope, 'RondAf', { invokes: functions.rondAf, ...atAws });
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = errorIn(scope, 'OnbekendeUitkomst', `${DEFECT}.onbekende-uitkomst`);
  // A worker's refusal, where Catch would have put it.
  const deelGeweigerd = new sfn.Pass(scope, 'DeelGeweigerd', { inputPath: '$.stap', resultPath: FOUT });
  const vrijgaveVerlopen = errorIn(scope, 'VrijgaveVerlopen', `${REFUSED}.vrijgave-verlopen`);
  const markeerMislukt = markFailed(scope, 'MarkeerMislukt', functions.markeerMislukt);
  const leveringAfgekeurd = errorIn(scope, 'LeveringAfgekeurd', `${REFUSED}.${LEVERING_AFGEKEURD}`);
  const markeerAfgekeurd = markFailed(scope, 'MarkeerAfgekeurd', functions.markeerMislukt);
  const mislukt = new sfn.Fail(scope, 'Mislukt', { errorPath: sfn.JsonPath.stringAt(`${FOUT}.Error`) });

  // The flow.
  controleerRun.next(
    byOutcome(scope, 'UitkomstRun', { 'run-vergrendeld': plan, wacht: wachtOpRun, vervallen: klaar }, onbekend),
  );
  wachtOpRun.next(controleerRun);
  plan.next(verdeel);
  verdeel.next(
    byOutcome(
      scope,
      'UitkomstDelen',
      { opgehaald: stelSamen, 'rapport-loopt': peilRapport, geweigerd: deelGeweigerd },
      onbekend,
    ),
  );
  deelGeweigerd.next(markeerMislukt);
  wachtOpRapport.next(peilRapport);
  peilRapport.next(byOutcome(scope, 'UitkomstRapport', { bezig: wachtOpRapport, klaar: stelSamen }, onbekend));
  stelSamen.next(byOutcome(scope, 'UitkomstStelSamen', { compleet: rondAf, vastgehouden: vraagVrijgave }, onbekend));
  vraagVrijgave.next(
    byOutcome(
      scope,
      'UitkomstVrijgave',
      { leveren: stelSamen, afkeuren: leveringAfgekeurd, vervallen: klaar },
      onbekend,
    ),
  );
  vraagVrijgave.addCatch(vrijgaveVerlopen, { errors: [sfn.Errors.TIMEOUT], resultPath: sfn.JsonPath.DISCARD });
  // What nobody decided about is fetched again, as newer data, and asked again. Neither is a failure of the machine: no alarm goes.
  vrijgaveVerlopen.next(markeerAfgekeurd);
  leveringAfgekeurd.next(markeerAfgekeurd);
  markeerAfgekeurd.next(klaar);
  rondAf.next(klaar);
  // Not RondAf: then the set is delivered, so the exchange did not fail, and a redrive closes it.
  for (const task of [controleerRun, plan, verdeel, peilRapport, stelSamen, vraagVrijgave]) {
    task.addCatch(markeerMislukt, { errors: [sfn.Errors.ALL], resultPath: FOUT });
  }
  onbekend.next(markeerMislukt);
  markeerMislukt.next(mislukt);
  return controleerRun;
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
