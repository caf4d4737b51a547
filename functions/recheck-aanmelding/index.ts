import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('recheck-aanmelding');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  verloop: createVerloop({ client: createSfnClient() }),
  logboek,
});
