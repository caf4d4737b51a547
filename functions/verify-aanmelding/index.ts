import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedLoginteller } from '../../adapters/deployed/loginteller.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('verify-aanmelding');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  loginteller: deployedLoginteller(),
  verloop: createVerloop({ client: createSfnClient() }),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek,
});
