import type { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Gegevensveld } from '../../../core/nmbrs/gegevensset.ts';
import { gegevensVan, type Mens, type Moment, raakt } from './waarheid.ts';

/** Whether an answer says nothing. */
export const isLeeg = (waarde: unknown): boolean =>
  waarde === undefined || (Array.isArray(waarde) && waarde.length === 0);

/** Of the other calls the listed one tells the same. */
const VELDEN: Readonly<Partial<Record<BulkAanroep, readonly Exclude<Gegevensveld, 'rooster'>[]>>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: ['persoon', 'bsn'],
  Contract_GetAll_AllEmployeesByCompany: ['contracten'],
  Address_GetAll_AllEmployeesByCompany: ['adressen'],
  SVW_GetAll_AllEmployeesByCompany: ['verzekering'],
};

/**
 * The company-wide calls that are believed. One that says nothing of anybody is suspect: where the listed call does say something, of
 * the first of them who is in service, that is taken in its place, for everyone. It is asked as of now, which is often another period:
 * of contracts it is known that they do not hold in this one, of the rest it is not.
 */
export function geloofdeAanroepen(moment: Moment, leden: readonly { mens: Mens }[], velden: readonly Gegevensveld[]) {
  const { tijdvak, nmbrsIn, bedrijfsbreed } = moment;
  const mensen = leden.map(({ mens }) => mens);
  const proef = mensen
    .toSorted((a, b) => a.werknemerId - b.werknemerId)
    .find(({ dienstverbanden = [] }) => dienstverbanden.some((row) => raakt(row, tijdvak.begin, tijdvak.eind)));
  const told = (mens: Mens, veld: Exclude<Gegevensveld, 'rooster'>, nu: Tijdvak): boolean => {
    const gegevens = gegevensVan(mens, nu);
    if (veld === 'contracten')
      return gegevens.contracten?.some((row) => raakt(row, tijdvak.begin, tijdvak.eind)) === true;
    return !isLeeg(gegevens[veld]);
  };
  return bedrijfsbreed.filter((aanroep) => {
    const own = VELDEN[aanroep]?.filter((veld) => velden.includes(veld)) ?? [];
    const isStil = mensen.every((mens) => own.every((veld) => !told(mens, veld, tijdvak)));
    return !isStil || proef === undefined || !own.some((veld) => told(proef, veld, nmbrsIn));
  });
}
