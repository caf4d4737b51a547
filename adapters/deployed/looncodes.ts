import { Looncodelijst } from '../../core/ophalen/looncodes.ts';
import { readSetting } from '../node/environment.ts';

/** The wage codes that a.s.r. gets, by profile, as JSON. */
export function deployedLooncodes(): Looncodelijst {
  const parsed = Looncodelijst.safeParse(JSON.parse(readSetting('LOONCODES')));
  if (parsed.success) return parsed.data;
  throw new Error('LOONCODES in the environment is not a list of wage codes per profile');
}
