import type { AanmeldingId } from '../ids.ts';

// What somebody typed at sign-up never stands in a subject: it is the first that a reader sees, of a mail that is from a.s.r.

/** Of a mail about an aanmelding that a.s.r. has not approved: with the beginning of its id. */
export const metKenmerk = (onderwerp: string, aanmeldingId: AanmeldingId): string =>
  `${onderwerp} – kenmerk ${aanmeldingId.slice('aan-'.length).split('-', 1)[0]}`;

/** What is known of a koppeling: its contract number, where that was kept. */
interface MetContract {
  readonly aanmeldingId: AanmeldingId;
  readonly werkgever: { readonly raamwerkcontractnummer?: string | undefined };
}

/** Of a mail about a koppeling: with the contract that an assessor has looked at, or as that of its aanmelding when it was not kept. */
export const metContract = (onderwerp: string, koppeling: MetContract): string =>
  koppeling.werkgever.raamwerkcontractnummer === undefined
    ? metKenmerk(onderwerp, koppeling.aanmeldingId)
    : `${onderwerp} – contract ${koppeling.werkgever.raamwerkcontractnummer}`;
