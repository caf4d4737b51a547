import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('correct-aanmelding');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  ...deployedMail(),
  verloop: createVerloop({ client: createSfnClient() }),
  kluis: deployedKluis(),
  klok: createSystemKlok(),
  logboek,
});
