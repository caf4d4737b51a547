import * as z from 'zod';
import { type KoppelingId, type UitwisselingId, WerknemerId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { Datum } from '../kalender/tijd.ts';
import { BulkAanroep, groepenIn } from '../nmbrs/bulk-aanroep.ts';
import { type Dekkingsprofiel, type Gegevensgroep, groepenFor } from '../nmbrs/dekkingsprofiel.ts';
import { Dienstverband, LooncodeRegel, OpgehaaldeGegevens, Peilen, SalarisRegel, Vraag } from '../nmbrs/gegevensset.ts';
import { geeftUren } from '../nmbrs/tijdvak-aanroep.ts';
import { Werkwijze } from '../nmbrs/werkwijze.ts';
import type { Deel, WerknemersWerk } from './uitwisseling.ts';

/**
 * Employees per message: at most 10, whose 10 x 10 calls take 6 s when eight workers share 140 calls a second, and still fit
 * in a worker's two minutes when Nmbrs takes 10 s for a call (10 at once); fewer for a small employer, so that all workers share it.
 */
const MAX_WERKNEMERS_PER_DEEL = 10;
const WORKERS = 8;

/** One employee who must be in the data set, with what the company-wide lists tell. */
export const GeplandeWerknemer = z.strictObject({
  werknemerId: WerknemerId,
  guid: Guid.optional(),
  personeelsnummer: z.string().optional(),
  dga: z.boolean(),
  dienstverbanden: z.array(Dienstverband),
});
export type GeplandeWerknemer = z.infer<typeof GeplandeWerknemer>;

/** Who must be in the data set, and by which calls: fixed once, before the first part is sent. */
export const Werkplan = Werkwijze.extend({
  werknemers: z.array(GeplandeWerknemer),
  /** Of the company. */
  bedrijfGuid: Guid.optional(),
  /** Who begins after the period and has not been in service before, with the first day. */
  later: z.array(z.strictObject({ werknemerId: WerknemerId, eersteDag: Datum })).default([]),
  /** How many whom the controle counted had left before the first period; in its plan only. */
  vertrokkenVoor: z.int().nonnegative().optional(),
  vragen: z.array(Vraag),
  bedrijfsbreed: z.array(BulkAanroep),
});
export type Werkplan = z.infer<typeof Werkplan>;

/** A line of the file of a part of employees, by whichever calls, with the period of each group that was asked for. */
export const WerknemerRegel = OpgehaaldeGegevens.extend({
  werknemerId: WerknemerId,
  peil: Peilen,
  /** The employee was removed from Nmbrs after the plan was made: there is nothing to fetch. */
  verwijderd: z.literal(true).optional(),
});
export type WerknemerRegel = z.infer<typeof WerknemerRegel>;

/** A line of the file of the part of salaries: all rows of an employee. */
export const SalarissenRegel = z.strictObject({ werknemerId: WerknemerId, salarissen: z.array(SalarisRegel) });
export type SalarissenRegel = z.infer<typeof SalarissenRegel>;

/** A line of the file of one finished background report; an employee has as many as the report gives. */
export const RapportRegel = LooncodeRegel.extend({ werknemerId: WerknemerId });
export type RapportRegel = z.infer<typeof RapportRegel>;

/** Of a report of all wage codes: those that occur and are not delivered. */
export const OverigeLooncodes = z.array(z.int());

/**
 * In the order in which the working files are written and read: by employee. So a set is assembled by walking through all of
 * them at once, and only one employee is in memory. Lines of one employee keep their order.
 */
export const byWerknemer = (a: { readonly werknemerId: number }, b: { readonly werknemerId: number }): number =>
  a.werknemerId - b.werknemerId;

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
  `${werkPrefix(id)}deel-${String(nummer).padStart(5, '0')}.ndjson`;
export const rapportKey = (id: UitwisselingId, runId: number, looncode: number | undefined): string =>
  `${werkPrefix(id)}rapport-${runId}-${looncode ?? 'alle'}.ndjson`;

export const overigeLooncodesKey = (id: UitwisselingId, runId: number, looncode: number | undefined): string =>
  `${werkPrefix(id)}rapport-${runId}-${looncode ?? 'alle'}-overige.json`;

/** The groups of the profile that can be fetched: hours only where a call for them is active. */
export const groepenVan = (
  profiel: Dekkingsprofiel,
  { perTijdvak }: Pick<Werkwijze, 'perTijdvak'>,
): readonly Gegevensgroep[] => groepenFor(profiel).filter((groep) => groep !== 'uren' || geeftUren(perTijdvak));

/**
 * The parts of a plan: the salaries of the company, each company-wide call that is used, and for the groups that none of
 * those gives the employees by the handful.
 */
export function delenOf({ werknemers, bedrijfsbreed }: Werkplan, groepen: readonly Gegevensgroep[]): Deel[] {
  const ids = werknemers.map(({ werknemerId }) => werknemerId);
  const used = ids.length === 0 ? [] : bedrijfsbreed.filter((aanroep) => groepenIn(aanroep, groepen).length > 0);
  const given = new Set(used.flatMap((aanroep) => groepenIn(aanroep, groepen)));
  const left = groepen.filter((groep) => !given.has(groep));
  const size = Math.max(1, Math.min(MAX_WERKNEMERS_PER_DEEL, Math.ceil(ids.length / WORKERS)));
  return [
    { soort: 'salarissen' } as const,
    ...used.map((aanroep) => ({ soort: 'bedrijfsbreed', aanroep, groepen: groepenIn(aanroep, groepen) }) as const),
    ...(left.length === 0 ? [] : chunksOf(ids, size).map((werknemerIds) => werk(werknemerIds, left))),
  ].map((deel, index) => ({ nummer: index + 1, ...deel }));
}

/** At most so many parts replace one: they are stored in one transaction. */
const MAX_STUKKEN = 90;

/** The work of a part that turned out not to be doable as one, in parts that are. */
export function stukkenOf(werknemerIds: readonly WerknemerId[], groepen: readonly Gegevensgroep[]): WerknemersWerk[] {
  const size = Math.max(MAX_WERKNEMERS_PER_DEEL, Math.ceil(werknemerIds.length / MAX_STUKKEN));
  return chunksOf(werknemerIds, size).map((chunk) => werk(chunk, groepen));
}

/** The same work in parts of so many employees at most. */
export const inPartsOf = (size: number, werknemerIds: readonly WerknemerId[], groepen: readonly Gegevensgroep[]) =>
  chunksOf(werknemerIds, size).map((chunk) => werk(chunk, groepen));

/** Whether a part has more employees than one worker does: the pieces of a very large part are cut once more. */
export const isTooLarge = ({ werknemerIds }: WerknemersWerk): boolean => werknemerIds.length > MAX_WERKNEMERS_PER_DEEL;

const werk = (werknemerIds: readonly WerknemerId[], groepen: readonly Gegevensgroep[]): WerknemersWerk => ({
  soort: 'werknemers',
  werknemerIds: [...werknemerIds],
  groepen: [...groepen],
});

const chunksOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
