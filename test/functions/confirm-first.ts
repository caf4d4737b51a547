import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { createHandler as createAanmelden } from '../../functions/aanmelden/handler.ts';
import { createHandler as createBevestig } from '../../functions/bevestig-adres/handler.ts';
import { createHandler as createHercontroleer } from '../../functions/hercontroleer/handler.ts';
import { createHandler as createHerstel } from '../../functions/herstel-aanmelding/handler.ts';
import { createHandler as createLoopNa } from '../../functions/loop-aanvragen-na/handler.ts';
import { createHandler as createMailKantoorcode } from '../../functions/mail-kantoorcode/handler.ts';
import { createHandler as createMeldAf } from '../../functions/meld-af/handler.ts';
import { createHandler as createBulk } from '../../functions/meld-bulk-aan/handler.ts';
import { createHandler as createToon } from '../../functions/toon-aanmelding/handler.ts';
import { createHandler as createToonKantoor } from '../../functions/toon-kantoor/handler.ts';
import { createHandler as createVervang } from '../../functions/vervang-token/handler.ts';
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
  const [bulk, bevestig, loopNa] = [createBulk(deps), createBevestig(deps), createLoopNa(deps)];
  return {
    logboek,
    aanmelden: createAanmelden(deps),
    bulk: (event: APIGatewayProxyEventV2) => bulk(event, time()),
    bevestig: (body: unknown, aanmeldingId: string = ID, ms?: number) =>
      bevestig(jsonEvent(body, { aanmeldingId }), time(ms)),
    herstel: createHerstel(deps),
    hercontroleer: createHercontroleer(deps),
    meldAf: createMeldAf(deps),
    vervang: createVervang(deps),
    toon: createToon(deps),
    kantoor: (geheim: string, query?: Readonly<Record<string, string>>) =>
      createToonKantoor(deps)(
        httpEvent({ method: 'GET', ...bearer(geheim), ...(query === undefined ? {} : { query }) }),
      ),
    kantoorcode: createMailKantoorcode(deps),
    loopNa: (ms?: number) => loopNa({}, time(ms)),
  };
}

export async function waiting(form: unknown = GOOD_FORM) {
  const world = createWorld();
  const routes = routesOf(world);
  const answer = await routes.aanmelden(jsonEvent(form));
  return { world, answer, ...routes };
}
const Bevestigd = z.object({ kantoorsleutel: z.string() });
export const keyIn = (answer: HttpAnswer) => Bevestigd.parse(bodyOf(answer)).kantoorsleutel;
