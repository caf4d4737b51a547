import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('confirm-ontvangst');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  ...deployedMail(),
  klok: createSystemKlok(),
  logboek,
});
