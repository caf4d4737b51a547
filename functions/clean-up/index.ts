import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  opslag: deployedOpslag(),
  klok: createSystemKlok(),
  logboek: createLogboek('clean-up'),
});
