import { deployedRegistratie } from '../../adapters/deployed/registratie.ts';
import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

const logboek = createLogboek('record-bezorging');

export const handler = createHandler({ registratie: deployedRegistratie(), logboek });
