import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { TRANSIENT, UNCLEAR } from '../../core/errors.ts';
import { AT_NMBRS, AWS_HOLD_UP, MAIL_HOLD_UP } from './retries.ts';
import { byOutcome, FOUT, step, subjectStep, unexpectedOutcome, waitingStep } from './steps.ts';

export interface RealisatieFunctions {
  readonly bevestigOntvangst: lambda.IFunction;
  readonly controleer: lambda.IFunction;
  readonly staakControle: lambda.IFunction;
  readonly vraagHerstel: lambda.IFunction;
  readonly vraagAkkoord: lambda.IFunction;
  readonly herinner: lambda.IFunction;
  readonly realiseer: lambda.IFunction;
  readonly laatVervallen: lambda.IFunction;
  readonly bevestig: lambda.IFunction;
}

/**
 * From sign-up to realised koppeling; input `{aanmeldingId}`.
 *
 * Whoever must act (the office to repair, a.s.r. to decide) is waited for in three states with a reminder before the
 * second and the third; each waits as long as the step before it says. An act between two of them is picked up by the
 * next. Only a new controle starts the wait anew.
 *
 * A controle that came to no end is given up and becomes a wait for the office, which can have it done again: no answer of
 * Nmbrs leaves a sign-up where nobody can do anything. So does a realisatie that Nmbrs gives no answer to; the besluit goes with it.
 *
 * One that a.s.r. rejects while it is checked, repaired or realised ends at its next step: its office is told.
 *
 * One that another aanmelding of the same numbers overtook ends at its next controle, wherever it waited: its office is told.
 *
 * Other errors end the execution where it stands, on purpose without a catch: after the mend a redrive goes
 * on at the step that failed, which it could not do once the execution has moved to a failure state.
 */
export function realisatie(scope: Construct, functions: RealisatieFunctions): sfn.IChainable {
  const atNmbrs = { retries: AT_NMBRS };
  const atAws = { retries: [AWS_HOLD_UP] };
  const aanmelding = { subject: 'aanmeldingId', ...atAws } as const;
  const wait = (id: string, invokes: lambda.IFunction, ronde: 'gevraagd' | 'herinnerd' | 'aangedrongen') =>
    waitingStep(scope, id, { invokes, ...aanmelding, says: { ronde }, timeout: 'as-step-says' });
  const remind = (id: string, ronde: 'herinnerd' | 'aangedrongen') =>
    subjectStep(scope, id, { invokes: functions.herinner, ...aanmelding, says: { ronde } });
  const giveUp = (id: string, bij: 'controle' | 'realisatie') =>
    subjectStep(scope, id, { invokes: functions.staakControle, ...aanmelding, says: { bij }, withFout: true });

  const bevestigOntvangst = step(scope, 'BevestigOntvangst', {
    invokes: functions.bevestigOntvangst,
    retries: [MAIL_HOLD_UP],
  });
  const controleer = step(scope, 'Controleer', { invokes: functions.controleer, ...atNmbrs });
  const staakControle = giveUp('StaakControle', 'controle');
  const staakRealisatie = giveUp('StaakRealisatie', 'realisatie');
  const vraagHerstel = wait('VraagHerstel', functions.vraagHerstel, 'gevraagd');
  const herinnerHerstel = remind('HerinnerHerstel', 'herinnerd');
  const vraagHerstelNaHerinnering = wait('VraagHerstelNaHerinnering', functions.vraagHerstel, 'herinnerd');
  const herinnerHerstelLaatst = remind('HerinnerHerstelLaatst', 'aangedrongen');
  const vraagHerstelNaLaatste = wait('VraagHerstelNaLaatste', functions.vraagHerstel, 'aangedrongen');
  const vraagAkkoord = wait('VraagAkkoord', functions.vraagAkkoord, 'gevraagd');
  const herinnerAkkoord = remind('HerinnerAkkoord', 'herinnerd');
  const vraagAkkoordNaHerinnering = wait('VraagAkkoordNaHerinnering', functions.vraagAkkoord, 'herinnerd');
  const escaleerAkkoord = remind('EscaleerAkkoord', 'aangedrongen');
  const vraagAkkoordNaEscalatie = wait('VraagAkkoordNaEscalatie', functions.vraagAkkoord, 'aangedrongen');
  const realiseer = step(scope, 'Realiseer', { invokes: functions.realiseer, ...atNmbrs });
  const laatVervallen = step(scope, 'LaatVervallen', { invokes: functions.laatVervallen, ...atAws });
  const bevestig = step(scope, 'Bevestig', { invokes: functions.bevestig, ...atAws });
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  bevestigOntvangst.next(controleer);
  bevestigOntvangst.addCatch(controleer, { errors: [sfn.Errors.ALL], resultPath: sfn.JsonPath.DISCARD });
  const gecontroleerd = byOutcome(
    scope,
    'UitkomstControle',
    { 'akkoord-vragen': vraagAkkoord, 'herstel-nodig': vraagHerstel, realiseren: realiseer, gestopt: bevestig },
    onbekend,
  );
  controleer.next(gecontroleerd);
  controleer.addCatch(staakControle, { errors: [sfn.Errors.ALL], resultPath: FOUT });
  staakControle.next(gecontroleerd);
  const hersteld = byOutcome(
    scope,
    'UitkomstHerstel',
    { hercontrole: controleer, afgewezen: bevestig, gestopt: klaar },
    onbekend,
  );
  inTurn([vraagHerstel, herinnerHerstel, vraagHerstelNaHerinnering, herinnerHerstelLaatst, vraagHerstelNaLaatste], {
    answered: hersteld,
    silent: laatVervallen,
  });
  const besloten = byOutcome(
    scope,
    'Besluit',
    { goedgekeurd: realiseer, afgewezen: bevestig, hercontrole: controleer, gestopt: klaar },
    onbekend,
  );
  inTurn([vraagAkkoord, herinnerAkkoord, vraagAkkoordNaHerinnering, escaleerAkkoord, vraagAkkoordNaEscalatie], {
    answered: besloten,
    silent: laatVervallen,
  });
  realiseer.next(
    byOutcome(
      scope,
      'UitkomstRealisatie',
      { gerealiseerd: bevestig, 'herstel-nodig': vraagHerstel, afgewezen: bevestig, gestopt: klaar },
      onbekend,
    ),
  );
  realiseer.addCatch(staakRealisatie, { errors: [TRANSIENT, UNCLEAR], resultPath: FOUT });
  staakRealisatie.next(
    byOutcome(scope, 'UitkomstStaking', { 'herstel-nodig': vraagHerstel, realiseren: realiseer }, onbekend),
  );
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
  return bevestigOntvangst;
}

type Task = ReturnType<typeof step>;

/** Three waits with a reminder before the second and the third: an answer ends them, silence leads to the next. */
function inTurn(
  [first, reminder, second, lastReminder, third]: readonly [Task, Task, Task, Task, Task],
  { answered, silent }: { readonly answered: sfn.IChainable; readonly silent: sfn.IChainable },
): void {
  reminder.next(second);
  lastReminder.next(third);
  for (const [wait, next] of [
    [first, reminder],
    [second, lastReminder],
    [third, silent],
  ] as const) {
    wait.next(answered);
    wait.addCatch(next, { errors: [sfn.Errors.TIMEOUT], resultPath: sfn.JsonPath.DISCARD });
  }
}
