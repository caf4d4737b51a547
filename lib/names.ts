/** Names that the infrastructure and the functions' environment agree on. */

/** Below it lie the secrets of the Nmbrs accounts. */
export const SECRET_PREFIX = 'salariskoppeling/nmbrs';
/**
 * The folders below it: tokens that a sign-up brought, those by which koppelingen are exchanged, the key under which fingerprints
 * of data sets are made, and the one of references to a loonheffingennummer, which a.s.r. holds too.
 */
export type SecretFolder = 'kandidaat' | 'account' | 'vingerafdruk' | 'referentie';
/** What an exchange is assembled from; removed when it is done. */
export const WORK_PREFIX = 'werk/';
/** Delivered data sets; kept. */
export const DELIVERY_PREFIX = 'leveringen/';
/** Fingerprints of delivered data sets, with which the next one is compared. */
export const COMPARISON_PREFIX = 'vergelijking/';
/** What was exported of one employee at that person's request, for two weeks. */
export const REQUEST_PREFIX = 'verzoeken/';
/** On which day a set goes out of which somebody was taken: its objects are new, and would be kept as long again. */
export const EXPIRY_PREFIX = 'vervalt/';
/** The index of the table that lists aanmeldingen by state, oldest first. */
export const WERKVOORRAAD_INDEX = 'werkvoorraad';
/** The index of the table that lists the aanmeldingen of one office, oldest first. */
export const KANTOOR_INDEX = 'kantoor';
/** The item of the table by which the calls to Nmbrs are spread; its keys stand in `adapters/aws/tarief.ts`. */
export const TARIEF_KEY = 'TARIEF#nmbrs';
/**
 * What the schedules of the koppelingen name: their group, function, role and queue. They outlive the app stack, so a stack that is
 * made anew must have the same, or every schedule would call what is gone.
 */
export const AGENDA_NAMES = {
  group: 'salariskoppeling-uitwisselingen',
  target: 'salariskoppeling-start-uitwisseling',
  role: 'salariskoppeling-agenda',
  deadLetters: 'salariskoppeling-niet-gestart',
} as const;

/**
 * Keeps the garbage of a walk through large files small: without it V8 lets the young generation grow, and the assembly of 20,000
 * employees takes 490 to 540 MB at its peak instead of 380 (`npm run bench -- levering`).
 */
export const SMALL_YOUNG_GENERATION = '--max-semi-space-size=8';
