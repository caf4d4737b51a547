import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('erase-aanmelding');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  logboek,
});
