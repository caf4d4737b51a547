import * as z from 'zod';
import { type Dekkingsprofiel, groepenFor } from './dekkingsprofiel.ts';

/**
 * The calls about one employee that answer for a given period, where the handleiding's answer only for the one in which Nmbrs is
 * (hours: where the handleiding has none). Source: `by-period` of the vendor's v2.1 WSDL; not asked for by the handleiding, so
 * used where they are active, and recommended.
 */
export const TijdvakAanroep = z.enum([
  'WageComponentFixed_Get',
  'WageComponentVar_Get',
  'HourComponentFixed_Get',
  'HourComponentVar_Get',
  'BankAccount_GetList',
]);
export type TijdvakAanroep = z.infer<typeof TijdvakAanroep>;

const GROEP = {
  WageComponentFixed_Get: 'looncomponenten',
  WageComponentVar_Get: 'looncomponenten',
  HourComponentFixed_Get: 'uren',
  HourComponentVar_Get: 'uren',
  BankAccount_GetList: 'bankrekening',
} as const satisfies Record<TijdvakAanroep, string>;

/** Those that give anything of this profile. */
export const tijdvakAanroepenFor = (profiel: Dekkingsprofiel): TijdvakAanroep[] =>
  TijdvakAanroep.options.filter((aanroep) => groepenFor(profiel).includes(GROEP[aanroep]));

/** Whether hours can be asked for at all. */
export const geeftUren = (actief: readonly TijdvakAanroep[]): boolean =>
  actief.some((aanroep) => GROEP[aanroep] === 'uren');

/** What probing one of them told; nothing of the answer is kept. */
export const TijdvakUitslag = z.strictObject({
  aanroep: TijdvakAanroep,
  uitkomst: z.enum(['actief', 'niet-actief', 'niet-te-toetsen']),
  code: z.string().max(40).optional(),
  ms: z.number().nonnegative().optional(),
});
export type TijdvakUitslag = z.infer<typeof TijdvakUitslag>;
