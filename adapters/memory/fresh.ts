/** A copy of what is kept, which is plain JSON. Cheaper than `structuredClone`, and a simulation reads millions of times. */
export function fresh<T>(kept: T): T {
  return kept === undefined ? kept : JSON.parse(JSON.stringify(kept));
}
