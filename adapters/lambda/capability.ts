import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Berichtenboek } from '../../core/berichten/ports/berichtenboek.ts';
import { AanmeldingId, CapabilityHash } from '../../core/ids.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Tijdstip } from '../../core/kalender/tijd.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import { Codeformulier, Toegangscode, toegangSinds } from '../../core/toegang/toegangscode.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { bearerOf, parseBody } from './request.ts';

export interface CapabilityDeps {
  readonly registratie: Pick<Aanmeldregister, 'findAanmelding'> & Pick<Berichtenboek, 'hasToegang'>;
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
  const fits = isCapability || (await isOfMail(deps, id.data, { candidate, vanaf: found?.toegangVanaf }));
  return found !== undefined && fits ? answer(found) : problemAnswer(problemOf('niet-gevonden'));
}

async function isOfMail(
  { registratie, identiteit, klok }: CapabilityDeps,
  aanmeldingId: AanmeldingId,
  { candidate, vanaf }: { readonly candidate: string; readonly vanaf: Tijdstip | undefined },
): Promise<boolean> {
  const code = Toegangscode.safeParse(candidate);
  if (!code.success) return false;
  return registratie.hasToegang(aanmeldingId, identiteit.hash(code.data), toegangSinds(klok.now(), vanaf));
}

/** Answers a request about an aanmelding that a code in its body opens; what the code opens is for the use case to say. */
export async function withCode(
  event: APIGatewayProxyEventV2,
  answer: (aanmeldingId: AanmeldingId, code: Toegangscode) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const parsed = parseBody(event, Codeformulier);
  if (!parsed.ok) return problemAnswer(parsed.problem);
  const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
  return id.success ? answer(id.data, parsed.value.code) : problemAnswer(problemOf('code-onbekend'));
}
