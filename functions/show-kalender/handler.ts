import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { renderAgenda } from '../../adapters/calendar/ics.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { calendarAnswer, type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { KalenderQuery } from '../../adapters/lambda/queries.ts';
import { parseQuery } from '../../adapters/lambda/request.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';
import { recenteUitwisselingen } from '../../core/uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../../core/uitwisseling/ports/uitwisselregister.ts';
import { agendapuntenVan, presentKalender } from '../../core/weergave/present-kalender.ts';

export interface HandlerDeps extends CapabilityDeps {
  readonly registratie: CapabilityDeps['registratie'] & Koppelregister & Uitwisselregister;
  /** The address that publishes the days, in a calendar file. */
  readonly organizer: string;
  readonly logboek: Logboek;
}

/** `GET /aanmeldingen/{aanmeldingId}/kalender`: the exchanges of the year, and the last day to lock each run; as JSON or as a file. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async (aanmelding) => {
        const parsed = parseQuery(event, KalenderQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmelding.aanmeldingId));
        if (aanmelding.status !== 'gerealiseerd' || koppeling === undefined || koppeling.status === 'gewist') {
          return problemAnswer(problemOf('nog-geen-koppeling'));
        }
        const uitwisselingen = await recenteUitwisselingen(deps, koppeling);
        const around = { koppeling, uitwisselingen, nu: deps.klok.now() };
        return parsed.value.vorm === 'ics'
          ? calendarAnswer(renderAgenda(agendapuntenVan(aanmelding, around), deps.organizer))
          : jsonAnswer(200, presentKalender(aanmelding, around));
      }),
  );
