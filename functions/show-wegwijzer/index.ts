import { createLogboek } from '../../adapters/node/logboek.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({ logboek: createLogboek('show-wegwijzer') });
