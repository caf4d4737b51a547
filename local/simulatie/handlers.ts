import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { type Ingreep, Opnieuwformulier, Vrijgaveformulier } from '../../core/domain/beheer.ts';
import { KoppelingId } from '../../core/domain/koppeling.ts';
import { TijdvakId } from '../../core/domain/tijdvak.ts';
import { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import { decideVrijgave } from '../../core/use-cases/decide-vrijgave.ts';
import { fetchAgain } from '../../core/use-cases/fetch-again.ts';
import { pauseKoppeling } from '../../core/use-cases/pause-koppeling.ts';
import { replaceToken, Tokenformulier } from '../../core/use-cases/replace-token.ts';
import { resumeKoppeling } from '../../core/use-cases/resume-koppeling.ts';
import { createHandler as controleerRun } from '../../functions/controleer-run/handler.ts';
import { createHandler as haalDeel } from '../../functions/haal-deel/handler.ts';
import { createHandler as loopNa } from '../../functions/loop-na/handler.ts';
import { createHandler as markeerMislukt } from '../../functions/markeer-mislukt/handler.ts';
import { createHandler as peilRapport } from '../../functions/peil-rapport/handler.ts';
import { createHandler as planUitwisseling } from '../../functions/plan-uitwisseling/handler.ts';
import { createHandler as rondAf } from '../../functions/rond-af/handler.ts';
import { createHandler as ruimOp } from '../../functions/ruim-op/handler.ts';
import { createHandler as startUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as stelSamen } from '../../functions/stel-samen/handler.ts';
import { createHandler as verdeelDelen } from '../../functions/verdeel-delen/handler.ts';
import { createHandler as vraagVrijgave } from '../../functions/vraag-vrijgave/handler.ts';
import type { CreateHandler } from './lambda.ts';
import { KANARIES } from './office.ts';
import type { Ports } from './ports.ts';
import { SqsEvent } from './queue.ts';

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

const Verzoek = z.object({ aanmeldingId: AanmeldingId });
const NIEUW = Tokenformulier.parse({ apiToken: KANARIES.nieuweToken });

/** What a request does, without its HTTP: nobody hears more of an error than the handler would tell. */
function behind(work: (ports: Ports, event: unknown) => Promise<unknown>): CreateHandler {
  return (ports) => (event) =>
    work(ports, event).catch((error: unknown) => {
      throw publicError(error);
    });
}

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
  ['ruim-op', ruimOp],
  // What is behind the requests of the office and of a.s.r.
  ['vervang-token', behind((ports, event) => replaceToken(ports, Verzoek.parse(event).aanmeldingId, NIEUW))],
  ['pauzeer-koppeling', behind((ports, event) => pauseKoppeling(ports, ingreepOf(event)))],
  ['hervat-koppeling', behind((ports, event) => resumeKoppeling(ports, ingreepOf(event)))],
  ['haal-opnieuw', behind(askAgain)],
  ['geef-vrij', behind(decide)],
]);
