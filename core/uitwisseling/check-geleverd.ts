import type { Opslag } from '../invoer/ports/opslag.ts';
import { manifestKey } from './levering.ts';
import type { Uitwisseling } from './uitwisseling.ts';

/** Whether its data set lies there: the manifest is written last. It may still have to be closed. */
export const isGeleverd = async (opslag: Opslag, uitwisseling: Uitwisseling): Promise<boolean> =>
  (await opslag.get(manifestKey(uitwisseling))) !== undefined;
