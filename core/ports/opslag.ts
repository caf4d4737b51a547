/**
 * Objects by key. `werk/<uitwisselingId>/…` holds what an exchange is assembled from and is removed when it is done;
 * `leveringen/<koppelingId>/<tijdvak>/v<N>/…` holds delivered data sets and is never overwritten;
 * `vergelijking/<koppelingId>/…` holds their fingerprints, which are removed when the koppeling ends.
 *
 * Throws `Transient` when the store is out of reach.
 */
export interface Opslag {
  put(key: string, body: Uint8Array): Promise<void>;
  /** Writes unless the key exists. `bestaat-al`: an object is there, its bytes untouched. */
  putOnce(key: string, body: Uint8Array): Promise<'geschreven' | 'bestaat-al'>;
  get(key: string): Promise<Uint8Array | undefined>;
  /**
   * At most `aantal` (1 or more) of the bytes from `vanaf` on: so a large object is read piece by piece. Fewer at its end, none past it.
   */
  getPart(key: string, vanaf: number, aantal: number): Promise<Uint8Array | undefined>;
  /** Keys below the prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  removeAll(prefix: string): Promise<void>;
}
