import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { type Ingreep, Opnieuwformulier } from '../../core/audit/beheer.ts';
import { fetchAgain } from '../../core/beheer/fetch-again.ts';
import { pauseKoppeling } from '../../core/beheer/pause-koppeling.ts';
import { resumeKoppeling } from '../../core/beheer/resume-koppeling.ts';
import { KoppelingId, TijdvakId, UitwisselingId } from '../../core/ids.ts';
import { decideVrijgave } from '../../core/levering/decide-vrijgave.ts';
import { Vrijgaveformulier } from '../../core/levering/vrijgave.ts';
import { createHandler as abandonControle } from '../../functions/abandon-controle/handler.ts';
import { createHandler as addWerkgever } from '../../functions/add-werkgever/handler.ts';
import { createHandler as askAkkoord } from '../../functions/ask-akkoord/handler.ts';
import { createHandler as askHerstel } from '../../functions/ask-herstel/handler.ts';
import { createHandler as askVrijgave } from '../../functions/ask-vrijgave/handler.ts';
import { createHandler as assembleGegevensset } from '../../functions/assemble-gegevensset/handler.ts';
import { createHandler as changeKoppeling } from '../../functions/change-koppeling/handler.ts';
import { createHandler as changeVerloning } from '../../functions/change-verloning/handler.ts';
import { createHandler as checkRun } from '../../functions/check-run/handler.ts';
import { createHandler as cleanUp } from '../../functions/clean-up/handler.ts';
import { createHandler as completeUitwisseling } from '../../functions/complete-uitwisseling/handler.ts';
import { createHandler as confirmAanmelding } from '../../functions/confirm-aanmelding/handler.ts';
import { createHandler as confirmAanvraag } from '../../functions/confirm-aanvraag/handler.ts';
import { createHandler as confirmAfmelding } from '../../functions/confirm-afmelding/handler.ts';
import { createHandler as confirmOntvangst } from '../../functions/confirm-ontvangst/handler.ts';
import { createHandler as correctAanmelding } from '../../functions/correct-aanmelding/handler.ts';
import { createHandler as decideAanmelding } from '../../functions/decide-aanmelding/handler.ts';
import { createHandler as distributeDelen } from '../../functions/distribute-delen/handler.ts';
import { createHandler as endKoppeling } from '../../functions/end-koppeling/handler.ts';
import { createHandler as eraseAanmelding } from '../../functions/erase-aanmelding/handler.ts';
import { createHandler as expireAanmelding } from '../../functions/expire-aanmelding/handler.ts';
import { createHandler as failUitwisseling } from '../../functions/fail-uitwisseling/handler.ts';
import { createHandler as fetchDeel } from '../../functions/fetch-deel/handler.ts';
import { createHandler as mailStand } from '../../functions/mail-stand/handler.ts';
import { createHandler as mailToegang } from '../../functions/mail-toegang/handler.ts';
import { createHandler as planUitwisseling } from '../../functions/plan-uitwisseling/handler.ts';
import { createHandler as pollRapport } from '../../functions/poll-rapport/handler.ts';
import { createHandler as realiseKoppeling } from '../../functions/realise-koppeling/handler.ts';
import { createHandler as recheckAanmelding } from '../../functions/recheck-aanmelding/handler.ts';
import { createHandler as reconcileKoppelingen } from '../../functions/reconcile-koppelingen/handler.ts';
import { createHandler as reissueAccess } from '../../functions/reissue-access/handler.ts';
import { createHandler as remindPeople } from '../../functions/remind-people/handler.ts';
import { createHandler as replaceCapability } from '../../functions/replace-capability/handler.ts';
import { createHandler as replaceToken } from '../../functions/replace-token/handler.ts';
import { createHandler as restoreAdres } from '../../functions/restore-adres/handler.ts';
import { createHandler as settleAanmelding } from '../../functions/settle-aanmelding/handler.ts';
import { createHandler as showAanmelding } from '../../functions/show-aanmelding/handler.ts';
import { createHandler as signOffAanmelding } from '../../functions/sign-off-aanmelding/handler.ts';
import { createHandler as signOffKoppeling } from '../../functions/sign-off-koppeling/handler.ts';
import { createHandler as skipTijdvak } from '../../functions/skip-tijdvak/handler.ts';
import { createHandler as startUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as submitAanmelding } from '../../functions/submit-aanmelding/handler.ts';
import { createHandler as submitBulk } from '../../functions/submit-bulk/handler.ts';
import { createHandler as sweepAanvragen } from '../../functions/sweep-aanvragen/handler.ts';
import { createHandler as verifyAanmelding } from '../../functions/verify-aanmelding/handler.ts';
import { createHandler as withdrawAfmelding } from '../../functions/withdraw-afmelding/handler.ts';
import { createHandler as withdrawBeeindiging } from '../../functions/withdraw-beeindiging/handler.ts';
import type { CreateHandler } from './lambda.ts';
import { SqsEvent } from './messages.ts';
import type { Ports } from './ports.ts';
import { HttpEvent } from './requests.ts';

