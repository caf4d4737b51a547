import * as z from 'zod';
import { BedrijfId } from './controle.ts';
import { Verloning } from './tijdvak.ts';
import { RunId, WerknemerId } from './uitwisseling.ts';

/** A company that the login may see. `verloning` is absent for filing periods that the koppeling does not know. */
export const Bedrijf = z.strictObject({
  bedrijfId: BedrijfId,
  nummer: z.int(),
  naam: z.string(),
  verloning: Verloning.optional(),
});
export type Bedrijf = z.infer<typeof Bedrijf>;

/** The company's current payroll period in Nmbrs, which may lead or lag the calendar. */
export const PayrollTijdvak = z.strictObject({
  jaar: z.int(),
  nummer: z.int(),
  verloning: Verloning.optional(),
});
export type PayrollTijdvak = z.infer<typeof PayrollTijdvak>;

/** A payroll run; several may cover one period. Final when `vergrendeld`. */
export const Run = z.strictObject({
  runId: RunId,
  nummer: z.int(),
  jaar: z.int(),
  tijdvakVan: z.int(),
  tijdvakTot: z.int(),
  vergrendeld: z.boolean(),
});
export type Run = z.infer<typeof Run>;

/** An employee as the company's list names them. `naam` is personal data: compare with it, never store or log it. */
export const WerknemerVermelding = z.strictObject({
  werknemerId: WerknemerId,
  personeelsnummer: z.string(),
  naam: z.string(),
});
export type WerknemerVermelding = z.infer<typeof WerknemerVermelding>;
