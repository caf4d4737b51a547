import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, NOT_FOUND, type Problem, problemAnswer } from '../../adapters/lambda/problem.ts';
import { claimsOf, hasRole, parseBody } from '../../adapters/lambda/request.ts';
import { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { BesluitFormulier } from '../../core/domain/besluit.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type DecideDeps, type DecideOutcome, decideAanmelding } from '../../core/use-cases/decide-aanmelding.ts';

export interface BeslisDeps extends DecideDeps {
  readonly logboek: Logboek;
  /** The claim of the JWT that holds the roles, and the role that may decide. */
  readonly roleClaim: string;
  readonly role: string;
}

const NOT_SIGNED_IN: Problem = {
  status: 401,
  code: 'niet-ingelogd',
  title: 'Log in als beoordelaar van a.s.r. en stuur het token mee.',
};
const NOT_ALLOWED: Problem = {
  status: 403,
  code: 'geen-beoordelaar',
  title: 'Uw account mag geen besluit nemen over aanmeldingen. Vraag de rol aan bij de beheerder.',
};
const NOT_NOW: Problem = {
  status: 409,
  code: 'niet-te-besluiten',
  title: 'Over deze aanmelding kan nu geen besluit worden genomen. Bekijk eerst de status.',
};
const DECIDED: Problem = {
  status: 409,
  code: 'al-besloten',
  title: 'Over deze aanmelding is al een ander besluit genomen.',
};

/** `POST /aanmeldingen/{aanmeldingId}/besluit`: an assessor approves or rejects. */
export const createHandler = (deps: BeslisDeps) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const claims = claimsOf(event);
    const beoordelaar = claims?.sub;
    if (claims === undefined || typeof beoordelaar !== 'string' || beoordelaar === '') {
      return problemAnswer(NOT_SIGNED_IN);
    }
    if (!hasRole(claims, deps.roleClaim, deps.role)) return problemAnswer(NOT_ALLOWED);
    const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
    if (!id.success) return problemAnswer(NOT_FOUND);
    const parsed = parseBody(event, BesluitFormulier);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    const decision = { aanmeldingId: id.data, formulier: parsed.value, beoordelaar };
    return answerTo(id.data, await decideAanmelding(deps, decision));
  });

function answerTo(aanmeldingId: AanmeldingId, outcome: DecideOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(NOT_FOUND);
    case 'niet-te-besluiten':
      return problemAnswer(NOT_NOW);
    case 'al-besloten':
      return problemAnswer(DECIDED);
    case 'besloten': {
      const { status, eersteUitwisseling } = outcome;
      return jsonAnswer(200, {
        aanmeldingId,
        status,
        ...(eersteUitwisseling === undefined
          ? {}
          : { eersteUitwisseling: eersteUitwisseling.datum, eersteTijdvak: eersteUitwisseling.tijdvak }),
      });
    }
    default:
      return outcome satisfies never;
  }
}
