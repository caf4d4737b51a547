import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { TRANSIENT, UNCLEAR } from '../../core/errors.ts';
import { AT_NMBRS, AWS_HOLD_UP, MAIL_HOLD_UP } from './retries.ts';
import { byOutcome, FOUT, step, subjectStep, unexpectedOutcome, waitingStep } from './steps.ts';

export interface RealisatieFunctions {
  readonly confirmOntvangst: lambda.IFunction;
  readonly verifyAanmelding: lambda.IFunction;
  readonly abandonControle: lambda.IFunction;
  readonly askHerstel: lambda.IFunction;
  readonly askAkkoord: lambda.IFunction;
  readonly remindPeople: lambda.IFunction;
  readonly realiseKoppeling: lambda.IFunction;
  readonly expireAanmelding: lambda.IFunction;
  readonly confirmAanmelding: lambda.IFunction;
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
    subjectStep(scope, id, { invokes: functions.remindPeople, ...aanmelding, says: { ronde } });
  const giveUp = (id: string, bij: 'controle' | 'realisatie') =>
    subjectStep(scope, id, { invokes: functions.abandonControle, ...aanmelding, says: { bij }, withFout: true });

  const confirmOntvangst = step(scope, 'ConfirmOntvangst', {
    invokes: functions.confirmOntvangst,
    retries: [MAIL_HOLD_UP],
  });
  const verifyAanmelding = step(scope, 'VerifyAanmelding', { invokes: functions.verifyAanmelding, ...atNmbrs });
  const abandonControle = giveUp('AbandonControle', 'controle');
  const abandonControleRealisatie = giveUp('AbandonControleRealisatie', 'realisatie');
  const askHerstel = wait('AskHerstel', functions.askHerstel, 'gevraagd');
  const remindPeopleHerstel = remind('RemindPeopleHerstel', 'herinnerd');
  const askHerstelNaHerinnering = wait('AskHerstelNaHerinnering', functions.askHerstel, 'herinnerd');
  const remindPeopleHerstelLaatst = remind('RemindPeopleHerstelLaatst', 'aangedrongen');
  const askHerstelNaLaatste = wait('AskHerstelNaLaatste', functions.askHerstel, 'aangedrongen');
  const askAkkoord = wait('AskAkkoord', functions.askAkkoord, 'gevraagd');
  const remindPeopleAkkoord = remind('RemindPeopleAkkoord', 'herinnerd');
  const askAkkoordNaHerinnering = wait('AskAkkoordNaHerinnering', functions.askAkkoord, 'herinnerd');
  const remindPeopleEscalatie = remind('RemindPeopleEscalatie', 'aangedrongen');
  const askAkkoordNaEscalatie = wait('AskAkkoordNaEscalatie', functions.askAkkoord, 'aangedrongen');
  const realiseKoppeling = step(scope, 'RealiseKoppeling', { invokes: functions.realiseKoppeling, ...atNmbrs });
  const expireAanmelding = step(scope, 'ExpireAanmelding', { invokes: functions.expireAanmelding, ...atAws });
  const confirmAanmelding = step(scope, 'ConfirmAanmelding', { invokes: functions.confirmAanmelding, ...atAws });
  const klaar = new sfn.Succeed(scope, 'Klaar');
  const onbekend = unexpectedOutcome(scope, 'OnbekendeUitkomst');

  // The flow.
  confirmOntvangst.next(verifyAanmelding);
  confirmOntvangst.addCatch(verifyAanmelding, { errors: [sfn.Errors.ALL], resultPath: sfn.JsonPath.DISCARD });
  const gecontroleerd = byOutcome(
    scope,
    'UitkomstControle',
    {
      'akkoord-vragen': askAkkoord,
      'herstel-nodig': askHerstel,
      realiseren: realiseKoppeling,
      gestopt: confirmAanmelding,
    },
    onbekend,
  );
  verifyAanmelding.next(gecontroleerd);
  verifyAanmelding.addCatch(abandonControle, { errors: [sfn.Errors.ALL], resultPath: FOUT });
  abandonControle.next(gecontroleerd);
  const hersteld = byOutcome(
    scope,
    'UitkomstHerstel',
    { hercontrole: verifyAanmelding, afgewezen: confirmAanmelding, gestopt: klaar },
    onbekend,
  );
  inTurn([askHerstel, remindPeopleHerstel, askHerstelNaHerinnering, remindPeopleHerstelLaatst, askHerstelNaLaatste], {
    answered: hersteld,
    silent: expireAanmelding,
  });
  const besloten = byOutcome(
    scope,
    'Besluit',
    { goedgekeurd: realiseKoppeling, afgewezen: confirmAanmelding, hercontrole: verifyAanmelding, gestopt: klaar },
    onbekend,
  );
  inTurn([askAkkoord, remindPeopleAkkoord, askAkkoordNaHerinnering, remindPeopleEscalatie, askAkkoordNaEscalatie], {
    answered: besloten,
    silent: expireAanmelding,
  });
  realiseKoppeling.next(
    byOutcome(
      scope,
      'UitkomstRealisatie',
      { gerealiseerd: confirmAanmelding, 'herstel-nodig': askHerstel, afgewezen: confirmAanmelding, gestopt: klaar },
      onbekend,
    ),
  );
  realiseKoppeling.addCatch(abandonControleRealisatie, { errors: [TRANSIENT, UNCLEAR], resultPath: FOUT });
  abandonControleRealisatie.next(
    byOutcome(scope, 'UitkomstStaking', { 'herstel-nodig': askHerstel, realiseren: realiseKoppeling }, onbekend),
  );
  // Someone may have acted in the last moment: then that stands.
  expireAanmelding.next(
    byOutcome(
      scope,
      'UitkomstVervallen',
      {
        vervallen: confirmAanmelding,
        goedgekeurd: realiseKoppeling,
        afgewezen: confirmAanmelding,
        hercontrole: verifyAanmelding,
      },
      onbekend,
    ),
  );
  confirmAanmelding.next(klaar);
  return confirmOntvangst;
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
