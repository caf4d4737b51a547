import { FAULTS } from './faults.ts';

/** What people ask, by the names of the functions; counted when it was granted. */
const REQUESTS = [
  ...(['submit-aanmelding', 'submit-bulk', 'replace-token', 'sign-off-aanmelding', 'skip-tijdvak'] as const),
  ...(['change-verloning', 'confirm-afmelding', 'withdraw-afmelding', 'sign-off-koppeling'] as const),
  ...(['withdraw-beeindiging', 'reissue-access', 'restore-adres', 'replace-capability', 'mail-stand'] as const),
  ...(['erase-aanmelding', 'change-koppeling', 'add-werkgever', 'confirm-aanvraag'] as const),
] as const;

/** What the weather and people bring about. */
export const VOORVALLEN = [
  ...FAULTS,
  /** A function is not run at all; a message, a schedule or a start comes twice; a service is away. */
  ...(['refused', 'twice', 'outage'] as const),
  ...REQUESTS,
  ...(['gerealiseerd', 'ingehaald', 'andere-login'] as const),
  /** A request of one or of many whose address is confirmed, perhaps when its token was erased; one that is not, and is erased. */
  ...(['bulk-bevestigd', 'bevestigd-met-nieuwe-token', 'onbevestigd-gewist'] as const),
  ...(['adres-verbeterd', 'code-opnieuw-gevraagd', 'aangemeld-met-sleutel'] as const),
  /** The mail address of an office is another one from then on. */
  'adres-gewijzigd',
  /** A deployment comes in the middle of it. */
  'uitrol',
  /** The kluis does not show yet what was made in it; the index still shows an aanmelding as it was. */
  ...(['kluis-achter', 'index-achter'] as const),
  ...(['tweede-bladzijde-aanmeldingen', 'tweede-bladzijde-objecten'] as const),
  /** Two writes of one item at once: the later one is tried again, or given up. */
  ...(['botsing', 'botsing-opgegeven'] as const),
  /** Somebody deletes the login of the account, which can be had back; it is had back. */
  ...(['login-verwijderd', 'login-teruggehaald'] as const),
  /** The key of the fingerprints is lost; a set has nothing to compare with for that reason. */
  ...(['sleutel-verloren', 'zonder-vergelijking'] as const),
] as const;
export type Voorval = (typeof VOORVALLEN)[number];

/** How often each came, in a play. */
export interface Tally {
  add(voorval: Voorval): void;
  counts(): Readonly<Record<string, number>>;
}

export function createTally(): Tally {
  const counts = new Map<Voorval, number>();
  return {
    add: (voorval) => void counts.set(voorval, (counts.get(voorval) ?? 0) + 1),
    counts: () => Object.fromEntries(counts),
  };
}

/** Both together. */
export function sumOf(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}

/** The request of a function, when it is one that is counted. */
export const requestOf = (functionName: string): Voorval | undefined =>
  REQUESTS.find((request) => request === functionName);