const REDEN = 'Op verzoek van de werkgever.';
const Ingrijpend = z.object({ koppelingId: KoppelingId });
const ingreepOf = (event: unknown): Ingreep => ({
  koppelingId: Ingrijpend.parse(event).koppelingId,
  ...{ reden: REDEN, beoordelaar: 'beoordelaar-1' },
});
const Opnieuw = Ingrijpend.extend({ van: TijdvakId });
const Besluit = z.object({ uitwisselingId: UitwisselingId, besluit: Vrijgaveformulier.shape.besluit });

function askAgain(ports: Ports, event: unknown): Promise<unknown> {
  const { koppelingId, van } = Opnieuw.parse(event);
  const formulier = Opnieuwformulier.parse({ van, reden: REDEN });
  return fetchAgain(ports, { koppelingId, formulier, beoordelaar: 'beoordelaar-1' });
}

function decide(ports: Ports, event: unknown): Promise<unknown> {
  const { uitwisselingId, besluit } = Besluit.parse(event);
  return decideVrijgave(ports, { uitwisselingId, formulier: { besluit, reden: REDEN }, beoordelaar: 'beoordelaar-1' });
}

/** What a request does, without its HTTP: nobody hears more of an error than the handler would tell. */
function behind(work: (ports: Ports, event: unknown) => Promise<unknown>): CreateHandler {
  return (ports) => (event) =>
    work(ports, event).catch((error: unknown) => {
      throw publicError(error);
    });
}

/** Lambda stops a function that takes too long; so does the simulation, and no handler need know. */
const AMPLE = { getRemainingTimeInMillis: () => 30_000 };

/** A function behind a route, with its HTTP. */
const route =
  (create: (ports: Ports) => (event: ReturnType<typeof HttpEvent.parse>, context: typeof AMPLE) => Promise<unknown>) =>
  (ports: Ports) =>
  (event: unknown): Promise<unknown> =>
    create(ports)(HttpEvent.parse(event), AMPLE);

/** The deployed handlers by the names of their functions, which are those of their folders. */
export const HANDLERS: ReadonlyMap<string, CreateHandler> = new Map<string, CreateHandler>([
  ['start-uitwisseling', startUitwisseling],
  ['check-run', checkRun],
  ['plan-uitwisseling', planUitwisseling],
  ['distribute-delen', distributeDelen],
  ['fetch-deel', (ports) => (event) => fetchDeel(ports)(SqsEvent.parse(event))],
  ['poll-rapport', pollRapport],
  ['assemble-gegevensset', assembleGegevensset],
  ['complete-uitwisseling', completeUitwisseling],
  ['ask-vrijgave', askVrijgave],
  ['fail-uitwisseling', failUitwisseling],
  ['reconcile-koppelingen', reconcileKoppelingen],
  ['sweep-aanvragen', (ports) => (event) => sweepAanvragen(ports)(event, AMPLE)],
  ['clean-up', cleanUp],
  ['confirm-ontvangst', confirmOntvangst],
  ['verify-aanmelding', verifyAanmelding],
  ['abandon-controle', abandonControle],
  ['ask-herstel', askHerstel],
  ['ask-akkoord', askAkkoord],
  ['remind-people', remindPeople],
  ['realise-koppeling', realiseKoppeling],
  ['expire-aanmelding', expireAanmelding],
  ['confirm-aanmelding', confirmAanmelding],
  ['end-koppeling', endKoppeling],
  ['settle-aanmelding', (ports) => (event) => settleAanmelding(ports)(SqsEvent.parse(event))],
  ['submit-aanmelding', route(submitAanmelding)],
  ['submit-bulk', route(submitBulk)],
  ['add-werkgever', route(addWerkgever)],
  ['confirm-aanvraag', route(confirmAanvraag)],
  ['mail-toegang', route(mailToegang)],
  ['correct-aanmelding', route(correctAanmelding)],
  ['recheck-aanmelding', route(recheckAanmelding)],
  ['replace-token', route(replaceToken)],
  ['sign-off-aanmelding', route(signOffAanmelding)],
  ['withdraw-afmelding', route(withdrawAfmelding)],
  ['confirm-afmelding', route(confirmAfmelding)],
  ['decide-aanmelding', route(decideAanmelding)],
  ['show-aanmelding', route(showAanmelding)],
  ['replace-capability', route(replaceCapability)],
  ['restore-adres', route(restoreAdres)],
  ['mail-stand', route(mailStand)],
  ['erase-aanmelding', route(eraseAanmelding)],
  ['reissue-access', route(reissueAccess)],
  ['sign-off-koppeling', route(signOffKoppeling)],
  ['withdraw-beeindiging', route(withdrawBeeindiging)],
  ['skip-tijdvak', route(skipTijdvak)],
  ['change-koppeling', route(changeKoppeling)],
  ['change-verloning', route(changeVerloning)],
  // What is behind the other requests of a.s.r.
  ['pause-koppeling', behind((ports, event) => pauseKoppeling(ports, ingreepOf(event)))],
  ['resume-koppeling', behind((ports, event) => resumeKoppeling(ports, ingreepOf(event)))],
  ['fetch-again', behind(askAgain)],
  ['decide-vrijgave', behind(decide)],
]);
