import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { deployedVerloop } from '../../adapters/deployed/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('check-run');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  verloop: deployedVerloop(),
  agenda: deployedAgenda(),
  ...deployedMail(),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  logboek,
});
