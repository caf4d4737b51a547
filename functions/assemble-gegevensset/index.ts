import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedLooncodes } from '../../adapters/deployed/looncodes.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('assemble-gegevensset');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  opslag: deployedOpslag(),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  looncodes: deployedLooncodes(),
  logboek,
});
