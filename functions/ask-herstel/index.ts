import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('ask-herstel');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  verloop: createVerloop({ client: createSfnClient() }),
  ...deployedMail(),
  klok: createSystemKlok(),
  logboek,
});
