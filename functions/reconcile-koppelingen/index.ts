import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { deployedAgenda } from '../../adapters/deployed/agenda.ts';
import { deployedGebeurtenissen } from '../../adapters/deployed/gebeurtenissen.ts';
import { deployedKluis } from '../../adapters/deployed/kluis.ts';
import { deployedNmbrs } from '../../adapters/deployed/nmbrs.ts';
import { deployedOpslag } from '../../adapters/deployed/opslag.ts';
import { deployedMail } from '../../adapters/deployed/post.ts';
import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { readSetting } from '../../adapters/node/environment.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('reconcile-koppelingen');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  kluis: deployedKluis(),
  gateway: deployedNmbrs(logboek),
  agenda: deployedAgenda(),
  opslag: deployedOpslag(),
  verloop: createVerloop({
    client: createSfnClient({ retryMode: 'adaptive' }),
    uitwisselingMachineArn: readSetting('UITWISSELING_MACHINE_ARN'),
    afmeldingMachineArn: readSetting('AFMELDING_MACHINE_ARN'),
    realisatieMachineArn: readSetting('REALISATIE_MACHINE_ARN'),
  }),
  gebeurtenissen: deployedGebeurtenissen(),
  ...deployedMail(),
  klok: createSystemKlok(),
  assessors: readSetting('MAIL_ASSESSORS'),
  ontvangstBinnenUren: Number(readSetting('ONTVANGST_BINNEN_UREN')),
  logboek,
});
