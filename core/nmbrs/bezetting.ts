import * as z from 'zod';
import type { WerknemerId } from '../ids.ts';
import type { Datum } from '../kalender/tijd.ts';
import type { Dienstverband } from './gegevensset.ts';
import type { WerknemerVermelding } from './payroll.ts';

/**
 * Whether somebody is still in service when this day is over, by the employments that have begun by then. Somebody of whom Nmbrs
 * tells no employment at all is, because a list names the person.
 */
export function blijftNa(dienstverbanden: readonly Dienstverband[], dag: Datum): boolean {
  const begun = dienstverbanden.filter(({ begin }) => begin === undefined || begin <= dag);
  if (begun.length === 0) return dienstverbanden.length === 0;
  return begun.some(({ eind }) => eind === undefined || eind > dag);
}

/** How many of these people are still in service when this day is over; who is named by a list is, unless an employment says otherwise. */
export function countInDienst(
  {
    vermeldingen,
    dienstverbanden,
  }: {
    readonly vermeldingen: readonly WerknemerVermelding[];
    readonly dienstverbanden: ReadonlyMap<WerknemerId, readonly Dienstverband[]>;
  },
  dag: Datum,
): number {
  const ids = new Set([...vermeldingen.map(({ werknemerId }) => werknemerId), ...dienstverbanden.keys()]);
  return [...ids].filter((id) => blijftNa(dienstverbanden.get(id) ?? [], dag)).length;
}

const aantal = z.int().nonnegative();

/** How many people a set leaves in service, and how it came to that from the set that it is compared with. */
export const Bezetting = z.strictObject({
  /** In service when the period is over. */
  nu: aantal,
  /** Of those that were in service before: who went out of service with a last day. */
  eraf: aantal,
  /** Of those that were in service before: who is gone without a last day. */
  spoorloos: aantal,
  /** Of how many a last day is told now that was not told before, whether it has passed or not. */
  gemeld: aantal,
});
export type Bezetting = z.infer<typeof Bezetting>;

/** Why a person of a.s.r. looks first: the words are for programs, and never change. */
export const Vasthoudreden = z.enum(['veel-minder', 'veel-uit-dienst', 'spoorloos']);
export type Vasthoudreden = z.infer<typeof Vasthoudreden>;

/** Of fewer people than this each who leaves is a fifth: there anybody who is gone without a word is a reason, and nothing else. */
const KLEIN = 5;
/** More than a fifth is gone without having been told; a fifth that was told at once, and at least so many. */
const DEEL = 5;
const MASSAAL = 5;

/** Why the set of this many people is not delivered before somebody looked; nothing when it may be. `voor`: how many there were. */
export function redenOmVastTeHouden(
  { nu, eraf, spoorloos, gemeld }: Bezetting,
  voor: number,
): Vasthoudreden | undefined {
  if (voor < KLEIN) return spoorloos > 0 ? 'spoorloos' : undefined;
  if (spoorloos * DEEL > voor) return 'spoorloos';
  if (gemeld >= MASSAAL && gemeld * DEEL >= voor) return 'veel-uit-dienst';
  return nu * DEEL < (voor - eraf) * (DEEL - 1) ? 'veel-minder' : undefined;
}
