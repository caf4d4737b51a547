const GETALLEN = new Set(['bedrag', 'urenPerWeek', 'deeltijdfactor', 'waarde', 'uren']);

/** Equal when the values are, however they are written: spelling is no change. */
export const tekst = (waarde: unknown): string =>
  JSON.stringify(waarde, (naam, one: unknown) => {
    if (typeof one === 'string') return GETALLEN.has(naam) ? Number(one) : one.normalize('NFC');
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
