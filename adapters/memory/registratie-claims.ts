import type { Claim } from '../../core/aanmelding/ports/claims.ts';
import type { AanmeldingId } from '../../core/ids.ts';

/** The claims by their numbers in one. */
export class MemoryClaims {
  readonly #claims = new Map<string, Claim>();

  all(): readonly unknown[] {
    return [...this.#claims.values()];
  }
  find(nummers: string): Claim | undefined {
    return this.#claims.get(nummers);
  }
  holds(nummers: string, aanmeldingId: AanmeldingId): boolean {
    return this.#claims.get(nummers)?.aanmeldingId === aanmeldingId;
  }
  /** Whether the aanmelding may have it for good: it holds it, or nobody does. */
  isFor(nummers: string, aanmeldingId: AanmeldingId): boolean {
    return this.#claims.get(nummers) === undefined || this.holds(nummers, aanmeldingId);
  }
  /** The aanmelding holds it when nobody did; else it is counted. */
  register(nummers: string, aanmeldingId: AanmeldingId): void {
    const held = this.#claims.get(nummers);
    const claim =
      held === undefined ? { aanmeldingId, vast: false, anderen: 0 } : { ...held, anderen: held.anderen + 1 };
    this.#claims.set(nummers, claim);
  }
  /** For good, whoever held it. */
  fix(nummers: string, aanmeldingId: AanmeldingId): void {
    this.#claims.set(nummers, { aanmeldingId, vast: true, anderen: this.#claims.get(nummers)?.anderen ?? 0 });
  }
  /** When it holds it. */
  release(nummers: string, aanmeldingId: AanmeldingId): void {
    if (this.holds(nummers, aanmeldingId)) this.#claims.delete(nummers);
  }
}
