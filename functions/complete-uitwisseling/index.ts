import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedGebeurtenissen } from '../../adapters/deployed/gebeurtenissen.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { deployedVerloop } from '../../adapters/deployed/verloop.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('complete-uitwisseling');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  agenda: deployedAgenda(),
  opslag: deployedOpslag(),
  gebeurtenissen: deployedGebeurtenissen(),
  verloop: deployedVerloop(),
  ...deployedMail(),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  logboek,
});
