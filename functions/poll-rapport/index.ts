import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedLooncodes } from '../../adapters/deployed/looncodes.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('poll-rapport');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  opslag: deployedOpslag(),
  klok: createSystemKlok(),
  looncodes: deployedLooncodes(),
  logboek,
});
