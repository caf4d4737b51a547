import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { deployedVerloop } from '../../adapters/deployed/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('skip-tijdvak');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  agenda: deployedAgenda(),
  verloop: deployedVerloop(),
  klok: createSystemKlok(),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  logboek,
});
