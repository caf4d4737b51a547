import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Bevestigantwoord, Bevestigdregel } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { bearerOf, parseBody } from '../../adapters/lambda/request.ts';
import {
  Bevestigingsformulier,
  type ConfirmAanvraagDeps,
  confirmAanvraag,
} from '../../core/aanvraag/confirm-aanvraag.ts';
import { AanmeldingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** What the rows that are under way need to end, and the answer to get out, before Lambda stops the function. */
const RESERVE_MS = 6_000;

const ONBEKEND = {
  detail:
    'Deze aanmelding bestaat niet, of deze code bevestigt haar niet. Neem de code over uit de laatste e-mail over deze aanmelding; met de capability van de aanmelding (Authorization: Bearer) werkt ook een bevestigingscode uit een andere e-mail aan hetzelfde adres. Na 7 dagen is een onbevestigde aanmelding gewist; meld dan opnieuw aan.',
};

const WAT_NU =
  'Uw e-mailadres is bevestigd. Hieronder staat wat er nu gebeurt; van een controle bij Nmbrs krijgt u een e-mail met de uitkomst. Bewaar de kantoorsleutel goed: stuurt u hem mee, dan hoeft u een volgende aanmelding met dit e-mailadres niet te bevestigen. Een kantoorsleutel die u eerder kreeg, werkt niet meer.';

/** `POST /aanmeldingen/{aanmeldingId}/bevestiging`: confirms the mail address of a request, by the code that was mailed to it. */
export const createHandler = (deps: ConfirmAanvraagDeps & { readonly logboek: Logboek }) =>
  httpHandler(
    deps.logboek,
    async (event: APIGatewayProxyEventV2, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HttpAnswer> => {
      const parsed = parseBody(event, Bevestigingsformulier);
      if (!parsed.ok) return problemAnswer(parsed.problem);
      const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
      if (!id.success) return problemAnswer(problemOf('code-onbekend', ONBEKEND));
      const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
      const outcome = await confirmAanvraag(
        deps,
        { aanmeldingId: id.data, capability: bearerOf(event), ...parsed.value },
        hasTime,
      );
      if (outcome.uitkomst === 'onbekend') return problemAnswer(problemOf('code-onbekend', ONBEKEND));
      if (outcome.uitkomst === 'token-nodig') return problemAnswer(problemOf('token-opnieuw-nodig'));
      const { rijen, kantoorsleutel, geldigTot } = outcome;
      const answer: Bevestigantwoord = {
        watNu: WAT_NU,
        aanmeldingen: rijen.map(({ aanmeldingId, uitkomst }) => ({ aanmeldingId, uitkomst, tekst: TEKSTEN[uitkomst] })),
        kantoorsleutel,
        kantoorsleutelGeldigTot: geldigTot,
      };
      return jsonAnswer(200, answer);
    },
  );

const TEKSTEN: Readonly<Record<Bevestigdregel['uitkomst'], string>> = {
  ontvangen: 'De controle bij Nmbrs begint.',
  'al-aangemeld':
    'Voor dit loonheffingennummer en raamwerkcontractnummer loopt al een aanmelding of salariskoppeling. Deze aanmelding gaat niet door. Klopt dat niet, neem dan contact op met a.s.r.',
  'adres-gewijzigd':
    'E-mails over deze aanmelding gaan vanaf nu naar dit adres. Het vorige adres krijgt daar bericht van.',
  vervallen:
    'Het adres van deze aanmelding blijft zoals het is: de aanmelding is afgemeld, of de wijziging is teruggedraaid.',
  'nog-niet': 'Deze aanmelding wordt binnen een uur in behandeling genomen. U hoeft niets te doen.',
};
