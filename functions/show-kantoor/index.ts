import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  registratie: deployedRegistratie(),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek: createLogboek('show-kantoor'),
});
