import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Aanmeldantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { type Probleemcode, problemOf } from '../../adapters/lambda/problems.ts';
import { baseUrlOf, parseBody } from '../../adapters/lambda/request.ts';
import { broughtBy, WIJ_CONTROLEREN } from '../../adapters/lambda/sign-up.ts';
import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import {
  type AddWerkgeverDeps,
  type AddWerkgeverOutcome,
  addWerkgever,
  Werkgeverformulier,
} from '../../core/aanvraag/add-werkgever.ts';

type HandlerDeps = AddWerkgeverDeps & CapabilityDeps;

/** `POST /aanmeldingen/{aanmeldingId}/werkgevers`: another werkgever, with the login of this aanmelding. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, (aanmelding) => answerTo(deps, event, aanmelding)),
  );

async function answerTo(deps: HandlerDeps, event: APIGatewayProxyEventV2, from: Aanmelding): Promise<HttpAnswer> {
  const brought = broughtBy(event);
  if (!brought.ok) return problemAnswer(brought.problem);
  const parsed = parseBody(event, Werkgeverformulier);
  if (!parsed.ok) return problemAnswer(parsed.problem);
  const { sleutel, bewijs = '' } = brought.value;
  const outcome = await addWerkgever(deps, from, { formulier: parsed.value, bewijs, sleutel });
  if (outcome.uitkomst !== 'ontvangen') return problemAnswer(problemOf(PROBLEEM[outcome.uitkomst]));
  const { aanmeldingId, capability } = outcome;
  const path = `/aanmeldingen/${aanmeldingId}`;
  const answer: Aanmeldantwoord = {
    ...{ aanmeldingId, statusUrl: `${baseUrlOf(event)}${path}`, capability, status: 'ontvangen' },
    watNu: WIJ_CONTROLEREN,
    waarschuwingen: [],
  };
  return jsonAnswer(202, answer, { location: path });
}

const PROBLEEM: Readonly<Record<Exclude<AddWerkgeverOutcome['uitkomst'], 'ontvangen'>, Probleemcode>> = {
  bezet: 'al-aangemeld',
  'sleutel-hergebruikt': 'sleutel-hergebruikt',
  onbevestigd: 'eerst-bevestigen',
  'geen-login': 'geen-login-om-te-delen',
  'token-nodig': 'eerst-nieuwe-token',
};
