import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { createHandler as createAskKantoorcode } from '../../functions/ask-kantoorcode/handler.ts';
import { createHandler as createConfirmAanvraag } from '../../functions/confirm-aanvraag/handler.ts';
import { createHandler as createCorrectAanmelding } from '../../functions/correct-aanmelding/handler.ts';
import { createHandler as createRecheckAanmelding } from '../../functions/recheck-aanmelding/handler.ts';
import { createHandler as createReplaceToken } from '../../functions/replace-token/handler.ts';
import { createHandler as createShowAanmelding } from '../../functions/show-aanmelding/handler.ts';
import { createHandler as createShowKantoor } from '../../functions/show-kantoor/handler.ts';
import { createHandler as createSignOffAanmelding } from '../../functions/sign-off-aanmelding/handler.ts';
import { createHandler as createSubmitAanmelding } from '../../functions/submit-aanmelding/handler.ts';
import { createHandler as createSubmitBulk } from '../../functions/submit-bulk/handler.ts';
import { createHandler as createSweepAanvragen } from '../../functions/sweep-aanvragen/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../core/aanmeldformulier.ts';
import { createWorld, type World } from '../core/world.ts';

// The twin of the identiteit counts: these are the first that it gives out.
export const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
export const CAPABILITY = 'capability-00000000000000000000000000000001';
export const codeNumber = (nummer: number) => String(nummer).padStart(20, '0');

export const bodyOf = ({ body = '' }: HttpAnswer): unknown => JSON.parse(body);
export const seen = (answer: HttpAnswer) => [answer.statusCode, bodyOf(answer)];
export const bearer = (geheim: string) => ({ headers: { authorization: `Bearer ${geheim}` } });
export const ASKED = { aanmeldingId: ID, ...bearer(CAPABILITY) };
const time = (ms = 29_000) => ({ getRemainingTimeInMillis: () => ms });

export const { email, bedrijfsnaam } = GOOD_FORM.salarisverwerker;
export const numbered = (nummer: number) => withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `RC-${nummer}`);

export function routesOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = { ...world, logboek };
  const [submitBulk, confirmAanvraag, sweepAanvragen] = [
    createSubmitBulk(deps),
    createConfirmAanvraag(deps),
    createSweepAanvragen(deps),
  ];
  return {
    logboek,
    submitAanmelding: createSubmitAanmelding(deps),
    submitBulk: (event: APIGatewayProxyEventV2) => submitBulk(event, time()),
    confirmAanvraag: (body: unknown, aanmeldingId: string = ID, ms?: number) =>
      confirmAanvraag(jsonEvent(body, { aanmeldingId }), time(ms)),
    correctAanmelding: createCorrectAanmelding(deps),
    recheckAanmelding: createRecheckAanmelding(deps),
    signOffAanmelding: createSignOffAanmelding(deps),
    replaceToken: createReplaceToken(deps),
    showAanmelding: createShowAanmelding(deps),
    kantoor: (geheim: string, query?: Readonly<Record<string, string>>) =>
      createShowKantoor(deps)(
        httpEvent({ method: 'GET', ...bearer(geheim), ...(query === undefined ? {} : { query }) }),
      ),
    askKantoorcode: createAskKantoorcode(deps),
    sweepAanvragen: (ms?: number) => sweepAanvragen({}, time(ms)),
  };
}

export async function waiting(form: unknown = GOOD_FORM) {
  const world = createWorld();
  const routes = routesOf(world);
  const answer = await routes.submitAanmelding(jsonEvent(form));
  return { world, answer, ...routes };
}
const Bevestigd = z.object({ kantoorsleutel: z.string() });
export const keyIn = (answer: HttpAnswer) => Bevestigd.parse(bodyOf(answer)).kantoorsleutel;
