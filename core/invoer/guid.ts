import * as z from 'zod';

/** How the vendor's REST API, which replaces the SOAP API, names a record; lower-case. */
export const Guid = z.guid();
export type Guid = z.infer<typeof Guid>;

/** The call that gives them. The handleiding does not name it; it is recommended, and never a condition. */
export const GuidAanroep = z.literal('Converter_GetByCompany_IntToGuid');
export type GuidAanroep = z.infer<typeof GuidAanroep>;

/** What asking for the GUID of the company told the controle; the answer is not kept there. */
export const GuidUitslag = z.strictObject({
  aanroep: GuidAanroep,
  uitkomst: z.enum(['actief', 'niet-actief']),
  code: z.string().max(40).optional(),
});
export type GuidUitslag = z.infer<typeof GuidUitslag>;
