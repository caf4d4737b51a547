import * as z from 'zod';
import type { KoppelingId } from './koppeling.ts';
import { VrijeTekst } from './vrije-tekst.ts';

const REDEN = 'Geef een reden; die komt in het auditspoor.';

/** Why someone of a.s.r. does this; the body of a pause and of its end. */
export const Redenformulier = z.strictObject({ reden: VrijeTekst(REDEN, 'de reden') });
export type Redenformulier = z.infer<typeof Redenformulier>;

/** What someone of a.s.r. does to a koppeling. */
export interface Ingreep {
  readonly koppelingId: KoppelingId;
  readonly reden: string;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

/** Who did it and why, for the audit trail. */
export const doorBeoordelaar = ({ beoordelaar, reden }: Pick<Ingreep, 'beoordelaar' | 'reden'>) => ({
  wie: `beoordelaar:${beoordelaar}`,
  waarom: reden,
});
