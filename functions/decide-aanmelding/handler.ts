import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Besluitantwoord, Besluitvoorstel } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, type Problem, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { invalidFields, parseBody } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import type { EersteUitwisseling } from '../../core/aanmelding/aanmelding.ts';
import { BesluitFormulier, type Goedkeuring } from '../../core/aanmelding/besluit.ts';
import type { ZelfdeBedrijf } from '../../core/aanmelding/zelfde-bedrijf.ts';
import { type DecideDeps, type DecideOutcome, decideAanmelding } from '../../core/akkoord/decide-aanmelding.ts';
import { AanmeldingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { longDate } from '../../core/kalender/nederlands.ts';
import { dateInAmsterdam } from '../../core/kalender/tijd.ts';

export interface HandlerDeps extends DecideDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /aanmeldingen/{aanmeldingId}/besluit`: an assessor approves or rejects. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async (beoordelaar, beoordelaarNaam) => {
        const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
        if (!id.success) return problemAnswer(problemOf('niet-gevonden'));
        const parsed = parseBody(event, BesluitFormulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const decision = { aanmeldingId: id.data, formulier: parsed.value, beoordelaar, beoordelaarNaam };
        return answerTo(id.data, await decideAanmelding(deps, decision));
      }),
  );

function answerTo(aanmeldingId: AanmeldingId, outcome: DecideOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    case 'niet-te-besluiten':
      return problemAnswer(problemOf('niet-te-besluiten'));
    case 'al-besloten':
      return problemAnswer(problemOf('al-besloten'));
    case 'wijkt-af':
      return problemAnswer(problemOf('besluit-wijkt-af'));
    case 'bedrijf-al-gekoppeld':
      return problemAnswer(bedrijfAlGekoppeld(outcome.zelfdeBedrijf));
    case 'ongeldig':
      return problemAnswer(invalidFields(outcome.fouten));
    case 'voorgesteld': {
      const {
        voorgesteldDoor,
        voorgesteldDoorNaam: naam,
        voorgesteldOp,
        eersteUitwisseling,
        herhaald,
        vervallen,
      } = outcome;
      const door = { voorgesteldDoor, ...(naam && { voorgesteldDoorNaam: naam }) };
      return jsonAnswer(202, {
        aanmeldingId,
        status: 'wacht-op-akkoord',
        tweedeAkkoord: { nodig: true, ...door, voorgesteldOp },
        ...datesOf(eersteUitwisseling),
        watNu: [
          ...(herhaald === true ? ['Dit akkoord hebt u zelf al gegeven.'] : []),
          ...(vervallen === undefined ? [] : [lapsed(vervallen)]),
          TWEEDE_NODIG,
        ].join(' '),
      } satisfies Besluitvoorstel);
    }
    case 'besloten': {
      const { status, eersteUitwisseling } = outcome;
      return jsonAnswer(200, { aanmeldingId, status, ...datesOf(eersteUitwisseling) } satisfies Besluitantwoord);
    }
    default:
      return outcome satisfies never;
  }
}

const lapsed = ({ beoordelaar, beoordelaarNaam, besloten }: Goedkeuring): string =>
  `Het akkoord van ${beoordelaarNaam ?? beoordelaar} van ${longDate(dateInAmsterdam(besloten))} geldt niet meer, omdat de uitwisseling daarmee over een ander tijdvak zou beginnen, of omdat het bedrijf intussen ook elders is aangemeld. Dit is daarom weer het eerste akkoord.`;

const TWEEDE_NODIG =
  'Bij dit dekkingsprofiel gaat het burgerservicenummer mee. Een tweede beoordelaar moet hetzelfde akkoord geven.';

/** Under which contracts, and where the reason is to stand. */
const bedrijfAlGekoppeld = ({ tekst }: ZelfdeBedrijf): Problem =>
  problemOf('bedrijf-al-gekoppeld', { fouten: [{ veld: 'zelfdeBedrijf.reden', code: 'ontbreekt', tekst }] });

const datesOf = (eerste: EersteUitwisseling | undefined) =>
  eerste === undefined ? {} : { eersteUitwisseling: eerste.datum, eersteTijdvak: eerste.tijdvak };
