import * as cdk from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { AWS_HOLD_UP, NMBRS_HOLD_UP } from './retries.ts';
import { byOutcome, step, unexpectedOutcome, waitingStep } from './steps.ts';

/** How long a sign-up waits for people: the office to repair, or a.s.r. to decide. Every recheck starts it anew. */
const PATIENCE = cdk.Duration.days(30);

export interface RealisatieFunctions {
  readonly controleer: lambda.IFunction;
  readonly vraagHerstel: lambda.IFunction;
  readonly vraagAkkoord: lambda.IFunction;
  readonly realiseer: lambda.IFunction;
  readonly laatVervallen: lambda.IFunction;
  readonly bevestig: lambda.IFunction;
}

/**
 * From sign-up to realised koppeling; input `{aanmeldingId}`.
 *
 * Errors that are not listed end the execution where it stands, on purpose without a catch: after the mend a redrive goes
 * on at the step that failed, which it could not do once the execution has moved to a failure state.
 */
export function realisatie(scope: Construct, functions: RealisatieFunctions): sfn.IChainable {
  const atNmbrs = { retries: [NMBRS_HOLD_UP] };
  const atAws = { retries: [AWS_HOLD_UP] };
  const forPeople = { subject: 'aanmeldingId', timeout: PATIENCE, ...atAws } as const;

  const controleer = step(scope, 'Controleer', { invokes: functions.controleer, ...atNmbrs });
  const vraagHerstel = waitingStep(scope, 'VraagHerstel', { invokes: functions.vraagHerstel, ...forPeople });
  const vraagAkkoord = waitingStep(scope, 'VraagAkkoord', { invokes: functions.vraagAkkoord, ...forPeople });
  const realiseer = step(scope, 'Realiseer', { invokes: functions.realiseer, ...atNmbrs });
  const laatVervallen = step(scope, 'LaatVervallen', { invokes: functions.laatVervallen, ...atAws });
  const bevestig = step(scope, 'Bevestig', { invokes: functions.bevestig, ...atAws });
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  controleer.next(
    byOutcome(
      scope,
      'UitkomstControle',
      { 'akkoord-vragen': vraagAkkoord, 'herstel-nodig': vraagHerstel, gestopt: klaar },
      onbekend,
    ),
  );
  vraagHerstel.next(byOutcome(scope, 'UitkomstHerstel', { hercontrole: controleer }, onbekend));
  vraagAkkoord.next(
    byOutcome(scope, 'Besluit', { goedgekeurd: realiseer, afgewezen: bevestig, hercontrole: controleer }, onbekend),
  );
  realiseer.next(
    byOutcome(scope, 'UitkomstRealisatie', { gerealiseerd: bevestig, 'herstel-nodig': vraagHerstel }, onbekend),
  );
  for (const waiting of [vraagHerstel, vraagAkkoord]) {
    waiting.addCatch(laatVervallen, { errors: [sfn.Errors.TIMEOUT], resultPath: sfn.JsonPath.DISCARD });
  }
  // Someone may have acted in the last moment: then that stands.
  laatVervallen.next(
    byOutcome(
      scope,
      'UitkomstVervallen',
      { vervallen: bevestig, goedgekeurd: realiseer, afgewezen: bevestig, hercontrole: controleer },
      onbekend,
    ),
  );
  bevestig.next(klaar);
  return controleer;
}
