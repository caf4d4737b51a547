import * as z from 'zod';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import type { LopendeUitwisseling } from '../uitwisseling/uitwisseling.ts';

const Codes = z.array(z.int().min(1).max(99_999)).max(100);

/** Which wage codes of a run a.s.r. gets, per profile. Of others that occur only the number is told. */
export const Looncodelijst = z.strictObject({
  wia: Codes,
  pensioen: Codes,
  volledig: Codes,
});
export type Looncodelijst = z.infer<typeof Looncodelijst>;

/**
 * The common ones: salaris, reiskosten, overwerk, vakantiegeld, 13e maand, loon SV. INFERRED: a company's own wage model decides
 * its codes and no public list exists. A code that the run does not have costs one call where the office did not activate the
 * report of all codes, and gives no lines.
 */
const GANGBAAR: readonly number[] = [1000, 1400, 2100, 2200, 2300, 8100];

/** What counts when the setting says nothing else. */
export const STANDAARD_LOONCODES: Looncodelijst = {
  wia: [...GANGBAAR],
  pensioen: [...GANGBAAR],
  volledig: [...GANGBAAR],
};

/** Those of a profile; `verzuim` has no wage codes. */
export const looncodesFor = (profiel: Dekkingsprofiel, lijst: Looncodelijst): readonly number[] =>
  profiel === Dekkingsprofiel.enum.verzuim ? [] : lijst[profiel];

/** The codes of an exchange: those of the setting when its report was started, whatever the setting has become. */
export const looncodesOf = (
  { rapport }: Pick<LopendeUitwisseling, 'rapport'>,
  profiel: Dekkingsprofiel,
  lijst: Looncodelijst,
): readonly number[] => rapport?.looncodes ?? looncodesFor(profiel, lijst);
