import { DERTIENDE_MAAND } from '../koppeling/dertiende-maand.ts';
import type { LooncodeRegel, Salaris } from '../nmbrs/gegevensset.ts';

/**
 * By how much an agreed salary may differ from the previous period before a person should look: a quarter. INFERRED: raises in
 * collective agreements stay below 10 %, and a promotion seldom gives 20 %; what is meant is a slip of the keyboard.
 */
const SALARISGRENS = 0.25;

/**
 * A wage of a run is kept as a hash, so it cannot be divided by another one; its step can be hashed and looked for. Steps
 * of 5 %, 8 of them: from 48 % up (1.05^8) a difference can be seen, from 55 % up (1.05^9) it always is. Wider than
 * for salaries, because hours, overtime and leave move a wage. INFERRED.
 */
const STAP = 1.05;
const GEWONE_STAPPEN = 8;

/** Which wage codes make the wage of a run: all of it, less what is paid once a year. INFERRED, as `RAPPORT_LOONCODES`. */
const LOON = 8100;
const EENMALIG: readonly number[] = [2200, DERTIENDE_MAAND];

/** The size of the wage of a run, in steps; `undefined` when the report says nothing of it, or nothing was paid. */
export function stapVan(looncodes: readonly LooncodeRegel[]): number | undefined {
  const sumOf = (codes: readonly number[]) =>
    looncodes.filter(({ code }) => codes.includes(code)).reduce((sum, { waarde }) => sum + Number(waarde), 0);
  const loon = sumOf([LOON]) - sumOf(EENMALIG);
  return loon > 0 ? Math.floor(Math.log(loon) / Math.log(STAP)) : undefined;
}

/** The steps that a wage may have had in the previous period without anybody having to look. */
export const gewoneStappen = (stap: number): readonly number[] =>
  Array.from({ length: 2 * GEWONE_STAPPEN + 1 }, (_, index) => stap - GEWONE_STAPPEN + index);

/** Whether a salary jumped. Only salaries of one kind can be compared: an hourly wage is no monthly one. */
export function isSprong(vorige: Salaris | undefined, nu: Salaris | undefined): boolean {
  if (vorige === undefined || nu === undefined || vorige.soort !== nu.soort) return false;
  const [before, after] = [Number(vorige.bedrag), Number(nu.bedrag)];
  return before > 0 && Math.abs(after / before - 1) > SALARISGRENS;
}
