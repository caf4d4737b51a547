import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('remind-people');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  ...deployedMail(),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  escalatie: readSetting('MAIL_ESCALATIE'),
  logboek,
});
