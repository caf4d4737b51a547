import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('abandon-controle');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  klok: createSystemKlok(),
  logboek,
});
