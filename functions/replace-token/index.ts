import { createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedLoginteller } from '../../adapters/deployed/loginteller.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('replace-token');

/**
 * The office waits for the answer, and the function has 15 seconds: Nmbrs gets the better part of them, as the one call that is made
 * (`List_GetAll`) may take four times this.
 */
const NMBRS_DEADLINE_MS = 2_000;

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek, { deadlineMs: NMBRS_DEADLINE_MS }),
  agenda: deployedAgenda(),
  nazorg: createNazorg({ client: createSqsClient(), queueUrl: readSetting('NAZORG_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient() }),
  loginteller: deployedLoginteller(),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek,
});
