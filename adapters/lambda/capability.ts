import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Aanmelding, AanmeldingId, CapabilityHash } from '../../core/domain/aanmelding.ts';
import type { Identiteit } from '../../core/ports/identiteit.ts';
import type { Registratie } from '../../core/ports/registratie.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { bearerOf } from './request.ts';

export interface CapabilityDeps {
  readonly registratie: Registratie;
  readonly identiteit: Identiteit;
}

/** Of no capability: an unknown aanmelding takes the same work as a capability that does not fit. */
const NOBODY = CapabilityHash.parse('0'.repeat(64));

/**
 * Answers a request of the office about its own aanmelding. An unknown aanmelding and a capability that does not fit
 * give the same answer.
 */
export async function withCapability(
  { registratie, identiteit }: CapabilityDeps,
  event: APIGatewayProxyEventV2,
  answer: (aanmelding: Aanmelding) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const candidate = bearerOf(event);
  if (candidate === undefined) return problemAnswer(problemOf('geen-toegangscode'));
  const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
  const found = id.success ? await registratie.findAanmelding(id.data) : undefined;
  const fits = identiteit.matches(candidate, found?.capabilityHash ?? NOBODY);
  return found !== undefined && fits ? answer(found) : problemAnswer(problemOf('niet-gevonden'));
}
