import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Hercontroleantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { recheckAnswer } from '../../adapters/lambda/recheck-answer.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { tooManyRequests } from '../../adapters/lambda/sign-up.ts';
import type { GerealiseerdeAanmelding, WachtendeAanmelding } from '../../core/aanmelding/aanmelding.ts';
import { type CorrectAdresDeps, correctAdres } from '../../core/adres/correct-adres.ts';
import { type ChangeOwnDeps, changeOwn } from '../../core/beheer/change-own.ts';
import { Aanmeldcorrectie, type CorrectDeps, correctAanmelding } from '../../core/controle/correct-aanmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { secondsUntil } from '../../core/kalender/tijd.ts';

const NIET_NU = {
  detail:
    'Verbeteren kan alleen zolang er iets nodig is (status herstel-nodig). Er is niets gewijzigd. Bekijk de status; wordt de aanmelding nu gecontroleerd, wacht dan op de uitkomst.',
};

type HandlerDeps = CorrectDeps & CorrectAdresDeps & ChangeOwnDeps & CapabilityDeps & { readonly logboek: Logboek };

/**
 * `PATCH /aanmeldingen/{aanmeldingId}`: corrects fields while herstel is needed, and checks again; before that the mail address. Of a
 * koppeling that works it changes that address, the DGA's and the 13e maand.
 */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async (aanmelding) => {
        const { aanmeldingId } = aanmelding;
        const parsed = parseBody(event, Aanmeldcorrectie);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        if (aanmelding.status === 'wacht-op-bevestiging') return correctWaiting(deps, aanmelding, parsed.value);
        if (aanmelding.status === 'gerealiseerd') return changeRealised(deps, aanmelding, parsed.value);
        const outcome = await correctAanmelding(deps, aanmeldingId, parsed.value);
        if (outcome === 'te-druk') return problemAnswer(tooManyRequests(deps.klok.now()));
        if (outcome === 'adres-gevraagd') return jsonAnswer(202, NIEUW_ADRES);
        if (typeof outcome === 'string') return recheckAnswer(outcome, deps.klok, NIET_NU);
        const retryAfterSeconds = secondsUntil(outcome.weerOp, deps.klok.now());
        return problemAnswer(problemOf('te-veel-adressen', { retryAfterSeconds }));
      }),
  );

const GEMAILD: Hercontroleantwoord = {
  status: 'wacht-op-bevestiging',
  watNu:
    'Wij sturen een nieuwe code naar dit e-mailadres. Codes die naar een ander adres zijn gestuurd, werken niet meer. Per adres sturen wij hoogstens drie codes per uur.',
};

const NIEUW_ADRES: Hercontroleantwoord = {
  status: 'wordt-gecontroleerd',
  watNu:
    'Wij controleren uw aanmelding opnieuw bij Nmbrs. Naar het nieuwe e-mailadres sturen wij een bevestigingscode; het geldt zodra u dat adres met die code bevestigt, bij het kenmerk uit die e-mail. Tot die tijd mailen wij naar het adres van nu.',
};

/** Nothing but the office's name and address: the rest is looked at once that is confirmed. */
async function correctWaiting(
  deps: HandlerDeps,
  { aanmeldingId, gegevens }: WachtendeAanmelding,
  { salarisverwerker, ...rest }: Aanmeldcorrectie,
): Promise<HttpAnswer> {
  const isMore = Object.values(rest).some((value) => value !== undefined);
  if (salarisverwerker === undefined || isMore) return problemAnswer(problemOf('eerst-bevestigen'));
  const { bedrijfsnaam, email } = gegevens.salarisverwerker;
  const corrected = {
    bedrijfsnaam: salarisverwerker.bedrijfsnaam ?? bedrijfsnaam,
    email: salarisverwerker.email ?? email,
  };
  const outcome = await correctAdres(deps, aanmeldingId, corrected);
  switch (outcome) {
    case 'gemaild':
      return jsonAnswer(202, GEMAILD);
    case 'te-vaak':
      return problemAnswer(problemOf('te-veel-adrescorrecties'));
    case 'niet-nu':
      return problemAnswer(problemOf('geen-hercontrole-mogelijk', NIET_NU));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    default:
      return outcome satisfies never;
  }
}

async function changeRealised(
  deps: HandlerDeps,
  aanmelding: GerealiseerdeAanmelding,
  correctie: Aanmeldcorrectie,
): Promise<HttpAnswer> {
  const outcome = await changeOwn(deps, aanmelding, correctie);
  switch (outcome.uitkomst) {
    case 'gewijzigd': {
      const said = [
        outcome.velden.length === 0 ? 'Er is niets gewijzigd.' : 'De wijziging geldt vanaf de volgende levering.',
        ...(outcome.isAdresGevraagd ? [NIEUW_ADRES_VAN_KOPPELING] : []),
      ];
      const watNu = outcome.velden.length === 0 && outcome.isAdresGevraagd ? NIEUW_ADRES_VAN_KOPPELING : said.join(' ');
      return jsonAnswer(202, { status: 'gerealiseerd', watNu } satisfies Hercontroleantwoord);
    }
    case 'te-druk':
      return problemAnswer(tooManyRequests(deps.klok.now()));
    case 'te-veel-adressen': {
      const retryAfterSeconds = secondsUntil(outcome.weerOp, deps.klok.now());
      return problemAnswer(problemOf('te-veel-adressen', { retryAfterSeconds }));
    }
    case 'niet-hier':
      return problemAnswer(problemOf('niet-meer-te-verbeteren'));
    case 'gestopt':
      return problemAnswer(problemOf('geen-hercontrole-mogelijk', NIET_NU));
    default:
      return outcome satisfies never;
  }
}

const NIEUW_ADRES_VAN_KOPPELING =
  'Naar het nieuwe e-mailadres sturen wij een bevestigingscode; het geldt zodra u die invoert. Tot die tijd mailen wij naar het adres van nu.';
