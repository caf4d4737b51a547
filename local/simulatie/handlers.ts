import * as z from 'zod';
import { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { replaceToken, Tokenformulier } from '../../core/use-cases/replace-token.ts';
import { createHandler as controleerRun } from '../../functions/controleer-run/handler.ts';
import { createHandler as haalDeel } from '../../functions/haal-deel/handler.ts';
import { createHandler as loopNa } from '../../functions/loop-na/handler.ts';
import { createHandler as markeerMislukt } from '../../functions/markeer-mislukt/handler.ts';
import { createHandler as peilRapport } from '../../functions/peil-rapport/handler.ts';
import { createHandler as planUitwisseling } from '../../functions/plan-uitwisseling/handler.ts';
import { createHandler as rondAf } from '../../functions/rond-af/handler.ts';
import { createHandler as startRapport } from '../../functions/start-rapport/handler.ts';
import { createHandler as startUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as stelSamen } from '../../functions/stel-samen/handler.ts';
import { createHandler as verdeelDelen } from '../../functions/verdeel-delen/handler.ts';
import { createHandler as vraagVrijgave } from '../../functions/vraag-vrijgave/handler.ts';
import type { CreateHandler } from './lambda.ts';
import { KANARIES } from './office.ts';
import { SqsEvent } from './queue.ts';

const Verzoek = z.object({ aanmeldingId: AanmeldingId });
const NIEUW = Tokenformulier.parse({ apiToken: KANARIES.nieuweToken });

/** The deployed handlers by the names of their functions, which are those of their folders. */
export const HANDLERS: ReadonlyMap<string, CreateHandler> = new Map<string, CreateHandler>([
  ['start-uitwisseling', startUitwisseling],
  ['controleer-run', controleerRun],
  ['plan-uitwisseling', planUitwisseling],
  ['verdeel-delen', verdeelDelen],
  ['haal-deel', (ports) => (event) => haalDeel(ports)(SqsEvent.parse(event))],
  ['start-rapport', startRapport],
  ['peil-rapport', peilRapport],
  ['stel-samen', stelSamen],
  ['rond-af', rondAf],
  ['vraag-vrijgave', vraagVrijgave],
  ['markeer-mislukt', markeerMislukt],
  ['loop-na', loopNa],
  // What is behind the request that the office makes.
  ['vervang-token', (ports) => (event) => replaceToken(ports, Verzoek.parse(event).aanmeldingId, NIEUW)],
]);
