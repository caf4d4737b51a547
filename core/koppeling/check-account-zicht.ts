import type { KoppelingId } from '../ids.ts';
import type { Inloggegevens, InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { PayrollGateway } from '../nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import type { Accountgebruik } from './koppeling.ts';
import type { Accountregister } from './ports/accountregister.ts';

// A login that takes the place of another one must see every werkgever that is exchanged with that one: whoever it does not see
// is lost to the exchanges.

export const seesAll = (seen: readonly Bedrijf[], bedrijfIds: readonly Bedrijf['bedrijfId'][]): boolean =>
  bedrijfIds.every((id) => seen.some(({ bedrijfId }) => bedrijfId === id));

/** The werkgevers that are exchanged with one of these accounts and whose company is not among those that are seen. */
export async function listOnzichtbaar(
  registratie: Accountregister,
  refs: readonly InloggegevensRef[],
  seen: readonly Bedrijf[],
): Promise<readonly Accountgebruik[]> {
  const perAccount = await Promise.all(refs.map((ref) => registratie.listKoppelingenVan(ref)));
  return perAccount.flat().filter(({ bedrijfId }) => !seesAll(seen, [bedrijfId]));
}

export interface AccountDeps {
  readonly registratie: Accountregister;
  readonly kluis: Inlogkluis;
  readonly gateway: PayrollGateway;
}

/**
 * How many other werkgevers would lose the token by which they are exchanged if this one, which sees these companies, became that of its
 * account. 0 when the same token lies there, and when none does or Nmbrs takes that no longer: then there is nothing to lose.
 */
export async function countLost(
  { registratie, kluis, gateway }: AccountDeps,
  fresh: Inloggegevens,
  { own, seen }: { readonly own: KoppelingId; readonly seen: readonly Bedrijf[] },
): Promise<number> {
  const ref = kluis.accountRef(fresh);
  const onzichtbaar = await listOnzichtbaar(registratie, [ref], seen);
  const lost = onzichtbaar.filter(({ koppelingId }) => koppelingId !== own).length;
  if (lost === 0) return 0;
  const current = await kluis.read(ref, 'verwacht');
  if (current === undefined || current.apiToken === fresh.apiToken) return 0;
  const answer = await gateway.open(current).listBedrijven();
  return answer.ok || !isOfTheLogin(answer.refusal.reden) ? lost : 0;
}
