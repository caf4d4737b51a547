import * as z from 'zod';
import { BedrijfId, RunId, WerknemerId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { Kloktijdstip } from '../kalender/tijd.ts';
import { Verloning } from '../kalender/tijdvak.ts';

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
  /** When it was last run; absent when Nmbrs does not tell. */
  gedraaidOp: Kloktijdstip.optional(),
});
export type Run = z.infer<typeof Run>;

/** An employee as the company's list names them. `naam` is personal data: compare with it, never store or log it. */
export const WerknemerVermelding = z.strictObject({
  werknemerId: WerknemerId,
  personeelsnummer: z.string(),
  naam: z.string(),
});
export type WerknemerVermelding = z.infer<typeof WerknemerVermelding>;

/** The debtor in Nmbrs: the client of the office under which the companies hang. */
export const DebiteurId = z.int().brand<'DebiteurId'>();
export type DebiteurId = z.infer<typeof DebiteurId>;

export const Debiteur = z.strictObject({ debiteurId: DebiteurId, nummer: z.string().optional(), naam: z.string() });
export type Debiteur = z.infer<typeof Debiteur>;

/** A tag on a debtor; a login's filter decides by tags which debtors it sees. */
export const DebiteurTag = z.strictObject({ nummer: z.int(), naam: z.string(), kleur: z.string().optional() });
export type DebiteurTag = z.infer<typeof DebiteurTag>;

/** The environment of a login: the part of the address before `.nmbrs.nl`. */
export const Omgeving = z.strictObject({ domein: z.string() });
export type Omgeving = z.infer<typeof Omgeving>;

/** A kind of employee by which lists can be asked (2 is on the payroll, 4 is gone). */
export const WerknemerSoort = z.strictObject({ nummer: z.int(), omschrijving: z.string() });
export type WerknemerSoort = z.infer<typeof WerknemerSoort>;

/** The number of a record here, and its GUID in the vendor's REST API, which replaces the SOAP API. */
export const RestSleutel = z.strictObject({ nummer: z.int(), guid: Guid });
export type RestSleutel = z.infer<typeof RestSleutel>;
