import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Meegestuurd } from '../../core/aanvraag/submit-aanmelding.ts';
import { epochMs, type Tijdstip } from '../../core/kalender/tijd.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problems.ts';
import { bearerOf, networkOf, type Parsed } from './request.ts';

/** What a sign-up brings beside its form: its `Idempotency-Key`, the office's key as bearer, and the network that it comes from. */
export function broughtBy(event: APIGatewayProxyEventV2): Parsed<Meegestuurd> {
  const sleutel = idempotencyKeyOf(event);
  return sleutel.ok
    ? { ok: true, value: { sleutel: sleutel.value, bewijs: bearerOf(event), beller: networkOf(event) } }
    : sleutel;
}

export const WACHT_OP_BEVESTIGING =
  'Bevestig uw e-mailadres met de code in de e-mail die wij u sturen. Tot die tijd doen wij niets met de aanmelding. Komt er binnen een uur geen e-mail, vraag dan een nieuwe code aan of verbeter het e-mailadres.';

export const WIJ_CONTROLEREN = 'Wij controleren uw aanmelding bij Nmbrs. U krijgt een e-mail met de uitkomst.';

const HOUR_MS = 3_600_000;

/** Counters begin anew with each hour of the clock. */
export const tooManyRequests = (nu: Tijdstip): Problem =>
  problemOf('te-veel-aanvragen', { retryAfterSeconds: Math.ceil((HOUR_MS - (epochMs(nu) % HOUR_MS)) / 1000) });
