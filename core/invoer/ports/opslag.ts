import type { Tijdstip } from '../../kalender/tijd.ts';

/**
 * Objects by key. `werk/<uitwisselingId>/…` holds what an exchange is assembled from and is removed when it is done;
 * `leveringen/<koppelingId>/<tijdvak>/v<N>/…` holds delivered data sets, is never overwritten, and removed only where no manifest came;
 * `vergelijking/<koppelingId>/…` holds their fingerprints, which are removed when the koppeling ends; `verzoeken/<verzoekId>/…` what was
 * exported of one employee, for two weeks.
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
  /**
   * Removes what is below `werk/<id>/`, `vergelijking/<id>/` or `verzoeken/<id>/`, earlier versions too. Throws `Defect` for any other
   * prefix.
   */
  removeAll(prefix: string): Promise<void>;
}

/** What is needed of the same objects to find and remove what was never delivered. Throws `Transient` when the store is out of reach. */
export interface Restanten {
  /** Sorted by key, at most a thousand of those after `na`, each with the moment at which it was written. `meer`: there are more. */
  listPart(
    prefix: string,
    na?: string,
  ): Promise<{
    readonly objecten: readonly { readonly key: string; readonly geschrevenOp: Tijdstip }[];
    readonly meer: boolean;
  }>;
  /**
   * Removes the files of one delivery, `leveringen/<koppelingId>/<tijdvak>/v<N>/`, unless its manifest is among them: then it is
   * `geleverd`, and nothing is touched. Throws `Defect` for any other prefix.
   */
  removeUnfinished(prefix: string): Promise<'verwijderd' | 'geleverd'>;
  /**
   * Removes a delivered set (`leveringen/…/v<N>/`) or a file of fingerprints whose time is over, and then the mark `vervalt/…` that said
   * so. Nothing there is fine. Throws `Defect` for anything else, or another mark.
   */
  removeExpired(prefixOrKey: string, mark: string): Promise<void>;
}

/** How large some bytes are, and their SHA-256, hex. */
export interface Omvang {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * What is needed of the same objects to take one person out of them; of a large one only some pieces are in memory at once. Only what is
 * below `leveringen/` and `vergelijking/` is rewritten: `Defect` for any other key. Throws `Transient` when the store is out of reach.
 */
export interface Herschrijving {
  /** Writes nothing. */
  measure(pieces: AsyncIterable<Uint8Array>): Promise<Omvang>;
  /**
   * Puts the pieces, one after the other, in the place of the object, when together they have this SHA-256. Until the last of them is there
   * the object is what it was, and stays so when they come to something else: that throws `Transient`, for what they are made of changed.
   */
  rewrite(key: string, pieces: AsyncIterable<Uint8Array>, sha256: string): Promise<void>;
  /** What the object was before is gone for good; what it is now stays. */
  removeEarlier(key: string): Promise<void>;
}
