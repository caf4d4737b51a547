import { deployedHerschrijving } from '../../adapters/deployed/herschrijving.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readNumber } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('carry-out-verzoek');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  opslag: deployedHerschrijving(),
  kluis: deployedKluis(),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  bewaardagen: readNumber('LEVERING_BEWAARDAGEN'),
  logboek,
});
