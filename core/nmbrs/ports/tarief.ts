/** Moments at which calls may start: the first, and each next one so much later; in ms, on the clock of the port. */
export interface Momenten {
  readonly eersteMs: number;
  readonly afstandMs: number;
}

/** The rate at which the payroll package may be called, shared by everything that calls it. */
export interface Tarief {
  /** The clock that the moments are on: ms since 1970, within a few of everybody else's. */
  now(): number;
  /**
   * Reserves the next moments that nobody has, for so many calls (1 or more). A moment that passes unused is lost to all, so
   * reserve what waits. Public work is answered when its share comes, which is later while own work goes on. Throws `Transient`:
   * `nmbrs-druk` when they or the share would lie too far ahead, and when the store is out of reach.
   */
  reserve(calls: number): Promise<Momenten>;
}
