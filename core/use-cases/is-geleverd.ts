import { manifestKey } from '../domain/levering.ts';
import type { Uitwisseling } from '../domain/uitwisseling.ts';
import type { Opslag } from '../ports/opslag.ts';

/** Whether its data set lies there: the manifest is written last. It may still have to be closed. */
export const isGeleverd = async (opslag: Opslag, uitwisseling: Uitwisseling): Promise<boolean> =>
  (await opslag.get(manifestKey(uitwisseling))) !== undefined;
