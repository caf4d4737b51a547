import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { deployedVerloop } from '../../adapters/deployed/verloop.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('start-uitwisseling');

export const handler = createHandler({
  registratie: deployedRegistratie(),
  verloop: deployedVerloop(),
  klok: createSystemKlok(),
  logboek,
});
