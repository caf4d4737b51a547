import type { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import type { Bevinding } from '../aanmelding/controle.ts';
import { isNearMiss, isTypfout } from '../invoer/bedrijfsnaam.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';
import * as bevinding from './bevindingen.ts';

/** Why there is not one company with literally this name; `near`: the only one that can be meant. */
interface NotFound {
  readonly bevinding: Bevinding;
  readonly near?: Bedrijf | undefined;
}

/** The one company with literally this name, or why there is not one. */
export function findBedrijf(
  bedrijven: readonly Bedrijf[],
  { accountSoort, nmbrs }: Aanmeldgegevens,
): Bedrijf | NotFound {
  const named = bedrijven.filter(({ naam }) => naam === nmbrs.bedrijfsnaam);
  const numbered = named.filter(({ nummer }) => nummer === Number(nmbrs.bedrijfsnummer));
  const matches = nmbrs.bedrijfsnummer === undefined ? named : numbered;
  const [only, second] = matches;
  if (second !== undefined) return { bevinding: bevinding.bedrijfsnaamNietUniek(nmbrs.bedrijfsnaam) };
  if (only !== undefined) return only;
  const near = bedrijven.filter(({ naam }) => isNearMiss(naam, nmbrs.bedrijfsnaam));
  if (near.length === 0) return { bevinding: notSeen(bedrijven, nmbrs.bedrijfsnaam, accountSoort) };
  const names = near.map(({ naam }) => naam);
  return { bevinding: bevinding.bedrijfsnaamWijktAf(nmbrs.bedrijfsnaam, names), near: onlyOf(near, nmbrs) };
}

/** More names than these are no help. */
const MEESTE_TYPFOUTEN = 3;

/** Before a tag is looked for: a letter that was mistyped. The controle does not go on with it, as it may be another company. */
function notSeen(
  bedrijven: readonly Bedrijf[],
  ingevuld: string,
  accountSoort: Aanmeldgegevens['accountSoort'],
): Bevinding {
  const namen = [...new Set(bedrijven.map(({ naam }) => naam))].filter((naam) => isTypfout(ingevuld, naam));
  return namen.length === 0 || namen.length > MEESTE_TYPFOUTEN
    ? bevinding.bedrijfNietZichtbaar(accountSoort, ingevuld)
    : bevinding.bedrijfsnaamMetTypfout(ingevuld, namen);
}

/** By its number too, when that was given. */
function onlyOf(near: readonly Bedrijf[], { bedrijfsnummer }: Aanmeldgegevens['nmbrs']): Bedrijf | undefined {
  const meant = near.filter(({ nummer }) => bedrijfsnummer === undefined || nummer === Number(bedrijfsnummer));
  return meant.length === 1 ? meant[0] : undefined;
}
