import * as z from 'zod';
import { CapabilityHash, KantoorId } from '../ids.ts';
import { addMs, DAY_MS, Tijdstip } from '../kalender/tijd.ts';
import { TOEGANG_DAGEN } from './toegangscode.ts';

/** For so long the key of a confirmed address spares its office another confirmation. */
const SLEUTEL_DAGEN = 180;

/** An office that read a mail of ours at this address. Only its last key counts, so that one that leaked is worth nothing after the next. */
export const Kantoor = z.strictObject({
  kantoorId: KantoorId,
  bevestigdOp: Tijdstip,
  sleutelHash: CapabilityHash,
  geldigTot: Tijdstip,
});
export type Kantoor = z.infer<typeof Kantoor>;

/** The address was confirmed at this moment, and the office was given this key. */
export const bevestigdKantoor = (kantoorId: KantoorId, sleutelHash: CapabilityHash, nu: Tijdstip): Kantoor => ({
  ...{ kantoorId, bevestigdOp: nu, sleutelHash },
  geldigTot: addMs(nu, SLEUTEL_DAGEN * DAY_MS),
});

/**
 * What shows that somebody reads the mail of an office. Its key, as long as it has no other, and the code of a mail about it open its list;
 * the code of a confirmation does not, and confirms.
 */
export const Kantoortoegang = z.strictObject({
  hash: CapabilityHash,
  soort: z.enum(['sleutel', 'code', 'bevestiging']),
  kantoorId: KantoorId,
  geldigTot: Tijdstip,
});
export type Kantoortoegang = z.infer<typeof Kantoortoegang>;

/** The code of a mail, from this moment on. */
export const gemaildeToegang = (
  soort: 'code' | 'bevestiging',
  { kantoorId, hash }: Pick<Kantoortoegang, 'kantoorId' | 'hash'>,
  nu: Tijdstip,
): Kantoortoegang => ({
  ...{ kantoorId, hash, soort },
  geldigTot: addMs(nu, TOEGANG_DAGEN * DAY_MS),
});
