import * as z from 'zod';

// What came of judging many werkgevers.

const aantal = z.int().nonnegative();

/** What is other than it must be. Only made-up people stand in it. */
export const Verschil = z.object({
  soort: z.string(),
  werknemerId: z.number().optional(),
  verwacht: z.string(),
  gekregen: z.string(),
});
export type Verschil = z.infer<typeof Verschil>;

/** A werkgever of which a set is other than it must be: the differences of the first such set. */
export const Mislukt = z.object({
  seed: z.number(),
  /** How much there is to look at: the people times the exchanges up to it. */
  omvang: z.number(),
  /** `2026-M11 v2`. */
  set: z.string(),
  verschillen: z.array(Verschil),
});
export type Mislukt = z.infer<typeof Mislukt>;

/** How much was judged, and what was found. */
export const Uitslag = z.object({
  werkgevers: aantal,
  sets: aantal,
  regels: aantal,
  waarden: aantal,
  vragen: aantal,
  mutaties: z.record(z.string(), aantal),
  mislukt: z.array(Mislukt),
});
export type Uitslag = z.infer<typeof Uitslag>;

export const NIETS: Uitslag = { werkgevers: 0, sets: 0, regels: 0, waarden: 0, vragen: 0, mutaties: {}, mislukt: [] };

export function samen(a: Uitslag, b: Uitslag): Uitslag {
  const soorten = new Set([...Object.keys(a.mutaties), ...Object.keys(b.mutaties)]);
  return {
    werkgevers: a.werkgevers + b.werkgevers,
    sets: a.sets + b.sets,
    regels: a.regels + b.regels,
    waarden: a.waarden + b.waarden,
    vragen: a.vragen + b.vragen,
    mutaties: Object.fromEntries([...soorten].map((een) => [een, (a.mutaties[een] ?? 0) + (b.mutaties[een] ?? 0)])),
    mislukt: [...a.mislukt, ...b.mislukt],
  };
}
