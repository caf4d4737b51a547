import * as z from 'zod';
import type { Tijdvak, Verloning } from '../kalender/tijdvak.ts';
import type { PayrollTijdvak } from './payroll.ts';

/**
 * The period in which Nmbrs was when it was asked: written as a TijdvakId (`2026-M12`, `2026-P13`), or with an `X` when the
 * company has a payroll of another kind (`2026-X48`: a week).
 */
export const NmbrsTijdvak = z
  .string()
  .regex(/^\d{4}-[MPX]\d{2}$/)
  .brand<'NmbrsTijdvak'>();
export type NmbrsTijdvak = z.infer<typeof NmbrsTijdvak>;

const LETTER: Readonly<Record<Verloning, string>> = { maandelijks: 'M', vierwekelijks: 'P' };

export function nmbrsTijdvakOf({ jaar, nummer, verloning }: PayrollTijdvak): NmbrsTijdvak {
  const letter = verloning === undefined ? 'X' : LETTER[verloning];
  return NmbrsTijdvak.parse(`${String(jaar).padStart(4, '0')}-${letter}${String(nummer).padStart(2, '0')}`);
}

/**
 * Of which period a group of fields is: of the exchanged one; as it was when Nmbrs was in another (`nu`), because Nmbrs gives it
 * for no other; or of the exchanged one as an earlier version of this set told it (`versie`), because by now Nmbrs would not.
 */
export const Peil = z.union([
  z.literal('tijdvak'),
  z.strictObject({ nu: NmbrsTijdvak }),
  z.strictObject({ versie: z.int().positive() }),
]);
export type Peil = z.infer<typeof Peil>;

/** What a call answers for: the period that was asked for, or the one in which Nmbrs is. */
export type PeilSoort = 'tijdvak' | 'nu';

/** In which period Nmbrs was when a group was not asked for one; nothing for a group of the exchanged period. */
export const nuVan = (peil: Peil): NmbrsTijdvak | undefined =>
  peil !== 'tijdvak' && 'nu' in peil ? peil.nu : undefined;

/** Whether Nmbrs was in this very period. */
export const isIn = (nmbrsIn: NmbrsTijdvak, { tijdvakId }: Tijdvak): boolean => String(nmbrsIn) === String(tijdvakId);

/** Whether Nmbrs is in an earlier period than this one: an office that set it back for a correction. */
export const isVoor = (nmbrsIn: NmbrsTijdvak, { tijdvakId }: Tijdvak): boolean =>
  nmbrsIn.charAt(5) === tijdvakId.charAt(5) && String(nmbrsIn) < String(tijdvakId);
