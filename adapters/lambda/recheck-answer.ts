import type { RecheckOutcome } from '../../core/use-cases/recheck-aanmelding.ts';
import { type HttpAnswer, jsonAnswer, NOT_FOUND, type Problem, problemAnswer } from './problem.ts';

const NOT_NOW: Problem = {
  status: 409,
  code: 'geen-hercontrole-mogelijk',
  title:
    'Een nieuwe controle kan nu niet: de aanmelding wordt al gecontroleerd of is al afgehandeld. Bekijk de status.',
};

/** The answer to a request for a new controle. */
export function recheckAnswer(outcome: RecheckOutcome): HttpAnswer {
  switch (outcome) {
    case 'gestart':
      return jsonAnswer(202, {
        status: 'wordt-gecontroleerd',
        watNu: 'Wij controleren uw aanmelding opnieuw bij Nmbrs.',
      });
    case 'niet-nu':
      return problemAnswer(NOT_NOW);
    case 'onbekend':
      return problemAnswer(NOT_FOUND);
    default:
      return outcome satisfies never;
  }
}
