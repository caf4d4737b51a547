import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afmeldantwoord } from '../../adapters/lambda/afmeldantwoord.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { AfmeldQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type SignOffDeps, type SignOffOutcome, signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { longDate } from '../../core/kalender/nederlands.ts';
import { secondsUntil } from '../../core/kalender/tijd.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';

type HandlerDeps = SignOffDeps & CapabilityDeps & { readonly registratie: Koppelregister; readonly logboek: Logboek };

/**
 * `DELETE /aanmeldingen/{aanmeldingId}?per=YYYY-MM-DD&direct=ja`: signs the werkgever off; `per` is the last day, today when absent.
 * With `direct` nothing is exchanged after it.
 */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) => {
        const parsed = parseQuery(event, AfmeldQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { per, direct } = parsed.value;
        const wens = { per, ...(direct === undefined ? {} : { direct: true as const }) };
        return answerOf(deps, await signOffAanmelding(deps, aanmeldingId, wens));
      }),
  );

async function answerOf(deps: HandlerDeps, outcome: SignOffOutcome): Promise<HttpAnswer> {
  switch (outcome.uitkomst) {
    case 'ontvangen':
      return afmeldantwoord(deps, outcome.aanmelding);
    case 'onbevestigd':
      return problemAnswer(problemOf('eerst-bevestigen'));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    case 'door-asr':
      return problemAnswer(problemOf('door-asr-beeindigd'));
    case 'andere-datum':
      return problemAnswer(problemOf('al-afgemeld', { detail: anotherDay(outcome) }));
    case 'te-vaak':
      return problemAnswer(
        problemOf('te-vaak-ingetrokken', { retryAfterSeconds: secondsUntil(outcome.weerOp, deps.klok.now()) }),
      );
    case 'datum-kan-niet':
      return problemAnswer(
        invalidQuery([
          {
            veld: 'per',
            code: 'datum-kan-niet',
            tekst: tekstOver(outcome),
          },
        ]),
      );
    default:
      return outcome satisfies never;
  }
}

const tekstOver = ({ van, tot }: Extract<SignOffOutcome, { uitkomst: 'datum-kan-niet' }>): string =>
  van === tot
    ? `De koppeling is nog niet gerealiseerd, dus afmelden kan alleen per vandaag (${longDate(van)}). Laat de datum weg, of meld later af.`
    : `Kies een datum van ${longDate(van)} tot en met ${longDate(tot)}.`;

const anotherDay = ({ ingangsdatum, isDoorAsr }: Extract<SignOffOutcome, { uitkomst: 'andere-datum' }>): string =>
  isDoorAsr
    ? `a.s.r. heeft de salariskoppeling al beëindigd per ${longDate(ingangsdatum)}. Moet dat een andere datum zijn, neem dan contact op met a.s.r.`
    : `De werkgever is al afgemeld per ${longDate(ingangsdatum)}. Moet dat een andere datum zijn, trek de afmelding dan in en meld opnieuw af; kan dat niet meer, neem dan contact op met a.s.r.`;
