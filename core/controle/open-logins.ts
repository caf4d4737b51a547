import type { Refused } from '../errors.ts';
import type { InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';

/** What each login sees in Nmbrs: an office's koppelingen share one, which is asked once, and not again when Nmbrs refused it. */
export interface Logins {
  sees(ref: InloggegevensRef): Promise<readonly Bedrijf[]>;
  /** Nmbrs no longer takes it, by whichever call that was found. */
  refuse(ref: InloggegevensRef, error: Refused): void;
}

export function createLogins(deps: OpenDeps): Logins {
  const asked = new Map<InloggegevensRef, Promise<readonly Bedrijf[]>>();
  const refused = new Map<InloggegevensRef, Refused>();
  return {
    sees(ref) {
      const before = refused.get(ref);
      if (before !== undefined) throw before;
      const known = asked.get(ref) ?? listBedrijven(deps, ref);
      asked.set(ref, known);
      return known;
    },
    refuse: (ref, error) => void refused.set(ref, error),
  };
}

const listBedrijven = async (deps: OpenDeps, ref: InloggegevensRef): Promise<readonly Bedrijf[]> =>
  required(await (await openPayroll(deps, ref)).listBedrijven());
