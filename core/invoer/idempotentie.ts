import * as z from 'zod';
import { addMs, DAY_MS, Tijdstip } from '../kalender/tijd.ts';

/**
 * What a caller names a request by, to be able to send it again: the header `Idempotency-Key`. So long that nobody counts 1, 2, 3, and
 * nobody hits upon that of another.
 */
export const IdempotentieSleutel = z
  .string()
  .regex(/^[\x21-\x7e]{16,255}$/)
  .brand<'IdempotentieSleutel'>();
export type IdempotentieSleutel = z.infer<typeof IdempotentieSleutel>;

/** How long the same request gets the same answer. */
const VALID_MS = 24 * 60 * 60 * 1000;

export const verlooptOp = (nu: Tijdstip): Tijdstip => addMs(nu, VALID_MS);

/**
 * What is kept of a request with a key. Ids and capabilities are not kept but derived, from `zout` and from secrets that
 * only the request brings: so a repeat gives the same answer wherever the first try broke off, and the table gives nothing
 * away.
 */
export const Idempotentie = z.strictObject({
  /** SHA-256 of route, caller and key, hex. */
  sleutel: z.string().regex(/^[0-9a-f]{64}$/),
  /** 256 random bits, base64url. */
  zout: z.string().min(22),
  /** SHA-256 of the salt and the request, its token included: nobody can find a request by trying. */
  inhoud: z.string().regex(/^[0-9a-f]{64}$/),
  verlooptOp: Tijdstip,
  /** The first answer was that the numbers were taken; it stays so. Or what it asked for was never confirmed, and is gone. */
  uitkomst: z.enum(['bezet', 'vervallen']).optional(),
});
export type Idempotentie = z.infer<typeof Idempotentie>;

/** For so long who sends a request again that nobody confirmed is told that it is gone, and not signed up once more. */
const VERTELLEN_MS = 30 * DAY_MS;
const GEEN_INHOUD = '0'.repeat(64);

/** What is left of the key of a request that was erased because nobody confirmed it. */
export const vervallen = (sleutel: Idempotentie['sleutel'], zout: string, nu: Tijdstip): Idempotentie => ({
  ...{ sleutel, zout, inhoud: GEEN_INHOUD, verlooptOp: addMs(nu, VERTELLEN_MS) },
  uitkomst: 'vervallen',
});
