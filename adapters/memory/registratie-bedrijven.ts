import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import { bedrijfInOne, bedrijfVan, isGeslaagd, type NmbrsBedrijf } from '../../core/aanmelding/zelfde-bedrijf.ts';
import type { AanmeldingId } from '../../core/ids.ts';

/** Those of this company whose state says that the controle passed, in the order of their ids. */
export function listVanBedrijf(all: Iterable<Aanmelding>, bedrijf: NmbrsBedrijf): readonly AanmeldingId[] {
  const isOf = (one: Aanmelding): boolean => isGeslaagd(one) && bedrijfInOne(bedrijfVan(one)) === bedrijfInOne(bedrijf);
  const found = [...all].filter(isOf).map(({ aanmeldingId }) => aanmeldingId);
  return found.sort((a, b) => (a < b ? -1 : 1));
}
