import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  registratie: deployedRegistratie(),
  opslag: deployedOpslag(),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  readerRole: readSetting('READER_ROLE'),
  logboek: createLogboek('confirm-levering'),
});
