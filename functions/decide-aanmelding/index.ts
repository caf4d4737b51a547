import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('decide-aanmelding');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  verloop: createVerloop({ client: createSfnClient() }),
  ...deployedMail(),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  roleClaim: readSetting('STAFF_ROLE_CLAIM'),
  role: readSetting('STAFF_ROLE'),
  nameClaim: readSetting('STAFF_NAME_CLAIM'),
  logboek,
});
