import * as z from 'zod';
import type { KantoorId } from '../ids.ts';
import { clockHourOf, type Tijdstip } from '../kalender/tijd.ts';

// What anybody may cause without having shown who he is (docs/misbruik.md).

/** From where a request comes, as far as the network tells: the SHA-256, hex, of the address of its sender. */
export const BellerId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'BellerId'>();
export type BellerId = z.infer<typeof BellerId>;

/**
 * How many mails or requests there may be, of one address, of one sender or at all: `aantal` within the hour or the day of the clock (UTC)
 * in which they are asked for.
 */
export interface Postgrens {
  readonly wie: KantoorId | BellerId | 'iedereen';
  readonly wat: 'bevestiging' | 'onbevestigd' | 'wachtend';
  readonly per: 'uur' | 'dag';
  readonly aantal: number;
}

/** Mails that ask one address for its confirmation, whoever signs up with it. */
export const BEVESTIGING = { wat: 'bevestiging', per: 'uur', aantal: 3 } as const;
/** The same to all addresses together. */
export const BEVESTIGINGEN = { wie: 'iedereen', wat: 'bevestiging', per: 'uur', aantal: 1_000 } as const;
/** Mails to an address that nobody has confirmed, whatever they are about. */
export const ONBEVESTIGD = { wat: 'onbevestigd', per: 'dag', aantal: 10 } as const;
/** Requests of one sender that begin to wait for a confirmation: a bulk is one, and an office with its key sends none. */
export const WACHTEND_VAN_BELLER = { wat: 'wachtend', per: 'uur', aantal: 100 } as const;
/** The same of everybody together: ten times what a busy hour brings. */
export const WACHTEND = { wie: 'iedereen', wat: 'wachtend', per: 'uur', aantal: 500 } as const;

/** Counters are named after the hour or day that they count. */
export const vensterOf = ({ per }: Postgrens, nu: Tijdstip): string =>
  per === 'uur' ? clockHourOf(nu) : nu.slice(0, 'YYYY-MM-DD'.length);
