import * as z from 'zod';
import { AanmeldingId } from '../ids.ts';
import { Tijdstip } from '../kalender/tijd.ts';

/** One line of the audit trail: who did what, when and why. Never personal data of an employee, never a secret. */
export const AuditRegel = z.strictObject({
  aanmeldingId: AanmeldingId,
  op: Tijdstip,
  /** `salarisverwerker`, `systeem`, `beoordelaar:<subject of the JWT>`, or `lezer:` with that of the program that takes deliveries. */
  wie: z.string().min(1),
  /** What happened, as a code: `aanmelding.ontvangen`, `besluit.goedgekeurd` … */
  wat: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  waarom: z.string().optional(),
});
export type AuditRegel = z.infer<typeof AuditRegel>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the first line of a trail names as the hash of the one before. */
const GEEN_VORIGE = '0'.repeat(64);

/**
 * A line as it is stored: the trail of an aanmelding is a chain, numbered from 1 without gaps, in which each line carries
 * the hash of the one before. A line that is changed, taken away, moved or put in breaks it.
 */
export const AuditSchakel = AuditRegel.extend({
  nummer: z.int().positive(),
  /** `hash` of the line before; zeros in the first. */
  vorige: Hash,
  /** SHA-256 of the canonical JSON of all other fields. */
  hash: Hash,
});
export type AuditSchakel = z.infer<typeof AuditSchakel>;

/** The same as it is read: what a newer version put into a line stays in it, or the line would not fit its hash. */
export const GelezenSchakel = AuditSchakel.loose();

/** The trail of one aanmelding, as `GET /aanmeldingen/{id}/audit` gives it and a file keeps it. */
export const AuditUitvoer = z.strictObject({ aanmeldingId: AanmeldingId, regels: z.array(z.unknown()) });
export type AuditUitvoer = z.infer<typeof AuditUitvoer>;

/** The trail as it is stored, of which every line is one of ours. */
export const Auditspoor = AuditUitvoer.extend({ regels: z.array(AuditSchakel) });
export type Auditspoor = z.infer<typeof Auditspoor>;

/** SHA-256 of a text as UTF-8, hex. */
export type Sha256 = (text: string) => string;

/**
 * Canonical JSON (RFC 8785): the names sorted, no blanks, nothing that is absent. A line is flat and holds texts and
 * one whole number only, for which `JSON.stringify` writes the canonical form.
 */
const canonical = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))));

const hashOf = ({ hash, ...rest }: Readonly<Record<string, unknown>>, sha256: Sha256): string =>
  sha256(canonical(rest));

/** Links a line to the last one of its trail (`undefined` when it is the first). */
export function schakelOf(regel: AuditRegel, laatste: AuditSchakel | undefined, sha256: Sha256): AuditSchakel {
  const rest = { ...regel, nummer: (laatste?.nummer ?? 0) + 1, vorige: laatste?.hash ?? GEEN_VORIGE };
  return { ...rest, hash: hashOf(rest, sha256) };
}

/** What is wrong with the first line that does not fit. */
export type Breuk = 'onleesbaar' | 'andere-aanmelding' | 'niet-op-volgorde' | 'inhoud-gewijzigd' | 'sluit-niet-aan';

export type KetenOordeel =
  | { readonly ongebroken: true; readonly regels: number; readonly laatste: string }
  /** `plaats` counts from 1 in the file. */
  | { readonly ongebroken: false; readonly plaats: number; readonly breuk: Breuk };

/**
 * Whether a trail is as it was written. Lines that were cut off at the end leave no trace in what remains: whoever wants to
 * see that too keeps the last hash.
 */
export function verifyKeten({ aanmeldingId, regels }: AuditUitvoer, sha256: Sha256): KetenOordeel {
  let vorige = GEEN_VORIGE;
  for (const [index, value] of regels.entries()) {
    const plaats = index + 1;
    const parsed = GelezenSchakel.safeParse(value);
    if (!parsed.success) return { ongebroken: false, plaats, breuk: 'onleesbaar' };
    const schakel = parsed.data;
    const breuk = breukOf(schakel, { aanmeldingId, nummer: plaats, vorige }, sha256);
    if (breuk !== undefined) return { ongebroken: false, plaats, breuk };
    vorige = schakel.hash;
  }
  return { ongebroken: true, regels: regels.length, laatste: vorige };
}

function breukOf(
  schakel: AuditSchakel,
  verwacht: Pick<AuditSchakel, 'aanmeldingId' | 'nummer' | 'vorige'>,
  sha256: Sha256,
): Breuk | undefined {
  if (schakel.aanmeldingId !== verwacht.aanmeldingId) return 'andere-aanmelding';
  if (schakel.nummer !== verwacht.nummer) return 'niet-op-volgorde';
  if (schakel.hash !== hashOf(schakel, sha256)) return 'inhoud-gewijzigd';
  return schakel.vorige === verwacht.vorige ? undefined : 'sluit-niet-aan';
}
