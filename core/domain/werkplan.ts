import * as z from 'zod';
import { Dienstverband, LooncodeRegel, SalarisRegel, Vraag, WerknemerGegevens } from './gegevensset.ts';
import type { KoppelingId } from './koppeling.ts';
import { type Deel, type UitwisselingId, WerknemerId } from './uitwisseling.ts';

/**
 * Employees per message: at most 10, whose 10 x 10 calls take 10 s at a worker's share of 10 calls a second, and still fit
 * in its two minutes when Nmbrs takes 3 s for a call (4 at once); fewer for a small employer, so that all workers share it.
 */
const MAX_WERKNEMERS_PER_DEEL = 10;
const WORKERS = 8;

/** One employee who must be in the data set, with what the company-wide lists tell. */
export const GeplandeWerknemer = z.strictObject({
  werknemerId: WerknemerId,
  personeelsnummer: z.string().optional(),
  dga: z.boolean(),
  dienstverbanden: z.array(Dienstverband),
});
export type GeplandeWerknemer = z.infer<typeof GeplandeWerknemer>;

/** Who must be in the data set: fixed once, before the first part is sent. */
export const Werkplan = z.strictObject({ werknemers: z.array(GeplandeWerknemer), vragen: z.array(Vraag) });
export type Werkplan = z.infer<typeof Werkplan>;

/** The file of a part of employees. */
export const WerknemersDeel = z.array(WerknemerGegevens.extend({ werknemerId: WerknemerId }));
export type WerknemersDeel = z.infer<typeof WerknemersDeel>;

/** The file of the part of salaries: all rows per employee. */
export const SalarissenDeel = z.array(z.strictObject({ werknemerId: WerknemerId, salarissen: z.array(SalarisRegel) }));
export type SalarissenDeel = z.infer<typeof SalarissenDeel>;

/** The file of one finished background report. */
export const RapportDeel = z.array(LooncodeRegel.extend({ werknemerId: WerknemerId }));
export type RapportDeel = z.infer<typeof RapportDeel>;

/** Keys of the working files of an exchange; removed when the exchange is done. */
export const werkPrefix = (id: UitwisselingId): string => `werk/${id}/`;
/** What the working files of all exchanges of a koppeling start with. */
export const werkPrefixOf = (koppelingId: KoppelingId): string => `werk/${koppelingId}_`;
/** The exchanges that these keys are working files of, as prefixes. */
export const werkPrefixesIn = (keys: readonly string[]): readonly string[] => [
  ...new Set(keys.map((key) => `${key.split('/').slice(0, 2).join('/')}/`)),
];
export const planKey = (id: UitwisselingId): string => `${werkPrefix(id)}plan.json`;
export const deelKey = (id: UitwisselingId, nummer: number): string =>
  `${werkPrefix(id)}deel-${String(nummer).padStart(5, '0')}.json`;
export const rapportKey = (id: UitwisselingId, runId: number, looncode: number): string =>
  `${werkPrefix(id)}rapport-${runId}-${looncode}.json`;

/** The parts of a plan: the salaries of the company, then the employees by the handful. */
export function delenOf({ werknemers }: Werkplan): Deel[] {
  const delen: Deel[] = [{ nummer: 1, soort: 'salarissen' }];
  const size = Math.max(1, Math.min(MAX_WERKNEMERS_PER_DEEL, Math.ceil(werknemers.length / WORKERS)));
  for (let start = 0; start < werknemers.length; start += size) {
    const werknemerIds = werknemers.slice(start, start + size).map(({ werknemerId }) => werknemerId);
    delen.push({ nummer: delen.length + 1, soort: 'werknemers', werknemerIds });
  }
  return delen;
}
