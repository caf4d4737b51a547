import * as z from 'zod';
import { AanmeldingId } from './aanmelding.ts';
import { Tijdstip } from './tijd.ts';

/** One line of the audit trail: who did what, when and why. Never personal data of an employee, never a secret. */
export const AuditRegel = z.strictObject({
  aanmeldingId: AanmeldingId,
  op: Tijdstip,
  /** `salarisverwerker`, `systeem`, or `beoordelaar:<subject of the JWT>`. */
  wie: z.string().min(1),
  /** What happened, as a code: `aanmelding.ontvangen`, `besluit.goedgekeurd` … */
  wat: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  waarom: z.string().optional(),
});
export type AuditRegel = z.infer<typeof AuditRegel>;
