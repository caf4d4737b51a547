import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('end-koppeling');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  agenda: deployedAgenda(),
  opslag: deployedOpslag(),
  verloop: createVerloop({ client: createSfnClient() }),
  ...deployedMail(),
  assessors: readSetting('MAIL_ASSESSORS'),
  klok: createSystemKlok(),
  logboek,
});
