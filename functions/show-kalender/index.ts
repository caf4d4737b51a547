import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('show-kalender');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  klok: createSystemKlok(),
  identiteit: createIdentiteit(),
  organizer: readSetting('MAIL_SENDER'),
  logboek,
});
