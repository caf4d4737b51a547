import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { type Ingreep, Opnieuwformulier } from '../../core/audit/beheer.ts';
import { fetchAgain } from '../../core/beheer/fetch-again.ts';
import { pauseKoppeling } from '../../core/beheer/pause-koppeling.ts';
import { resumeKoppeling } from '../../core/beheer/resume-koppeling.ts';
import { KoppelingId, TijdvakId, UitwisselingId } from '../../core/ids.ts';
import { decideVrijgave } from '../../core/levering/decide-vrijgave.ts';
import { Vrijgaveformulier } from '../../core/levering/vrijgave.ts';
import { createHandler as aanmelden } from '../../functions/aanmelden/handler.ts';
import { createHandler as beeindig } from '../../functions/beeindig/handler.ts';
import { createHandler as beeindigKoppeling } from '../../functions/beeindig-koppeling/handler.ts';
import { createHandler as beslis } from '../../functions/beslis/handler.ts';
import { createHandler as bevestig } from '../../functions/bevestig/handler.ts';
import { createHandler as bevestigAdres } from '../../functions/bevestig-adres/handler.ts';
import { createHandler as bevestigAfmelding } from '../../functions/bevestig-afmelding/handler.ts';
import { createHandler as bevestigOntvangst } from '../../functions/bevestig-ontvangst/handler.ts';
import { createHandler as controleer } from '../../functions/controleer/handler.ts';
import { createHandler as controleerRun } from '../../functions/controleer-run/handler.ts';
import { createHandler as geefToegang } from '../../functions/geef-toegang/handler.ts';
import { createHandler as haalDeel } from '../../functions/haal-deel/handler.ts';
import { createHandler as hercontroleer } from '../../functions/hercontroleer/handler.ts';
import { createHandler as herinner } from '../../functions/herinner/handler.ts';
import { createHandler as herstelAanmelding } from '../../functions/herstel-aanmelding/handler.ts';
import { createHandler as herstelAdres } from '../../functions/herstel-adres/handler.ts';
import { createHandler as laatVervallen } from '../../functions/laat-vervallen/handler.ts';
import { createHandler as loopAanvragenNa } from '../../functions/loop-aanvragen-na/handler.ts';
import { createHandler as loopNa } from '../../functions/loop-na/handler.ts';
import { createHandler as mailStand } from '../../functions/mail-stand/handler.ts';
import { createHandler as mailToegang } from '../../functions/mail-toegang/handler.ts';
import { createHandler as markeerMislukt } from '../../functions/markeer-mislukt/handler.ts';
import { createHandler as meldAf } from '../../functions/meld-af/handler.ts';
import { createHandler as meldBulkAan } from '../../functions/meld-bulk-aan/handler.ts';
import { createHandler as meldWerkgeverAan } from '../../functions/meld-werkgever-aan/handler.ts';
import { createHandler as nazorg } from '../../functions/nazorg/handler.ts';
import { createHandler as peilRapport } from '../../functions/peil-rapport/handler.ts';
import { createHandler as planUitwisseling } from '../../functions/plan-uitwisseling/handler.ts';
import { createHandler as realiseer } from '../../functions/realiseer/handler.ts';
import { createHandler as rondAf } from '../../functions/rond-af/handler.ts';
import { createHandler as ruimOp } from '../../functions/ruim-op/handler.ts';
import { createHandler as slaTijdvakOver } from '../../functions/sla-tijdvak-over/handler.ts';
import { createHandler as staakControle } from '../../functions/staak-controle/handler.ts';
import { createHandler as startUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as stelSamen } from '../../functions/stel-samen/handler.ts';
import { createHandler as toonAanmelding } from '../../functions/toon-aanmelding/handler.ts';
import { createHandler as trekAfmeldingIn } from '../../functions/trek-afmelding-in/handler.ts';
import { createHandler as trekBeeindigingIn } from '../../functions/trek-beeindiging-in/handler.ts';
import { createHandler as verdeelDelen } from '../../functions/verdeel-delen/handler.ts';
import { createHandler as vervangToegang } from '../../functions/vervang-toegang/handler.ts';
import { createHandler as vervangToken } from '../../functions/vervang-token/handler.ts';
import { createHandler as vraagAkkoord } from '../../functions/vraag-akkoord/handler.ts';
import { createHandler as vraagHerstel } from '../../functions/vraag-herstel/handler.ts';
import { createHandler as vraagVrijgave } from '../../functions/vraag-vrijgave/handler.ts';
import { createHandler as wijzigKoppeling } from '../../functions/wijzig-koppeling/handler.ts';
import { createHandler as wijzigVerloning } from '../../functions/wijzig-verloning/handler.ts';
import { createHandler as wisAanmelding } from '../../functions/wis-aanmelding/handler.ts';
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
  ['controleer-run', controleerRun],
  ['plan-uitwisseling', planUitwisseling],
  ['verdeel-delen', verdeelDelen],
  ['haal-deel', (ports) => (event) => haalDeel(ports)(SqsEvent.parse(event))],
  ['peil-rapport', peilRapport],
  ['stel-samen', stelSamen],
  ['rond-af', rondAf],
  ['vraag-vrijgave', vraagVrijgave],
  ['markeer-mislukt', markeerMislukt],
  ['loop-na', loopNa],
  ['loop-aanvragen-na', (ports) => (event) => loopAanvragenNa(ports)(event, AMPLE)],
  ['ruim-op', ruimOp],
  ['bevestig-ontvangst', bevestigOntvangst],
  ['controleer', controleer],
  ['staak-controle', staakControle],
  ['vraag-herstel', vraagHerstel],
  ['vraag-akkoord', vraagAkkoord],
  ['herinner', herinner],
  ['realiseer', realiseer],
  ['laat-vervallen', laatVervallen],
  ['bevestig', bevestig],
  ['beeindig', beeindig],
  ['nazorg', (ports) => (event) => nazorg(ports)(SqsEvent.parse(event))],
  ['aanmelden', route(aanmelden)],
  ['meld-bulk-aan', route(meldBulkAan)],
  ['meld-werkgever-aan', route(meldWerkgeverAan)],
  ['bevestig-adres', route(bevestigAdres)],
  ['mail-toegang', route(mailToegang)],
  ['herstel-aanmelding', route(herstelAanmelding)],
  ['hercontroleer', route(hercontroleer)],
  ['vervang-token', route(vervangToken)],
  ['meld-af', route(meldAf)],
  ['trek-afmelding-in', route(trekAfmeldingIn)],
  ['bevestig-afmelding', route(bevestigAfmelding)],
  ['beslis', route(beslis)],
  ['toon-aanmelding', route(toonAanmelding)],
  ['vervang-toegang', route(vervangToegang)],
  ['herstel-adres', route(herstelAdres)],
  ['mail-stand', route(mailStand)],
  ['wis-aanmelding', route(wisAanmelding)],
  ['geef-toegang', route(geefToegang)],
  ['beeindig-koppeling', route(beeindigKoppeling)],
  ['trek-beeindiging-in', route(trekBeeindigingIn)],
  ['sla-tijdvak-over', route(slaTijdvakOver)],
  ['wijzig-koppeling', route(wijzigKoppeling)],
  ['wijzig-verloning', route(wijzigVerloning)],
  // What is behind the other requests of a.s.r.
  ['pauzeer-koppeling', behind((ports, event) => pauseKoppeling(ports, ingreepOf(event)))],
  ['hervat-koppeling', behind((ports, event) => resumeKoppeling(ports, ingreepOf(event)))],
  ['haal-opnieuw', behind(askAgain)],
  ['geef-vrij', behind(decide)],
]);
