import type * as cdk from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { DEFECT } from '../../core/errors.ts';
import { versioned } from '../../core/stored.ts';
import { FUNCTION_DIED, NO_PLACE_FREE } from './retries.ts';

/** Where a step's answer lands, and where the choices read it. */
const RESULT_PATH = '$.stap';
const OUTCOME = '$.stap.uitkomst';
/** Where a Catch puts the error, and a Pass that stands in for one. */
export const FOUT = '$.fout';
/** For how long the next state waits, when it goes by that. */
const WAIT_SECONDS = '$.stap.wachtSeconden';

interface Step {
  readonly invokes: lambda.IFunction;
  /** What this step tries again besides the failures of Lambda itself. */
  readonly retries: readonly sfn.RetryProps[];
}

interface WaitingStep extends Step {
  /** The one field of the execution's input that the function gets besides the token. */
  readonly subject: 'aanmeldingId' | 'uitwisselingId';
  /** Fixed, or until the moment that the step before gave (`$.stap.wachtSeconden`). */
  readonly timeout: cdk.Duration | 'as-step-says';
  readonly says?: Constants;
}

/** What the definition itself tells the function, besides the subject. */
type Constants = Readonly<Record<string, string>>;

interface SubjectStep extends Step {
  readonly subject: 'aanmeldingId';
  readonly says: Constants;
  /** Hands on what Catch put into {@link FOUT}. */
  readonly withFout?: true;
}

/** Calls the function with all that the machine knows (its subject, and the last step's answer); its answer lands in `$.stap`. */
export function step(scope: Construct, id: string, { invokes, retries }: Step): tasks.LambdaInvoke {
  const task = new tasks.LambdaInvoke(scope, id, {
    lambdaFunction: invokes,
    payloadResponseOnly: true,
    resultPath: RESULT_PATH,
    retryOnServiceExceptions: false,
  });
  return withRetries(task, retries);
}

/** Calls the function with its subject, these constants and perhaps the error only; its answer lands in `$.stap`. */
export function subjectStep(
  scope: Construct,
  id: string,
  { invokes, subject, says, withFout, retries }: SubjectStep,
): tasks.LambdaInvoke {
  const task = new tasks.LambdaInvoke(scope, id, {
    lambdaFunction: invokes,
    payloadResponseOnly: true,
    payload: sfn.TaskInput.fromObject({
      ...versioned({}),
      [subject]: sfn.JsonPath.stringAt(`$.${subject}`),
      ...says,
      ...(withFout === undefined ? {} : { fout: sfn.JsonPath.objectAt(FOUT) }),
    }),
    resultPath: RESULT_PATH,
    retryOnServiceExceptions: false,
  });
  return withRetries(task, retries);
}

/** Calls the function with its subject and a task token, and waits until someone reports it, or throws `States.Timeout`. */
export function waitingStep(
  scope: Construct,
  id: string,
  { invokes, subject, retries, timeout, says = {} }: WaitingStep,
): tasks.LambdaInvoke {
  const task = new tasks.LambdaInvoke(scope, id, {
    lambdaFunction: invokes,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({
      ...versioned({}),
      [subject]: sfn.JsonPath.stringAt(`$.${subject}`),
      taakToken: sfn.JsonPath.taskToken,
      ...says,
    }),
    resultPath: RESULT_PATH,
    taskTimeout: timeout === 'as-step-says' ? sfn.Timeout.at(WAIT_SECONDS) : sfn.Timeout.duration(timeout),
    retryOnServiceExceptions: false,
  });
  return withRetries(task, retries);
}

function withRetries(task: tasks.LambdaInvoke, retries: readonly sfn.RetryProps[]): tasks.LambdaInvoke {
  for (const retry of [...retries, NO_PLACE_FREE, FUNCTION_DIED]) task.addRetry(retry);
  return task;
}

/** Goes by the outcome that the last step gave; one that is not listed is a defect. */
export function byOutcome(
  scope: Construct,
  id: string,
  routes: Readonly<Record<string, sfn.IChainable>>,
  unexpected: sfn.IChainable,
): sfn.Choice {
  const choice = new sfn.Choice(scope, id);
  for (const [outcome, next] of Object.entries(routes)) {
    choice.when(sfn.Condition.stringEquals(OUTCOME, outcome), next);
  }
  return choice.otherwise(unexpected);
}

/** The end of an execution whose step gave an outcome that nobody foresaw. */
export function unexpectedOutcome(scope: Construct, id: string): sfn.Fail {
  return new sfn.Fail(scope, id, { error: DEFECT, cause: 'A step gave an outcome that the workflow does not know.' });
}

/** Waits until the moment, or for as many seconds, as the last step said. */
export const waitUntilStep = (scope: Construct, id: string): sfn.Wait =>
  new sfn.Wait(scope, id, { time: sfn.WaitTime.timestampPath('$.stap.tot') });
export const waitSecondsOfStep = (scope: Construct, id: string): sfn.Wait =>
  new sfn.Wait(scope, id, { time: sfn.WaitTime.secondsPath(WAIT_SECONDS) });
