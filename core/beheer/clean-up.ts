import * as z from 'zod';
import { type Aanmelding, sindsOf } from '../aanmelding/aanmelding.ts';
import { placeAfter, placeBefore } from '../aanmelding/place-in-werkvoorraad.ts';
import { BEEINDIGD, type EraseBeeindigdeDeps, eraseBeeindigde, isBeeindigd } from '../controle/erase-beeindigde.ts';
import type { Restanten } from '../invoer/ports/opslag.ts';
import { addMs, DAY_MS, type Tijdstip } from '../kalender/tijd.ts';
import { removeOnvoltooide } from '../levering/remove-onvoltooide.ts';
import { removeVervallen } from '../levering/remove-vervallen.ts';

export interface CleanUpDeps extends EraseBeeindigdeDeps {
  readonly opslag: Restanten;
}

/** What was never realised is kept for so long for who asks why, and for who signs up again. */
const BEWAREN_MS = 90 * DAY_MS;

/**
 * The step that ends an aanmelding erases its login. In case it died for good, the login is erased once more when the aanmelding has
 * been over for a day, and on the day after.
 */
const INLOGGEGEVENS = { vanMs: 3 * DAY_MS, totMs: DAY_MS };

/** How many are looked at in one step of the round. */
const PER_STAP = 100;

/**
 * `verder`: there may be more, so the step is run again, and goes on after the delivered object `leveringenNa`. `gewist` counts
 * aanmeldingen, `verwijderd` sets that were never delivered, and what was rewritten and is over.
 */
export const Opruiming = z.strictObject({
  uitkomst: z.enum(['verder', 'klaar']),
  gewist: z.int().nonnegative(),
  verwijderd: z.int().nonnegative(),
  leveringenNa: z.string().optional(),
});
export type Opruiming = z.infer<typeof Opruiming>;

/**
 * Erases what is kept of aanmeldingen that ended without a koppeling, when its time is over, then rewritten sets whose time is over, and
 * then what was written of sets that were never delivered. Run again it goes on.
 */
export async function cleanUp(deps: CleanUpDeps, leveringenNa?: string): Promise<Opruiming> {
  let gewist = 0;
  let meer = false;
  for (const status of BEEINDIGD) {
    await eraseLogins(deps, status);
    const { aanmeldingen } = await deps.registratie.listAanmeldingen({ status, aantal: PER_STAP });
    const due = aanmeldingen.filter((one) => sindsOf(one) <= before(deps, BEWAREN_MS));
    for (const one of due) gewist += (await erase(deps, one)) ? 1 : 0;
    meer ||= due.length === PER_STAP;
  }
  const begin = leveringenNa === undefined ? {} : { leveringenNa };
  if (meer) return { uitkomst: 'verder', gewist, verwijderd: 0, ...begin };
  const vervallen = leveringenNa === undefined ? await removeVervallen(deps) : { verwijderd: 0, meer: false };
  if (vervallen.meer) return { uitkomst: 'verder', gewist, verwijderd: vervallen.verwijderd };
  const onvoltooide = await removeOnvoltooide(deps, leveringenNa);
  const { na } = onvoltooide;
  const verwijderd = vervallen.verwijderd + onvoltooide.verwijderd;
  if (na === undefined) return { uitkomst: 'klaar', gewist, verwijderd };
  return { uitkomst: 'verder', gewist, verwijderd, leveringenNa: na };
}

/** A list can be a moment behind: what it shows is read again. */
async function erase(deps: EraseBeeindigdeDeps, { aanmeldingId }: Aanmelding): Promise<boolean> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  return isBeeindigd(found) && (await eraseBeeindigde(deps, found, { wie: 'systeem' })) !== undefined;
}

async function eraseLogins(deps: EraseBeeindigdeDeps, status: (typeof BEEINDIGD)[number]): Promise<void> {
  const until = before(deps, INLOGGEGEVENS.totMs);
  let na = placeBefore(before(deps, INLOGGEGEVENS.vanMs));
  for (;;) {
    const { aanmeldingen, meer } = await deps.registratie.listAanmeldingen({ status, aantal: PER_STAP, na });
    const ended = aanmeldingen.filter((one) => sindsOf(one) <= until);
    for (const { aanmeldingId } of ended) await deps.kluis.eraseCandidate(aanmeldingId);
    const last = ended.at(-1);
    if (!meer || last === undefined || ended.length < aanmeldingen.length) return;
    na = placeAfter(last);
  }
}

const before = ({ klok }: EraseBeeindigdeDeps, ms: number): Tijdstip => addMs(klok.now(), -ms);
