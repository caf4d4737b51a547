import { createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createUitval } from '../../adapters/aws/uitval.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { createWachtrij } from '../../adapters/aws/wachtrij.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('fetch-deel');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  opslag: deployedOpslag(),
  uitval: createUitval({ client: createSqsClient(), queueUrl: readSetting('DELEN_DLQ_URL') }),
  wachtrij: createWachtrij({ client: createSqsClient(), queueUrl: readSetting('DELEN_QUEUE_URL') }),
  verloop: createVerloop({ client: createSfnClient() }),
  klok: createSystemKlok(),
  logboek,
});
