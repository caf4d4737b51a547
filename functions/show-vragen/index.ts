import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('show-vragen');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  opslag: deployedOpslag(),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  logboek,
});
