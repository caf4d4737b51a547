import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import {
  andereVan,
  bedrijfInOne,
  bedrijfVan,
  type GeslaagdeAanmelding,
  isGeslaagd,
  isOnverklaard,
  type ZelfdeBedrijf,
  zelfdeBedrijfIn,
} from '../aanmelding/zelfde-bedrijf.ts';

export interface ZelfdeBedrijfDeps {
  readonly registratie: Pick<Aanmeldregister, 'findAanmelding'> & Pick<Claims, 'listVanBedrijf'>;
}

/**
 * Whether the company in Nmbrs of this aanmelding is signed up once more. Whoever passes his controle later finds whoever passed before
 * him, so that of two that are approved at the same moment one at least is held against the other.
 */
export async function findZelfdeBedrijf(deps: ZelfdeBedrijfDeps, own: Aanmelding): Promise<ZelfdeBedrijf | undefined> {
  if (!isGeslaagd(own)) return undefined;
  return zelfdeBedrijfIn((await othersOf(deps, own)).map((other) => andereVan(own, other)));
}

/** The contracts under which the company of this koppeling is exchanged too, for another loonheffingennummer, and nobody said why. */
export async function listOnverklaard(
  deps: ZelfdeBedrijfDeps,
  own: Aanmelding | undefined,
): Promise<readonly string[]> {
  if (!isGeslaagd(own)) return [];
  const unexplained = (await othersOf(deps, own)).filter((other) => isOnverklaard(own, other));
  return unexplained.map(({ gegevens }) => gegevens.werkgever.raamwerkcontractnummer);
}

/** What is listed may have ended, or be checked for another company since: each is read, and counts as it is now. */
async function othersOf(
  { registratie }: ZelfdeBedrijfDeps,
  own: GeslaagdeAanmelding,
): Promise<readonly GeslaagdeAanmelding[]> {
  const bedrijf = bedrijfVan(own);
  const ids = (await registratie.listVanBedrijf(bedrijf)).filter((id) => id !== own.aanmeldingId);
  const found = await Promise.all(ids.map((id) => registratie.findAanmelding(id)));
  return found.filter(isGeslaagd).filter((one) => bedrijfInOne(bedrijfVan(one)) === bedrijfInOne(bedrijf));
}
