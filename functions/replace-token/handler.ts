import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Tokenantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { type AanmeldingId, koppelingIdOf } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { epochMs, type Tijdstip } from '../../core/kalender/tijd.ts';
import {
  type ReplaceTokenDeps,
  type ReplaceTokenOutcome,
  replaceToken,
  Tokenformulier,
} from '../../core/koppeling/replace-token.ts';
import type { PayrollRefusal } from '../../core/nmbrs/ports/payroll.ts';
import { presentStatus } from '../../core/weergave/present-status.ts';

type HandlerDeps = ReplaceTokenDeps & CapabilityDeps & { readonly logboek: Logboek };

/** `PUT /aanmeldingen/{aanmeldingId}/token`: a new token, or another login, that was tried at Nmbrs before it counts. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) => {
        const parsed = parseBody(event, Tokenformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        return answerOf(deps, aanmeldingId, await replaceToken(deps, aanmeldingId, parsed.value));
      }),
  );

async function answerOf(
  { registratie, klok }: HandlerDeps,
  aanmeldingId: AanmeldingId,
  outcome: ReplaceTokenOutcome,
): Promise<HttpAnswer> {
  switch (outcome.uitkomst) {
    case 'vervangen': {
      const aanmelding = await registratie.findAanmelding(aanmeldingId);
      if (aanmelding === undefined) return problemAnswer(problemOf('niet-gevonden'));
      const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmeldingId));
      const { status, watNu } = presentStatus(aanmelding, { koppeling, nu: klok.now() });
      return jsonAnswer(200, { status, watNu, werkgevers: outcome.werkgevers } satisfies Tokenantwoord);
    }
    case 'onbevestigd':
      return problemAnswer(problemOf('eerst-bevestigen'));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    case 'niet-meer-nodig':
      return problemAnswer(problemOf('token-niet-nodig'));
    case 'geweigerd':
      return problemAnswer(problemOf('token-geweigerd', refusalDetail(outcome.reden)));
    case 'te-vaak':
      return problemAnswer(problemOf('te-veel-logins', retryAfter(outcome.tot, klok.now())));
    case 'afgeremd':
      return problemAnswer(problemOf('login-afgeremd', retryAfter(outcome.tot, klok.now())));
    case 'werkgever-niet-zichtbaar':
      return problemAnswer(problemOf('werkgever-niet-zichtbaar'));
    case 'andere-niet-zichtbaar':
      return problemAnswer(
        problemOf('andere-werkgevers-niet-zichtbaar', {
          detail: `Met deze inloggegevens zijn ${outcome.aantal} andere werkgevers van dit account niet zichtbaar in Nmbrs. Geef de login daar eerst toegang toe. Er is niets gewijzigd.`,
        }),
      );
    default:
      return outcome satisfies never;
  }
}

const retryAfter = (tot: Tijdstip, nu: Tijdstip) => ({
  retryAfterSeconds: Math.max(1, Math.ceil((epochMs(tot) - epochMs(nu)) / 1000)),
});

function refusalDetail(reden: PayrollRefusal['reden']): { readonly detail?: string } {
  switch (reden) {
    case 'geen-abonnement':
      return { detail: 'Nmbrs weigert deze login: er is geen geldig abonnement. Er is niets gewijzigd.' };
    case 'recht-niet-actief':
      return {
        detail:
          'Deze login mag de bedrijven niet opvragen. Zet in Nmbrs bij Instellingen > Gebruikers > Template Users de aanroep List_GetAll van de Company Services op Active. Er is niets gewijzigd.',
      };
    default:
      return {};
  }
}
