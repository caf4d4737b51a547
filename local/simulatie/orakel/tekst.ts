const GETALLEN = new Set(['bedrag', 'urenPerWeek', 'deeltijdfactor', 'waarde', 'uren']);

/** Equal when the values are, however they are written: spelling is no change. */
export const tekst = (waarde: unknown): string =>
  JSON.stringify(geordend(waarde, (one, naam) => (GETALLEN.has(naam) ? Number(one) : one.normalize('NFC'))));

/** The same value with its members in the order of their names, and its texts as `gespeld` gives them. */
export function geordend(waarde: unknown, gespeld: (one: string, naam: string) => unknown, naam = ''): unknown {
  if (typeof waarde === 'string') return gespeld(waarde, naam);
  if (typeof waarde !== 'object' || waarde === null) return waarde;
  if (Array.isArray(waarde)) return waarde.map((one) => geordend(one, gespeld));
  const leden: Record<string, unknown> = {};
  for (const [lid, one] of Object.entries(waarde).sort(([a], [b]) => (a < b ? -1 : 1))) {
    leden[lid] = geordend(one, gespeld, lid);
  }
  return leden;
}
