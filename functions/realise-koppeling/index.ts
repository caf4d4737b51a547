import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('realise-koppeling');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  agenda: deployedAgenda(),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  logboek,
});
