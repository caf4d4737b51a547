import { secondsUntilTomorrow } from '../../core/aanmelding/hercontroles.ts';
import type { RecheckOutcome } from '../../core/controle/recheck-aanmelding.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Hercontroleantwoord } from './answers.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';

/** The answer to a request for a new controle. `nietNu` says it in other words when something else was asked as well. */
export function recheckAnswer(
  outcome: RecheckOutcome,
  klok: Klok,
  nietNu: { readonly detail?: string } = {},
): HttpAnswer {
  switch (outcome) {
    case 'gestart':
      return jsonAnswer(202, {
        status: 'wordt-gecontroleerd',
        watNu: 'Wij controleren uw aanmelding opnieuw bij Nmbrs.',
      } satisfies Hercontroleantwoord);
    case 'niet-nu':
      return problemAnswer(problemOf('geen-hercontrole-mogelijk', nietNu));
    case 'te-veel':
      return problemAnswer(problemOf('te-veel-hercontroles', { retryAfterSeconds: secondsUntilTomorrow(klok.now()) }));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    default:
      return outcome satisfies never;
  }
}
