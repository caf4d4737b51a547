import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Aanmelding, AanmeldingId, CapabilityHash } from '../../core/domain/aanmelding.ts';
import { Toegangscode, toegangSinds } from '../../core/domain/toegangscode.ts';
import type { Identiteit } from '../../core/ports/identiteit.ts';
import type { Klok } from '../../core/ports/klok.ts';
import type { Registratie } from '../../core/ports/registratie.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { bearerOf } from './request.ts';

export interface CapabilityDeps {
  readonly registratie: Registratie;
  readonly identiteit: Identiteit;
  readonly klok: Klok;
}

/** Of no capability: an unknown aanmelding takes the same work as a capability that does not fit. */
const NOBODY = CapabilityHash.parse('0'.repeat(64));

/**
 * Answers a request of the office about its own aanmelding, which it opens with the capability of the sign-up or with the code of a
 * mail. An unknown aanmelding and a code that does not fit give the same answer, and take the same work.
 */
export async function withCapability(
  deps: CapabilityDeps,
  event: APIGatewayProxyEventV2,
  answer: (aanmelding: Aanmelding) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const candidate = bearerOf(event);
  if (candidate === undefined) return problemAnswer(problemOf('geen-toegangscode'));
  const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
  if (!id.success) return problemAnswer(problemOf('niet-gevonden'));
  const found = await deps.registratie.findAanmelding(id.data);
  const isCapability = deps.identiteit.matches(candidate, found?.capabilityHash ?? NOBODY);
  const fits = isCapability || (await isOfMail(deps, id.data, candidate));
  return found !== undefined && fits ? answer(found) : problemAnswer(problemOf('niet-gevonden'));
}

async function isOfMail(
  { registratie, identiteit, klok }: CapabilityDeps,
  aanmeldingId: AanmeldingId,
  candidate: string,
): Promise<boolean> {
  const code = Toegangscode.safeParse(candidate);
  if (!code.success) return false;
  return registratie.hasToegang(aanmeldingId, identiteit.hash(code.data), toegangSinds(klok.now()));
}
